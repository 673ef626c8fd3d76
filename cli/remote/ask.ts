/** Asks a server one thing over GraphQL, and reads the refusals of all of them. */
import { post } from './post.ts';
import type { RemoteServer } from './remote-server.ts';

export interface Operation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What the mutation `field` answers. Rejects with the sentence of a refusal. */
export async function mutate(server: RemoteServer, field: string, operation: Operation): Promise<unknown> {
  const headers = { 'content-type': 'application/json' };
  return payloadOf(await post(server, { headers, body: JSON.stringify(operation) }), field);
}

interface Answer {
  readonly data?: Readonly<Record<string, { readonly userErrors: Answer['errors'] }>> | null;
  readonly errors?: readonly { readonly message: string }[];
  /** Of a problem: what is refused before GraphQL has heard of it. */
  readonly detail?: string;
}

/** Of the mutation `field`, from the body of an answer. Throws the sentence of a refusal. */
export function payloadOf(answer: unknown, field: string): unknown {
  const { data, errors, detail } = answer as Answer;
  const payload = data?.[field];
  const refusal = errors?.[0]?.message ?? payload?.userErrors?.[0]?.message ?? detail;
  if (payload && refusal === undefined) return payload;
  throw new Error(refusal ?? 'The server gave no answer and no reason.');
}
