/** Documents that are made to keep a server busy are refused before they are validated, over both transports (threats 11, 12). */
import { describe, expect, it } from '@jest/globals';
import { authorization, graphqlClient } from '../clients/graphql.ts';
import { openSocket } from '../clients/raw-socket.ts';
import { sharedDeployment } from '../stack/shared.ts';

const deployment = sharedDeployment();
const { url, apiKey } = deployment;

const times = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ');

/** `variants { image { variants { image …`. */
const cycle = (depth: number): string => (depth === 0 ? 'id' : `variants { image { ${cycle(depth - 1)} } }`);

/** What each does to an image, as a query and as a subscription would ask for it. */
const attacks: readonly (readonly [string, string, (ask: string) => string])[] = [
  ['65 KB of comments', 'QUERY_TOO_LARGE', (ask) => `${ask} { id } } #${'x'.repeat(70_000)}`],
  ['thousands of fields', 'QUERY_TOO_LONG', (ask) => `${ask} { ${times(5_000, () => 'id')} } }`],
  ['a deep cycle', 'QUERY_TOO_DEEP', (ask) => `${ask} { ${cycle(30)} } }`],
  ['lists in a list', 'QUERY_TOO_DEEP', (ask) => `${ask} { a(b: ${'['.repeat(900)}${']'.repeat(900)}) } }`],
  [
    'a deep cycle of fragments',
    'QUERY_TOO_DEEP',
    (ask) =>
      `${ask} { ...f0 } } ${times(
        40,
        (index) => `fragment f${index} on Image { variants { image { ...f${index + 1} } } }`,
      )} fragment f40 on Image { id }`,
  ],
  [
    'a chain of fragments',
    'QUERY_TOO_MANY_FRAGMENTS',
    (ask) =>
      `${ask} { ...f0 } } ${times(
        350,
        (index) => `fragment f${index} on Image { id ...f${index + 1} }`,
      )} fragment f350 on Image { id }`,
  ],
  [
    'hundreds of aliases',
    'QUERY_TOO_MANY_ALIASES',
    (ask) => `${ask} { ${times(700, (index) => `a${index}: id`)} } }`,
  ],
  [
    'one field again and again',
    'QUERY_TOO_MANY_ALIASES',
    (ask) => `${ask} { ${times(600, () => 'variants { id }')} } }`,
  ],
  [
    'a swarm of directives',
    'QUERY_TOO_MANY_DIRECTIVES',
    (ask) => `${ask} { id ${times(300, () => '@include(if: true)')} } }`,
  ],
  ['lists in lists', 'QUERY_TOO_COMPLEX', (ask) => `${ask} { ${cycle(6)} } }`],
];

const asQuery = '{ image(id: "img_01h455vb4pex5vsknk084sn02q")';
const asSubscription = 'subscription { imageEvents { image';

/** A subscription opens one brace more than a query does. */
const subscriptionOf = (attack: (ask: string) => string): string => {
  const [body = '', ...fragments] = attack(asSubscription).split(/(?= fragment )/);
  const end = body.indexOf(' #');
  return [end < 0 ? `${body} }` : `${body.slice(0, end)} }${body.slice(end)}`, ...fragments].join(' ');
};

const client = graphqlClient(deployment);

describe('a document with', () => {
  it.each(attacks)('%s is refused over HTTP with 400 %s', async (_what, code, attack) => {
    const { status, errors, data } = await client.send(attack(asQuery));
    expect({ status, codes: errors.map(({ extensions }) => extensions?.code), data }).toEqual({
      status: 400,
      codes: [code],
      data: undefined,
    });
  });

  it.each(attacks)('%s is refused over HTTP by GET as well with %s', async (_what, code, attack) => {
    const query = attack(asQuery);
    // An address of 16 KB is more than the parser of HTTP takes.
    if (query.length > 10_000) return;
    const response = await fetch(`${url}/graphql?${new URLSearchParams({ query }).toString()}`, {
      headers: { ...authorization(apiKey), 'apollo-require-preflight': 'true' },
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code } }] });
  });

  it.each(attacks)(
    '%s is refused over WebSocket with %s, and the socket lives',
    async (_what, code, attack) => {
      const socket = await openSocket(url);
      socket.send({ type: 'connection_init', payload: authorization(apiKey) });
      await socket.first('connection_ack');
      socket.send({ id: 'one', type: 'subscribe', payload: { query: subscriptionOf(attack) } });
      expect((await socket.first('error')).payload).toMatchObject([{ extensions: { code } }]);
      socket.send({ type: 'ping' });
      await socket.first('pong');
      socket.drop();
    },
  );
});

it('a flood of them leaves a server that answers others at once', async () => {
  const flood = Promise.all(
    Array.from({ length: 10 }, () => attacks.map(([, , attack]) => client.send(attack(asQuery)))).flat(),
  );
  let slowest = 0;
  let isFlooded = true;
  const watch = async (): Promise<void> => {
    const begun = performance.now();
    await client.ask('{ __typename }');
    slowest = Math.max(slowest, performance.now() - begun);
    if (isFlooded) await watch();
  };
  await Promise.all([watch(), flood.finally(() => (isFlooded = false))]);
  // Without the limits a single one of them takes half a second of the only thread.
  expect(slowest).toBeLessThan(2_000);
});

describe('the cost of an operation', () => {
  it('is told in its answer, with the limit', async () => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { ...authorization(apiKey), 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ images(first: 5) { nodes { id variants { id } } } }' }),
    });
    const { extensions } = (await response.json()) as { extensions: unknown };
    // The connection, its five nodes with an id and a list each, and nine variants in every one.
    expect(extensions).toEqual({ cost: { requested: 1 + 5 * (1 + 1 + 1 + 9), limit: expect.any(Number) } });
  });
});

describe('a mutation by GET', () => {
  it('is refused with 405 METHOD_NOT_ALLOWED: a link would do something', async () => {
    const query = 'mutation { deleteImages(input: { ids: [] }) { deletedIds } }';
    const response = await fetch(`${url}/graphql?${new URLSearchParams({ query }).toString()}`, {
      headers: { ...authorization(apiKey), 'apollo-require-preflight': 'true' },
    });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'METHOD_NOT_ALLOWED' } }] });
  });
});
