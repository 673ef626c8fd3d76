/** What a request says of where it comes from and where it goes, and who is believed. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { insertApiKey } from '../domain/access/api-keys.ts';
import { sql } from '../platform/database/sql.ts';
import { toGlobalId } from '../platform/ids.ts';
import { type Harness, openHarness } from '../test/harness.ts';
import { exchange, type RawAnswer } from '../test/loopback.ts';
import { seedImage } from '../test/seed.ts';
import { startWholeServer, type WholeServer } from '../test/whole-server.ts';

let harness: Harness;
let direct: WholeServer;
let proxied: WholeServer;
let key: string;
beforeAll(async () => {
  harness = await openHarness();
  direct = await startWholeServer(harness);
  proxied = await startWholeServer(harness, { TRUSTED_PROXIES: '127.0.0.1' });
  const scopes = ['READ', 'UPLOAD', 'MANAGE'] as const;
  key = (await insertApiKey(harness.database.manager, { ownerId: 'alice', name: 'key', scopes })).secret;
}, 120_000);
afterAll(async () => {
  await direct.stop();
  await proxied.stop();
  await harness.close();
});

const lies = [
  'Host: evil.example',
  'X-Forwarded-For: 203.0.113.9',
  'X-Forwarded-Host: evil.example',
  'X-Forwarded-Proto: https',
  'X-Forwarded-Port: 444',
  'X-Original-URL: /evil.example',
  'Forwarded: for=203.0.113.9;host=evil.example;proto=https',
];

const send = ({ urls }: WholeServer, line: string, headers: readonly string[] = lies): Promise<RawAnswer> =>
  exchange(
    Number(new URL(urls.public).port),
    [`${line} HTTP/1.1`, ...headers, `Authorization: Bearer ${key}`, 'Connection: close', '', ''].join(
      '\r\n',
    ),
  );

/** The address that the audit log has for a purge. */
async function addressOf(server: WholeServer): Promise<string | null | undefined> {
  const { id } = await seedImage(harness.database);
  const { status } = await send(server, `POST /images/${toGlobalId('image', id)}/purge`);
  expect(status).toBe(202);
  const [entry] = await sql<{ address: string | null }>(
    harness.database,
    'SELECT address FROM audit_log WHERE image_id = $1',
    [id],
  );
  return entry?.address;
}

describe('where a request comes from', () => {
  it('is what the connection says, whatever the headers say', async () => {
    expect(await addressOf(direct)).toBe('127.0.0.1');
  });

  it('is what a trusted proxy says', async () => {
    expect(await addressOf(proxied)).toBe('203.0.113.9');
  });
});

describe('where a request goes', () => {
  it.each(['direct', 'proxied'])('decides about no URL that is handed out, %s', async (how) => {
    const server = how === 'direct' ? direct : proxied;
    const { id } = await seedImage(harness.database, { visibility: 'PUBLIC' });
    const image = toGlobalId('image', id);
    const query = encodeURIComponent(
      `{ image(id: "${image}") { rendition(transform: { width: 320, format: WEBP }) { url } original { url } } }`,
    );
    const answers = await Promise.all([
      send(server, `GET /graphql?query=${query}`, [...lies, 'Apollo-Require-Preflight: true']),
      // Another spelling, which is redirected.
      send(server, `GET /i/${image}/w320-q80-cover.webp`),
      send(server, 'POST /upload?source=https://images.example/photo.jpg'),
      send(server, 'POST /files', [...lies, 'Tus-Resumable: 1.0.0', 'Upload-Length: 1000']),
      send(server, 'GET /openapi.json'),
    ]);
    const told = answers.map(
      ({ status, headers, body }) => `${status} ${JSON.stringify(headers)} ${body.toString()}`,
    );
    expect(told.filter((each) => each.includes('evil') || each.includes(':444'))).toEqual([]);
    expect(told[0]).toContain('http://darkroom.example/i/');
    expect(answers.slice(2, 4).map(({ headers }) => headers['location'])).toEqual([
      expect.stringMatching(/^http:\/\/darkroom\.example\/uploads\//),
      expect.stringMatching(/^http:\/\/darkroom\.example\/files\//),
    ]);
  });
});

describe('a refusal', () => {
  it('is kept by no cache', async () => {
    const { id } = await seedImage(harness.database);
    const image = toGlobalId('image', id);
    const paths = [
      `/i/${image}/thumb.webp?exp=1&kid=k1&sig=${'A'.repeat(43)}`,
      '/i/none/thumb.webp',
      '/s/none',
      '/none',
    ];
    for (const path of paths) {
      const { status, headers } = await send(direct, `GET ${path}`);
      expect([path, status >= 400, headers['cache-control']]).toEqual([path, true, 'no-store']);
    }
  });
});
