/** The client of one Darkroom server: uploads that share a line, GraphQL, and the events of images. */
import { type Api, createApi } from './api.ts';
import { createCarrier } from './carry.ts';
import type { TokenSource } from './credentials.ts';
import { defaultDelays } from './patience.ts';
import { createRecords, defaultStorage, newKey, type ResumeStorage } from './records.ts';
import { createSocket, type Socket } from './socket.ts';
import { Upload } from './upload.ts';
import type { UploadOptions } from './upload-options.ts';

export interface DarkroomClientOptions {
  /** Of the server. Default: the origin of the page. */
  readonly url?: string;
  /** A token or key. Default: the cookie of a browser that is signed in, on the server's own pages. */
  readonly token?: TokenSource;
  /** Whose uploads these are, where several people use one browser: nobody resumes those of another. */
  readonly account?: string;
  /** What remembers unfinished uploads. Default: `localStorage`; null: nothing does. */
  readonly storage?: ResumeStorage | null;
  /** Files that are sent at a time. Default: 3. */
  readonly parallelFiles?: number;
  /** Parts of one file that are sent at a time. Default: 4. */
  readonly parallelParts?: number;
  /** Files up to this size travel in one GraphQL request. Default: 1 MiB. */
  readonly smallFileBytes?: number;
  /** Milliseconds before each further attempt of a request that failed for the moment. */
  readonly retryDelays?: readonly number[];
  /** Of `createSocket`, where something else follows events over it. Default: one of its own. */
  readonly socket?: Socket;
  /** A WebSocket class for its own socket, where the platform has none. */
  readonly webSocketImpl?: unknown;
}

export interface DarkroomClient {
  /** Without a slash at its end; empty for the origin of the page. */
  readonly url: string;
  readonly token: TokenSource | undefined;
  /** Begins at once, or when there is room. Unfinished from an earlier page, it goes on where that was. */
  readonly upload: (file: Blob, options?: UploadOptions) => Upload;
  /** A typed query or mutation; a `File` in the variables is sent along. @throws DarkroomError */
  readonly ask: Api['ask'];
  /** Subscriptions: `socket.subscribe({ query, variables }, sink)`, as graphql-ws has it. */
  readonly socket: Socket;
  /** Closes the socket. */
  readonly dispose: () => Promise<void>;
}

export function createDarkroomClient(options: DarkroomClientOptions = {}): DarkroomClient {
  const url = (options.url ?? '').replace(/\/+$/, '');
  const { token, webSocketImpl, socket = createSocket({ url, token, webSocketImpl }) } = options;
  const api = createApi({ url, token });
  const storage = options.storage === null ? undefined : (options.storage ?? defaultStorage());
  const carrier = createCarrier({
    api,
    socket,
    records: storage && createRecords(storage),
    account: options.account ?? '',
    parallelFiles: options.parallelFiles ?? 3,
    parallelParts: options.parallelParts ?? 4,
    smallFileBytes: options.smallFileBytes ?? 1024 * 1024,
    retryDelays: options.retryDelays ?? defaultDelays,
  });
  return {
    url,
    token,
    socket,
    ask: (document, variables, asking) => api.ask(document, variables, asking),
    upload: (file, about = {}) => new Upload({ id: newKey(), file, options: about }, carrier),
    dispose: async () => socket.dispose(),
  };
}
