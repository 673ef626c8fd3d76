/** One request to a server's GraphQL, and sentences for those that never got an answer. */
import { type Dispatcher, request } from 'undici';
import type { RemoteServer } from './remote-server.ts';

type PostOptions = Pick<Dispatcher.RequestOptions, 'body' | 'bodyTimeout' | 'headersTimeout'> & {
  readonly headers: Readonly<Record<string, string>>;
};

/** What is answered, which may be a refusal. */
export async function post({ url, apiKey }: RemoteServer, options: PostOptions): Promise<unknown> {
  const headers = { ...options.headers, authorization: `Bearer ${apiKey}` };
  const response = await request(`${url}/graphql`, { ...options, headers, method: 'POST' }).catch(
    (cause: unknown) => {
      throw isOfNetwork(cause) ? unreached(url, cause) : cause;
    },
  );
  return response.body.json().catch((cause: unknown) => {
    const reason = `What answers at ${url} (${response.statusCode}) is no Darkroom: is the address right (--url, PUBLIC_URL)?`;
    throw new Error(reason, { cause });
  });
}

const unreached = (url: string, cause: Error & { readonly code: string }): Error =>
  new Error(
    `${url} cannot be reached (${cause.code}): does the server run, and is the address right (--url, PUBLIC_URL)?`,
    { cause },
  );

/** Of the connection or of undici; a file that is sent may fail as well. */
const isOfNetwork = (error: unknown): error is Error & { readonly code: string } =>
  error instanceof Error &&
  'code' in error &&
  /^(UND_|ECONN|ENOTFOUND|EAI_|EHOST|ENET|ETIMEDOUT|EPIPE|CERT_|ERR_TLS|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/.test(
    String(error.code),
  );
