/** What every problem carries besides its body, wherever it comes from: each route of both ports, and what never gets to one. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { insertApiKey } from '../domain/access/api-keys.ts';
import { photo } from '../media/fixtures/photo.ts';
import { sql } from '../platform/database/sql.ts';
import { newUuid, toGlobalId } from '../platform/ids.ts';
import { type Harness, openHarness } from '../test/harness.ts';
import { exchange } from '../test/loopback.ts';
import { startWholeServer, type WholeServer } from '../test/whole-server.ts';

let harness: Harness;
let server: WholeServer;
let owner: { readonly authorization: string };
beforeAll(async () => {
  harness = await openHarness();
  server = await startWholeServer(harness, { DELIVERY_WAIT_SECONDS: '0' });
  const { secret } = await insertApiKey(harness.database.manager, {
    ownerId: 'alice',
    name: 'unlucky',
    scopes: ['READ', 'UPLOAD', 'MANAGE'],
  });
  owner = { authorization: `Bearer ${secret}` };
}, 60_000);
afterAll(async () => {
  await server.stop();
  await harness.close();
});

async function newImage(): Promise<string> {
  const { image } = await harness.upload(await photo({ width: 240, height: 160 }));
  return toGlobalId('image', image.id);
}

interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const isProblem = ({ headers }: Answered): boolean =>
  headers['content-type']?.startsWith('application/problem+json') === true;

function expectProblem({ status, headers, body }: Answered): void {
  const id = headers['x-request-id'];
  expect(id).toBeTruthy();
  // A HEAD has no body to say it.
  const problem = body === '' ? { status, requestId: id } : (JSON.parse(body) as { requestId: string });
  expect({ ...headers, ...problem }).toMatchObject({
    'content-type': expect.stringMatching(/^application\/problem\+json/),
    // The page that shows the OpenAPI document has a policy of its own, also where something is not there.
    'content-security-policy': expect.stringMatching(/^default-src 'none';(?:.*;)? frame-ancestors 'none'$/),
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    'x-request-id': problem.requestId,
    status,
  });
}

async function ask(path: string, init: RequestInit, base = server.urls.public): Promise<Answered> {
  const response = await fetch(base + path, { redirect: 'manual', ...init });
  const { status, headers } = response;
  return { status, headers: Object.fromEntries(headers), body: await response.text() };
}

const wrongKey = { authorization: `Bearer dk_${'A'.repeat(43)}` };
const upgrade =
  'connection: Upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: eA==\r\n';
const tus = { 'tus-resumable': '1.0.0' };

/** What goes wrong for clients, and what those try who mean no good. */
const requests = (method: string, path: string): [string, RequestInit][] => {
  const hasBody = !['GET', 'HEAD', 'OPTIONS'].includes(method);
  const send = (headers: Record<string, string>, body?: string): RequestInit => ({
    method,
    headers,
    ...(hasBody && body !== undefined && { body }),
  });
  return [
    [path, send({})],
    [path, send(wrongKey)],
    [path, send({ ...owner, ...tus })],
    [path, send({ ...owner, 'content-type': 'text/plain' }, 'x')],
    [path, send({ ...owner, 'content-type': 'application/json' }, '{"cut')],
    [path, send({ ...owner, 'content-type': 'multipart/form-data' }, 'x')],
    [path, send({ ...owner, cookie: 'darkroom_session=x', 'sec-fetch-site': 'cross-site' }, '')],
    [path, send({ ...owner, range: 'bytes=9-1', 'if-match': '"x"', 'accept-encoding': 'x' })],
    [`${path}?exp=1&kid=k&sig=x`, send({})],
    [`${path}?size=x&profile=none&source=ftp://x&sub=%00`, send(owner, 'x')],
    [`${path}%zz`, send(owner)],
    [`${path}/${'x'.repeat(3_000)}`, send(owner)],
    [path, { ...send(owner), method: 'PROPFIND' }],
  ];
};

describe('a problem', () => {
  it('is secured on every route of both ports, whatever is wrong with the request', async () => {
    const statuses = new Set<number>();
    // It lasts until somebody deletes it.
    const image = await newImage();
    for (const name of server.routes) {
      const [method = '', pattern = ''] = name.split(' ');
      const base = pattern.startsWith('/probe') ? server.urls.admin : server.urls.public;
      const id = pattern.startsWith('/i') ? image : toGlobalId('upload', newUuid());
      const path = pattern
        .replace(/^\*/, '/anything')
        .replace(':id', id)
        .replaceAll(/:\w+|\*$/g, '1');
      const answers = [];
      for (const [target, init] of requests(method, path)) answers.push(await ask(target, init, base));
      const problems = answers.filter(isProblem);
      expect([name, problems.length]).not.toEqual([name, 0]);
      problems.forEach(expectProblem);
      for (const { status } of problems) statuses.add(status);
    }
    expect([...statuses]).toEqual(expect.arrayContaining([400, 401, 403, 404, 405, 412, 415, 422]));
  }, 60_000);

  it.each([
    ['bytes that are no HTTP', 'hello\r\n\r\n', 400],
    ['headers without an end', `GET / HTTP/1.1\r\nhost: x\r\ncookie: ${'x'.repeat(17_000)}\r\n\r\n`, 431],
    ['a tunnel', 'CONNECT a:1 HTTP/1.1\r\nhost: a:1\r\n\r\n', 400],
    ['a WebSocket where there is none', `GET /files HTTP/1.1\r\nhost: x\r\n${upgrade}\r\n`, 404],
    [
      'a file that is too large',
      'POST /upload HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: image/jpeg\r\ncontent-length: 99999999999\r\n',
      413,
    ],
  ])('is secured for %s', async (_what, bytes, expected) => {
    const own = bytes.startsWith('POST') ? `authorization: ${owner.authorization}\r\n\r\n` : '';
    const answer = await exchange(Number(new URL(server.urls.public).port), bytes, own);
    expect(answer.status).toBe(expected);
    expectProblem({ ...answer, body: answer.body.toString() });
  });

  it('is secured where it is our own', async () => {
    const image = await newImage();
    const answer = () => ask(`/images/${image}`, { headers: owner });
    // No worker makes the variant.
    const notYet = await answer();
    expect([notYet.status, notYet.body]).toEqual([503, expect.stringContaining('VARIANT_NOT_READY')]);
    expectProblem(notYet);
    await sql(harness.database, 'ALTER TABLE images RENAME TO lost');
    const unexpected = await answer();
    expect([unexpected.status, unexpected.body]).toEqual([500, expect.stringContaining('INTERNAL')]);
    expectProblem(unexpected);
  });
});
