/** The server as this library asks it: GraphQL and tus at one address, with credentials, and refusals thrown. */
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
import { authorized, type TokenSource } from './credentials.ts';
import { DarkroomError, refusalOf } from './failure.ts';
import { multipartForm } from './multipart-form.ts';
import { send, type SendAnswer, type SendRequest } from './send.ts';

/** A document as text that knows what it answers, as code generators make it. */
export type Document<Result, Variables> = DocumentTypeDecoration<Result, Variables> & { toString(): string };

export type AskOptions = Partial<Pick<SendRequest, 'signal' | 'onProgress'>>;

export interface Api {
  /** Without a slash at its end. */
  readonly url: string;
  readonly token: TokenSource | undefined;
  /** A query or mutation; a `Blob` anywhere in the variables makes it a multipart request. */
  ask<Result, Variables>(
    document: Document<Result, Variables>,
    variables: Variables,
    options?: AskOptions,
  ): Promise<Result>;
  /** Any other request to the server. */
  request(request: SendRequest): Promise<SendAnswer>;
}

const never = new AbortController().signal;

export function createApi({ url, token }: { url: string; token: TokenSource | undefined }): Api {
  const request: Api['request'] = (wanted) =>
    authorized(token, (headers) => send({ ...wanted, headers: { ...wanted.headers, ...headers } }));

  return {
    url,
    token,
    request,
    async ask<Result, Variables>(
      document: Document<Result, Variables>,
      variables: Variables,
      { signal = never, onProgress }: AskOptions = {},
    ) {
      const answer = await request({
        method: 'POST',
        url: `${url}/graphql`,
        signal,
        ...graphqlBody({ query: document.toString(), variables }),
        ...(onProgress && { onProgress }),
      });
      return dataOf(answer) as Result;
    },
  };
}

function graphqlBody(operation: { query: string; variables: unknown }): Pick<
  SendRequest,
  'headers' | 'body'
> & {
  headers: Record<string, string>;
} {
  const accept = 'application/graphql-response+json, application/json';
  const form = multipartForm(operation);
  // A form is what any page can send, so the server wants to see a header that no form has.
  if (form) return { headers: { accept, 'apollo-require-preflight': 'true' }, body: form };
  return { headers: { accept, 'content-type': 'application/json' }, body: JSON.stringify(operation) };
}

function dataOf(answer: SendAnswer): object {
  const refusal = refusalOf({ ...answer, retryAfter: answer.header('retry-after') });
  if (answer.status < 200 || answer.status > 299) throw refusal;
  const { data, errors } = JSON.parse(answer.text) as { data?: object | null; errors?: unknown };
  if (errors !== undefined || !data) throw refusal;
  return data;
}

/** What a mutation refused, thrown as everything else is. */
export function unlessRefused(
  userErrors: readonly { readonly code: string; readonly message: string }[],
): void {
  const [first] = userErrors;
  if (first) throw new DarkroomError(first.code, first.message);
}
