/** Asks a question of a running server as one of the bearers, and reads from the answer what came of it. */
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { ErrorCode } from '../../platform/errors.ts';
import { within } from '../until.ts';
import type { Cell } from './answers.ts';
import type { Bearer } from './bearers.ts';
import type { Document, HttpQuestion, Question, Target } from './row.ts';
import type { WholeServer } from '../whole-server.ts';

export interface Answer {
  readonly cell: Cell;
  /** All that was told, for a comparison. */
  readonly told: string;
}

export interface Asked {
  readonly question: Question;
  readonly bearer: Bearer;
  readonly target: Target;
}

/** Of the server at these addresses. */
export const ask = (urls: WholeServer['urls'], { question, bearer, target }: Asked): Promise<Answer> =>
  question.over === 'http'
    ? askOverHttp(urls, question.request, { bearer, target })
    : within(
        `an answer for ${bearer.name}`,
        askOverSocket(urls.public, question.document, { bearer, target }),
      );

type About = Pick<Asked, 'bearer' | 'target'>;

async function askOverHttp(
  urls: WholeServer['urls'],
  request: HttpQuestion,
  { bearer, target }: About,
): Promise<Answer> {
  const url = urls[request.port ?? 'public'] + (bearer.sign ?? unsigned)(request);
  const headers = {
    ...bearer.headers,
    ...request.headers,
    ...(bearer.authorization && { authorization: bearer.authorization }),
  };
  const send = (method: string, body = request.body): Promise<Response> =>
    fetch(url, { method, headers, redirect: 'manual', ...(body !== undefined && { body }) });
  const response = await send(request.method);
  const text = await response.text();
  const answer = { cell: cellOf(response, text, target), told: `${response.status} ${text}` };
  // What a GET may not tell, a HEAD may not tell either. GraphQL has none.
  if (request.method !== 'GET' || request.path.startsWith('/graphql')) return answer;
  const { status } = await send('HEAD');
  if (status !== response.status) throw new Error(`HEAD ${url} is ${status}, and GET ${response.status}`);
  return answer;
}

function unsigned({ path, query }: HttpQuestion): string {
  return query ? `${path}?${new URLSearchParams(query).toString()}` : path;
}

/** Where there is no body to say it. */
const codes: Readonly<Record<number, ErrorCode>> = {
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
};

function cellOf({ status, headers }: Response, text: string, target: Target): Cell {
  if (!headers.get('content-type')?.includes('json') || text === '')
    return status < 400 ? 'yes' : (codes[status] ?? (`${status}` as Cell));
  const { code, data, errors } = JSON.parse(text) as Partial<GraphqlAnswer> & { code?: ErrorCode };
  if (errors?.[0]) return errors[0].extensions.code;
  if (data) return cellOfData(data, target);
  return status < 400 ? 'yes' : (code ?? (`${status}` as Cell));
}

interface GraphqlAnswer {
  readonly data: Readonly<Record<string, unknown>>;
  readonly errors: readonly { readonly extensions: { readonly code: ErrorCode } }[];
}

/** What `it` is, wherever it stands. */
function cellOfData(data: unknown, target: Target): Cell {
  const it = find(data);
  if (it === null || it === undefined) return 'null';
  if (typeof it !== 'object') return 'yes';
  const { userErrors, nodes, edges, image } = it as Partial<Shown>;
  if (userErrors?.[0]) return userErrors[0].code;
  if (Array.isArray(it) && it.length === 0) return 'yes';
  const list = Array.isArray(it) ? (it as Shown['nodes']) : (nodes ?? edges?.map(({ node }) => node));
  if (list) return list.some((each) => isOf(target, each)) ? 'yes' : 'none';
  return image && image.ownerId !== 'alice' ? 'none' : 'yes';
}

interface Shown {
  readonly userErrors: readonly { readonly code: ErrorCode }[];
  readonly nodes: readonly ({ readonly id?: string } | null)[];
  readonly edges: readonly { readonly node: { readonly id?: string } }[];
  readonly image: { readonly ownerId: string };
}

/** A list of what has no ids is the same for everybody. */
const isOf = (target: Target, item: Shown['nodes'][number]): boolean =>
  item !== null && (item.id === undefined || Object.values(target).includes(item.id));

function find(data: unknown): unknown {
  if (typeof data !== 'object' || data === null) return undefined;
  if ('it' in data) return data.it;
  return Object.values(data)
    .map(find)
    .find((found) => found !== undefined);
}

/** The first that comes. Without a document, whether the greeting is answered: a question that is none comes back. */
async function askOverSocket(
  url: string,
  document: Document | undefined,
  { bearer: { authorization, headers }, target }: About,
): Promise<Answer> {
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: class extends WebSocket {
      constructor(address: string, protocols: string[]) {
        super(address, protocols, { headers });
      }
    },
    connectionParams: authorization === undefined ? {} : { authorization },
    retryAttempts: 0,
  });
  const { promise, resolve } = Promise.withResolvers<Answer>();
  const answered = (cell: Cell, told: unknown): void => resolve({ cell, told: JSON.stringify(told) });
  const refused = (error: unknown): void =>
    answered(document || isClosed(error) ? cellOfError(error) : 'yes', error);
  const { query, variables } = document ?? { query: '{ __typename }', variables: {} };
  client.subscribe(
    { query, variables },
    {
      next: ({ data, errors }) => (errors ? refused(errors) : answered(cellOfData(data, target), data)),
      error: refused,
      complete: () => {},
    },
  );
  try {
    return await promise;
  } finally {
    await client.dispose();
  }
}

/** What clients are closed with who may not come. */
const unauthorized = 4401;

const isClosed = (error: unknown): error is { readonly code: number } =>
  typeof error === 'object' && error !== null && 'code' in error;

function cellOfError(error: unknown): Cell {
  if (isClosed(error)) return error.code === unauthorized ? 'UNAUTHENTICATED' : (`${error.code}` as Cell);
  const [first] = error as GraphqlAnswer['errors'];
  return first?.extensions.code ?? 'INTERNAL';
}
