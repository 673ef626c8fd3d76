/** How GraphiQL asks: by the session of the browser, or by the header that the user has typed, over HTTP and the socket. */
import { createGraphiQLFetcher, type Fetcher } from '@graphiql/toolkit';
import { meantBy } from './meant.ts';

interface Introspection {
  readonly data?: unknown;
  readonly errors?: readonly { readonly message: string }[];
}

/** @param onSchema Told whenever the schema was asked for: why it was refused, or undefined. */
export function createFetcher(onSchema: (fault: string | undefined) => void): Fetcher {
  const url = new URL('/graphql', window.location.href).href;
  const send = createGraphiQLFetcher({
    url,
    // A socket for each subscription, because each may be somebody else's.
    subscriptionUrl: url.replace(/^http/, 'ws'),
    enableIncrementalDelivery: false,
  });
  return async (parameters, options) => {
    const { operationName, ...rest } = parameters;
    const meant = meantBy(rest.query, operationName);
    const answer = await send(
      meant.operationName === undefined ? rest : { ...rest, operationName: meant.operationName },
      {
        ...options,
        headers: lowerCased(options?.headers),
        ...(meant.documentAST && { documentAST: meant.documentAST }),
      },
    );
    if (operationName === 'IntrospectionQuery') {
      const { data, errors } = answer as Introspection;
      onSchema(data ? undefined : `There is nothing to look up here. ${errors?.[0]?.message ?? ''}`);
    }
    return answer;
  };
}

/** They are written as people write headers, and a socket takes them as fields of its greeting: `authorization`. */
const lowerCased = (headers: Readonly<Record<string, unknown>> = {}): Record<string, unknown> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
