/** A row of the matrix: one thing that can be asked, how it is asked, and what everybody is answered. */
import type { Cells } from './answers.ts';

/** What is asked about: global ids of what is alice's, or of nothing. */
export interface Target {
  readonly image: string;
  readonly variant: string;
  /** The one that the image came of. */
  readonly upload: string;
  /** Over tus, not finished. */
  readonly resumable: string;
  readonly apiKey: string;
  /** With the recipient. */
  readonly share: string;
  /** A reprocessing of an image, which runs. */
  readonly batch: string;
  readonly endpoint: string;
  /** To the endpoint. */
  readonly delivery: string;
  /** A small JPEG, to be sent. */
  readonly picture: Uint8Array<ArrayBuffer>;
}

/** Where webhooks would go: nothing is sent there. */
export const hookUrl = 'https://hooks.example/';

/** Whose place in the path a parameter has. */
export type Id = Exclude<keyof Target, 'picture'>;

/**
 * Which of them. Rows that read share two images with their bytes; each question that changes something has a target
 * of its own.
 */
export type Kind =
  | 'private'
  | 'public'
  | 'own image'
  | 'own batch'
  | 'own endpoint'
  | 'own key'
  | 'own upload'
  | 'own parts'
  | 'own resumable';

/** What whoever asks has besides an Authorization header. */
export interface Shown {
  /** The token of a link, or one that is none. */
  readonly token: string;
}

export interface HttpQuestion {
  readonly method: string;
  /** Without a query. */
  readonly path: string;
  /** Which a signature covers. */
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: NonNullable<RequestInit['body']>;
  readonly port?: 'public' | 'admin';
}

export interface Document {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

export type Question =
  | { readonly over: 'http'; readonly request: HttpQuestion }
  /** Over a WebSocket, which is greeted first; absent: no more than that. */
  | { readonly over: 'socket'; readonly document: Document | undefined };

export interface Row {
  /** Its first words are the field or the route that it is about. */
  readonly name: string;
  readonly of: Kind;
  readonly cells: Cells;
  ask(target: Target, shown: Shown): Question;
}

type Variables = (target: Target, shown: Shown) => Readonly<Record<string, unknown>>;

const nothing: Variables = () => ({});

/** A field or an operation. What it is about is called `it` in the document, at the first or second level. */
export function field(
  name: string,
  cells: Cells,
  query: string,
  { of = 'private', variables = nothing }: { of?: Kind; variables?: Variables } = {},
): Row {
  const ask: Row['ask'] = (target, shown) => {
    const document = { query, variables: variables(target, shown) };
    if (query.startsWith('subscription')) return { over: 'socket', document };
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify(document);
    return { over: 'http', request: { method: 'POST', path: '/graphql', headers, body } };
  };
  return { name, of, cells, ask };
}

/** A mutation with one input. Whoever may is answered without `userErrors`. */
export function mutation(
  name: string,
  cells: Cells,
  input: (target: Target) => object,
  of: Kind = 'private',
): Row {
  const [, operation = ''] = name.split(/[. ]/);
  const inputType = `${operation.charAt(0).toUpperCase()}${operation.slice(1)}Input`;
  const query = `mutation ($input: ${inputType}!) { it: ${operation}(input: $input) { userErrors { code } } }`;
  return field(name, cells, query, { of, variables: (target) => ({ input: input(target) }) });
}

interface RouteDetails extends Omit<HttpQuestion, 'method' | 'path' | 'body'> {
  readonly of?: Kind;
  /** What stands for `:id`. Default: the image. */
  readonly id?: Id;
  /** What stands for other parameters than `:id` and `:token`. */
  readonly parameters?: Readonly<Record<string, string>>;
  readonly body?: (target: Target) => HttpQuestion['body'];
  readonly json?: object;
}

/** A route, as Fastify names it. */
export function route(name: string, cells: Cells, details: RouteDetails = {}): Row {
  const { of = 'private', id = 'image', parameters = {}, body, json, headers, ...request } = details;
  const [method = '', pattern = ''] = name.split(' ');
  const ask: Row['ask'] = (target, { token }) => {
    const values: Readonly<Record<string, string>> = { id: target[id], token, ...parameters };
    const path = pattern.replaceAll(/:(\w+)|\*$/g, (_, parameter: string | undefined) =>
      parameter === undefined ? '' : (values[parameter] ?? ''),
    );
    const sent = json ? JSON.stringify(json) : body?.(target);
    return {
      over: 'http',
      request: {
        ...request,
        method,
        path: pattern === '*' ? '/anything' : path,
        headers: { ...headers, ...(json && { 'content-type': 'application/json' }) },
        ...(sent !== undefined && { body: sent }),
      },
    };
  };
  return { name, of, cells, ask };
}
