/** Queries over HTTP, as a client sends them. */
import type { Stack } from '../stack/stack.ts';

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly { readonly message: string }[];
}

export const endpoint = ({ url }: Pick<Stack, 'url'>): string => `${url}/graphql`;

export const authorization = ({ apiKey }: Pick<Stack, 'apiKey'>): string => `Bearer ${apiKey}`;

/** @throws when the server answers with errors: a benchmark of refusals measures nothing. */
export async function query<T>(stack: Stack, document: string, variables: object = {}): Promise<T> {
  const response = await fetch(endpoint(stack), {
    method: 'POST',
    headers: { authorization: authorization(stack), 'content-type': 'application/json' },
    body: JSON.stringify({ query: document, variables }),
  });
  return dataOf(await response.text()) as T;
}

export function dataOf(text: string): unknown {
  const { data, errors } = JSON.parse(text) as Answer;
  if (!data || errors) throw new Error(`the answer is no success: ${text.slice(0, 500)}`);
  return data;
}
