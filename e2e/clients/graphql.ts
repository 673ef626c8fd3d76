/** GraphQL over HTTP as any script would speak it: fetch, JSON, and the multipart request specification. */
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';

/** A generated document, or the text of one that no generator would accept. */
export type Document<Result, Variables> =
  (DocumentTypeDecoration<Result, Variables> & { toString(): string }) | string;

export interface GraphqlError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>> & { readonly code?: string };
}

export interface GraphqlAnswer<Result> {
  readonly status: number;
  readonly headers: Headers;
  readonly data: Result | null | undefined;
  readonly errors: readonly GraphqlError[];
}

export interface GraphqlClient {
  readonly url: string;
  /** Absent for a stranger. */
  readonly apiKey: string | undefined;
  /** Whatever comes. */
  send<Result, Variables>(
    document: Document<Result, Variables>,
    variables?: Variables,
    headers?: Record<string, string>,
  ): Promise<GraphqlAnswer<Result>>;
  /** What was asked for. @throws when there is any error. */
  ask<Result, Variables>(document: Document<Result, Variables>, variables?: Variables): Promise<Result>;
}

export function graphqlClient(deployment: { url: string; apiKey?: string | undefined }): GraphqlClient {
  const { url, apiKey } = deployment;
  const client: GraphqlClient = {
    url,
    apiKey,
    async send(document, variables, headers = {}) {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        ...bodyOf(document.toString(), variables ?? {}, { ...authorization(apiKey), ...headers }),
      });
      return answerOf(response);
    },
    async ask(document, variables) {
      const answer = await client.send(document, variables);
      if (answer.errors.length > 0 || !answer.data)
        throw new Error(`${answer.status} ${JSON.stringify(answer.errors)}`);
      return answer.data;
    },
  };
  return client;
}

export const authorization = (apiKey: string | undefined): Record<string, string> =>
  apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` };

/** JSON, or a form as soon as a variable is a file. */
function bodyOf(query: string, variables: unknown, headers: Record<string, string>): RequestInit {
  const { files, value } = extractFiles(variables);
  const operations = JSON.stringify({ query, variables: value });
  if (files.length === 0)
    return { headers: { 'content-type': 'application/json', ...headers }, body: operations };
  const form = new FormData();
  form.append('operations', operations);
  form.append('map', JSON.stringify(Object.fromEntries(files.map(({ path }, index) => [index, [path]]))));
  files.forEach(({ file }, index) => form.append(String(index), file));
  return { headers: { 'apollo-require-preflight': 'true', ...headers }, body: form };
}

interface PlacedFile {
  readonly path: string;
  readonly file: Blob;
}

/** The variables with null for every file, and where the files were. */
function extractFiles(given: unknown, path = 'variables'): { files: PlacedFile[]; value: unknown } {
  if (given instanceof Blob) return { files: [{ path, file: given }], value: null };
  if (typeof given !== 'object' || given === null) return { files: [], value: given };
  const parts = Object.entries(given).map(
    ([key, each]) => [key, extractFiles(each, `${path}.${key}`)] as const,
  );
  const values = parts.map(([key, { value }]) => [key, value] as const);
  return {
    files: parts.flatMap(([, { files }]) => files),
    value: Array.isArray(given) ? values.map(([, value]) => value) : Object.fromEntries(values),
  };
}

async function answerOf<Result>(response: Response): Promise<GraphqlAnswer<Result>> {
  const text = await response.text();
  let body: { data?: Result; errors?: GraphqlError[] };
  try {
    body = JSON.parse(text) as typeof body;
  } catch (cause) {
    throw new Error(`${response.status} is not JSON: ${text.slice(0, 200)}`, { cause });
  }
  return { status: response.status, headers: response.headers, data: body.data, errors: body.errors ?? [] };
}
