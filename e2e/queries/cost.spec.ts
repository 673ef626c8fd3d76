/** Operations that would cost too much are refused before they run, over both transports. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { authorization } from '../clients/graphql.ts';
import { sharedDeployment } from '../stack/shared.ts';

const { url, apiKey } = sharedDeployment();
const id = 'img_01h455vb4pex5vsknk084sn02q';

/** `variants { image { variants { image …`: ninefold with every step. */
const cycle = (depth: number): string =>
  depth === 0 ? 'id' : `id variants { image { ${cycle(depth - 1)} } }`;

async function ask(
  query: string,
  variables: object = {},
): Promise<{ status: number; code: unknown; extensions: unknown; message: unknown }> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { ...authorization(apiKey), 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { errors } = (await response.json()) as {
    errors?: { message: string; extensions?: { code?: string } }[];
  };
  const extensions = errors?.[0]?.extensions;
  return { status: response.status, code: extensions?.code, extensions, message: errors?.[0]?.message };
}

describe('an operation that costs too much', () => {
  let refused: Awaited<ReturnType<typeof ask>>;
  beforeAll(async () => {
    refused = await ask(`{ image(id: "${id}") { ${cycle(7)} } }`);
  });

  it('is refused with 400 QUERY_TOO_COMPLEX', () => {
    expect(refused).toMatchObject({ status: 400, code: 'QUERY_TOO_COMPLEX' });
  });

  it('is told its code and nothing of the inside', () => {
    expect(refused.extensions).toEqual({ code: 'QUERY_TOO_COMPLEX' });
  });

  it('is refused as a subscription too', async () => {
    const client = createClient({
      url: `${url.replace(/^http/, 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: authorization(apiKey),
      retryAttempts: 0,
    });
    const query = `subscription { imageEvents { image { ${cycle(7)} } } }`;
    const ended = new Promise((resolve) => {
      client.subscribe({ query }, { next: resolve, error: resolve, complete: () => resolve(undefined) });
    });
    expect(await ended).toMatchObject([{ extensions: { code: 'QUERY_TOO_COMPLEX' } }]);
    await client.dispose();
  });

  it.each([
    ['missing', 'query ($id: ID!) { image(id: $id) { id } }', {}, '$id'],
    [
      'null',
      'mutation ($ids: [ID!]!) { deleteImages(input: { ids: $ids }) { deletedIds } }',
      { ids: null },
      '$ids',
    ],
    [
      'of another type',
      'query ($first: Int) { images(first: $first) { nodes { id } } }',
      { first: 'x' },
      '$first',
    ],
  ])('is told apart from a variable that is %s', async (_, query, variables, named) => {
    expect(await ask(query, variables)).toMatchObject({
      status: 400,
      code: 'BAD_USER_INPUT',
      message: expect.stringContaining(named),
    });
  });

  it('leaves what is affordable alone', async () => {
    expect(await ask(`{ image(id: "${id}") { ${cycle(2)} } }`)).toMatchObject({
      status: 200,
      code: undefined,
    });
  });
});
