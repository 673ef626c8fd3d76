/** Documents by their hash: those that clients have remembered, and a list beside which nothing is run. */
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { authorization } from '../clients/graphql.ts';
import { scrape } from '../clients/metrics.ts';
import { newOwner, type Owner } from '../clients/owner.ts';
import { openSocket } from '../clients/raw-socket.ts';
import { CreateApiKey } from '../documents/access.ts';
import { startStack, type Stack } from '../stack.ts';
import { describeOwnStack } from '../stack/own-stack.ts';
import { sharedDeployment } from '../stack/shared.ts';

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

const byHash = (text: string, version = 1) => ({
  extensions: { persistedQuery: { version, sha256Hash: hashOf(text) } },
});

async function post({ url, apiKey }: { url: string; apiKey: string }, body: object) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { ...authorization(apiKey), 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const { data, errors } = (await response.json()) as {
    data?: unknown;
    errors?: { extensions?: { code?: string } }[];
  };
  return { status: response.status, data, code: errors?.[0]?.extensions?.code, headers: response.headers };
}

const viewerOf = (name: string): string => `query ${name} { viewer { id } }`;

describe('a document that a client has remembered', () => {
  let owner: Owner;
  beforeAll(async () => {
    owner = await newOwner(sharedDeployment());
  });

  it('is unknown at first, sent once, and then its hash is enough', async () => {
    const text = viewerOf('Remembered');
    expect(await post(owner, byHash(text))).toMatchObject({ status: 200, code: 'PERSISTED_QUERY_NOT_FOUND' });
    const answer = { status: 200, code: undefined, data: { viewer: { id: expect.any(String) } } };
    expect(await post(owner, { query: text, ...byHash(text) })).toMatchObject(answer);
    expect(await post(owner, byHash(text))).toMatchObject(answer);
    const query = new URLSearchParams({ extensions: JSON.stringify(byHash(text).extensions) });
    const got = await fetch(`${owner.url}/graphql?${query.toString()}`, {
      headers: { ...authorization(owner.apiKey), 'apollo-require-preflight': 'true' },
    });
    expect(await got.json()).toMatchObject({ data: answer.data });
  });

  it('is none of another text', async () => {
    const text = viewerOf('Forged');
    const refused = { status: 400, code: 'BAD_REQUEST' };
    expect(await post(owner, { query: viewerOf('Other'), ...byHash(text) })).toMatchObject(refused);
    expect(await post(owner, byHash(text, 2))).toMatchObject(refused);
    expect(await post(owner, { query: text, ...byHash(text, 2) })).toMatchObject(refused);
    expect((await post(owner, byHash(text))).code).toBe('PERSISTED_QUERY_NOT_FOUND');
  });

  it('counts as what it is: a mutation by its hash is one', async () => {
    const text = 'mutation Nothing { deleteImages(input: { ids: [] }) { deletedIds } }';
    await post(owner, { query: text, ...byHash(text) });
    const { headers } = await post(owner, byHash(text));
    expect(headers.get('ratelimit-policy')).toMatch(/^"mutations";/);
  });

  it('passes the same limits', async () => {
    const text = `{ ${Array.from({ length: 60 }, (_, index) => `a${index}: __typename`).join(' ')} }`;
    const refused = { status: 400, code: 'QUERY_TOO_MANY_ALIASES' };
    expect(await post(owner, { query: text, ...byHash(text) })).toMatchObject(refused);
    expect((await post(owner, byHash(text))).code).toBe('PERSISTED_QUERY_NOT_FOUND');
  });
});

describeOwnStack('a deployment that runs registered operations alone', () => {
  const known = viewerOf('Known');
  const followed = 'subscription Followed { imageEvents { id } }';
  const other = viewerOf('Other');
  let folder: string;
  let stack: Stack;
  let owner: Owner;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'darkroom-e2e-operations-'));
    const path = join(folder, 'manifest.json');
    const operations = [known, followed, CreateApiKey.toString()].map((body, index) => ({
      id: hashOf(body),
      name: `Operation${index}`,
      type: 'query',
      body,
    }));
    const manifest = { format: 'apollo-persisted-query-manifest', version: 1, operations };
    await writeFile(path, JSON.stringify(manifest));
    stack = await startStack({ environment: { PERSISTED_OPERATIONS: path } });
    owner = await newOwner(stack);
  });
  afterAll(async () => {
    await stack.remove();
    await rm(folder, { recursive: true });
  });

  const answer = { status: 200, data: { viewer: { id: expect.any(String) } } };
  const refused = { status: 400, code: 'OPERATION_NOT_REGISTERED', data: undefined };

  it('runs them by their hash and by their text', async () => {
    expect(await post(owner, byHash(known))).toMatchObject(answer);
    expect(await post(owner, { query: known })).toMatchObject(answer);
    expect(await post(owner, { query: known, ...byHash(known) })).toMatchObject(answer);
  });

  it('measures them by the names on the list, and nothing by any other', async () => {
    await post(owner, { query: known, operationName: 'Known' });
    await post(owner, { query: other, operationName: 'Other' });
    const { samples } = await scrape(stack.adminUrl);
    const names = samples
      .filter(({ name }) => name === 'darkroom_graphql_operations_total')
      .map(({ labels }) => labels['operation']);
    expect(names).toContain('Operation0');
    expect(names).not.toContain('Other');
  });

  it('runs nothing else, and has nothing else remembered', async () => {
    expect(await post(owner, { query: other })).toMatchObject(refused);
    expect(await post(owner, { query: other, ...byHash(other) })).toMatchObject(refused);
    expect(await post(owner, byHash(other))).toMatchObject(refused);
    expect(await post(owner, { query: other, ...byHash(known) })).toMatchObject(refused);
    expect(await post(owner, { query: `${known}\n` })).toMatchObject(refused);
    expect(await post(owner, {})).toMatchObject(refused);
    const query = new URLSearchParams({ query: other });
    const got = await fetch(`${stack.url}/graphql?${query.toString()}`, {
      headers: { ...authorization(owner.apiKey), 'apollo-require-preflight': 'true' },
    });
    expect(got.status).toBe(400);
    const form = new FormData();
    form.append('operations', JSON.stringify({ query: other }));
    form.append('map', '{}');
    const sent = await fetch(`${stack.url}/graphql`, {
      method: 'POST',
      headers: { ...authorization(owner.apiKey), 'apollo-require-preflight': 'true' },
      body: form,
    });
    expect(await sent.json()).toMatchObject({ errors: [{ extensions: { code: refused.code } }] });
  });

  it('does the same over WebSocket', async () => {
    const socket = await openSocket(stack.url);
    socket.send({ type: 'connection_init', payload: authorization(owner.apiKey) });
    await socket.first('connection_ack');
    const unknown = 'subscription { imageEvents { id } }';
    socket.send({ id: 'unknown', type: 'subscribe', payload: { query: unknown } });
    expect(await socket.first('error')).toMatchObject({
      id: 'unknown',
      payload: [{ extensions: { code: refused.code } }],
    });
    socket.send({ id: 'text', type: 'subscribe', payload: { query: followed } });
    socket.send({ id: 'hash', type: 'subscribe', payload: { query: '', ...byHash(followed) } });
    socket.send({ type: 'ping' });
    await socket.first('pong');
    expect(socket.messages.filter(({ type }) => type === 'error')).toHaveLength(1);
    socket.drop();
  });
});
