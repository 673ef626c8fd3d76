/** How Apollo Client reaches Darkroom: files in the variables are sent along, subscriptions go over a socket that resumes. */
import { ApolloLink, HttpLink } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { OperationTypeNode } from 'graphql';
import type { Client } from 'graphql-ws';
import { authorized, type TokenSource } from '../core/credentials.ts';
import { formOf, type PlacedFile, withoutFiles } from '../core/multipart-form.ts';
import { createSocket, type Socket } from '../core/socket.ts';

/** A `DarkroomClient` is one; its socket is shared then. */
export interface DarkroomConnection {
  /** Of the server. Default: the origin of the page. */
  readonly url?: string;
  /** A token or key. Default: the cookie of a browser that is signed in. */
  readonly token?: TokenSource | undefined;
  readonly socket?: Socket;
}

/** The whole link: queries, mutations, uploads and subscriptions. */
export function darkroomLink({ url = '', token, socket }: DarkroomConnection = {}): ApolloLink {
  const server = url.replace(/\/+$/, '');
  const overHttp = new HttpLink({ uri: `${server}/graphql`, fetch: fetchWith(token) });
  return ApolloLink.split(
    ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
    // It calls nothing but `subscribe`.
    new GraphQLWsLink((socket ?? createSocket({ url: server, token })) as Client),
    filesAside.concat(overHttp),
  );
}

/** What `fetch` is told beside the options of the platform. */
type FetchOptions = RequestInit & { readonly darkroomFiles?: readonly PlacedFile[] };

/** A file is nothing in JSON: it goes around the text of the request, to be put beside it in the end. */
const filesAside = new ApolloLink((operation, forward) => {
  const { value, files } = withoutFiles(operation.variables, ['variables']);
  if (files.length === 0) return forward(operation);
  operation.variables = value as typeof operation.variables;
  const fetchOptions: FetchOptions = { darkroomFiles: files };
  operation.setContext((context) => ({ fetchOptions: { ...context['fetchOptions'], ...fetchOptions } }));
  return forward(operation);
});

function fetchWith(token: TokenSource | undefined): typeof fetch {
  return (address, { darkroomFiles, ...options }: FetchOptions = {}) => {
    const request = darkroomFiles ? formRequest(options, darkroomFiles) : options;
    return authorized(token, (headers) =>
      fetch(address, { ...request, headers: { ...(request.headers as Record<string, string>), ...headers } }),
    );
  };
}

function formRequest({ body, headers, ...options }: RequestInit, files: readonly PlacedFile[]): RequestInit {
  // The browser names the type itself, with the boundary of the form.
  const { 'content-type': _, ...others } = headers as Record<string, string>;
  return {
    ...options,
    headers: { ...others, 'apollo-require-preflight': 'true' },
    body: formOf(JSON.parse(body as string) as object, files),
  };
}
