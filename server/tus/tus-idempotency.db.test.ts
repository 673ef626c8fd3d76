/** Resumable uploads that are begun again under their idempotency key, at two servers. */
import { once } from 'node:events';
import { type IncomingMessage, request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '../../platform/database/sql.ts';
import { fromGlobalId } from '../../platform/ids.ts';
import { sha256 } from '../../test/direct-uploads.ts';
import { factsOf } from '../../test/facts.ts';
import type { Harness } from '../../test/harness.ts';
import {
  metadataOf,
  offsetOf,
  openTusServers,
  type Sent,
  shown,
  type TusAnswer,
  tusPictures,
  type TusServers,
} from '../../test/tus.ts';
import { until, within } from '../../test/until.ts';

const bodyType = { 'content-type': 'application/offset+octet-stream' };

let tus: TusServers;
let harness: Harness;
let small: Buffer;
let large: Buffer;
beforeAll(async () => {
  tus = await openTusServers();
  ({ harness } = tus);
  ({ small, large } = await tusPictures());
}, 30_000);
afterAll(() => tus.close());

interface Begun extends Sent {
  readonly server?: number;
  readonly length?: number;
  readonly metadata?: string;
}

/** Begins an upload of the small picture, unless it says otherwise. */
const begin = (idempotencyKey: string, { server = 0, length, metadata, headers, ...more }: Begun = {}) =>
  tus.send(`${tus.urls[server]}/files`, {
    ...more,
    headers: {
      'upload-length': String(length ?? small.length),
      'upload-metadata': metadata ?? metadataOf({ filename: 'a.jpg' }),
      'idempotency-key': idempotencyKey,
      ...headers,
    },
  });

const placeOf = ({ headers }: TusAnswer): string => headers.get('location')?.split('/').at(-1) ?? '';

const change = (at: string, what: string): Promise<unknown> =>
  sql(harness.database, `UPDATE uploads SET ${what} WHERE id = $1`, [fromGlobalId('upload', at)]);

describe('an upload that is begun again under its key', () => {
  it('is one, however often and by how many servers it is begun at once', async () => {
    const before = await factsOf(harness);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => begin('crowd', { server: index % 2 })),
    );
    expect(new Set(answers.map((answer) => `${answer.status} ${placeOf(answer)}`)).size).toBe(1);
    const [at = ''] = answers.map(placeOf);
    expect((await tus.patch(at, 0, small)).headers.get('darkroom-image-id')).toMatch(/^img_/);
    const after = await factsOf(harness);
    expect(after.images - before.images).toBe(1);
  });

  it('is answered with how far it is, and when it ends', async () => {
    const at = placeOf(await begin('far'));
    await tus.patch(at, 0, small.subarray(0, 100));
    const again = await begin('far', { server: 1 });
    expect([again.status, placeOf(again), offsetOf(again)]).toEqual([201, at, 100]);
    expect(again.headers.get('upload-expires')).toBe((await tus.rowOf(at)).expiresAt?.toUTCString());
    expect(again.headers.get('darkroom-image-id')).toBeNull();
    await tus.patch(at, 100, small.subarray(100));
  });

  it('is answered with its image when it has become one', async () => {
    const at = placeOf(await begin('done'));
    const done = await tus.patch(at, 0, small);
    const before = await factsOf(harness);
    const again = await begin('done', { server: 1 });
    expect([again.status, placeOf(again), offsetOf(again)]).toEqual([201, at, small.length]);
    expect((await tus.imageOf(again)).id).toBe((await tus.imageOf(done)).id);
    expect(await factsOf(harness)).toEqual(before);
  });

  it('does not take the bytes twice that come with its beginning', async () => {
    const first = await begin('twice', { headers: bodyType, body: small.subarray(0, 700) });
    const again = await begin('twice', { headers: bodyType, body: small.subarray(0, 700) });
    expect([placeOf(again), offsetOf(first), offsetOf(again)]).toEqual([placeOf(first), 700, 700]);
    const done = await tus.patch(placeOf(again), 700, small.subarray(700));
    expect((await tus.imageOf(done)).sha256).toBe(sha256(small));
  });

  it('gets on while the first request still brings its bytes', async () => {
    const request = httpRequest(`${tus.urls[0]}/files`, {
      method: 'POST',
      headers: {
        'tus-resumable': '1.0.0',
        authorization: 'Bearer alice',
        'upload-length': String(large.length),
        'upload-metadata': metadataOf({ filename: 'a.jpg' }),
        'idempotency-key': 'hanging',
        'content-length': String(large.length),
        ...bodyType,
      },
    });
    request.on('error', () => {});
    const answer = once(request, 'response').then(([response]) => response as IncomingMessage);
    answer.catch(() => {});
    request.write(large.subarray(0, 2_000_000));
    await until('its bytes come', async () => (await harness.unfinishedParts()).length > 0);
    const again = await within('the answer', begin('hanging', { server: 1, length: large.length }), 5_000);
    const at = placeOf(again);
    const offset = offsetOf(await tus.head(at));
    const done = await tus.patch(at, offset, large.subarray(offset));
    expect((await tus.imageOf(done)).sha256).toBe(sha256(large));
    request.destroy();
  });

  it.each<[string, (at: string) => Promise<unknown>, string]>([
    ['aborted', (at) => tus.send(at, { method: 'DELETE' }), '410 UPLOAD_ABORTED'],
    ['refused', (at) => tus.patch(at, 0, Buffer.alloc(small.length, 'x')), '410 UPLOAD_FAILED'],
    ['over', (at) => change(at, `expires_at = now() - interval '1 second'`), '410 UPLOAD_EXPIRED'],
    ['forgotten', (at) => forget(at), '404 NOT_FOUND'],
  ])('is not begun anew when it is %s', async (what, end, refusal) => {
    await end(placeOf(await begin(what)));
    const before = await factsOf(harness);
    expect(shown(await begin(what))).toBe(refusal);
    expect(await factsOf(harness)).toEqual(before);
  });

  const forget = async (at: string): Promise<unknown> => {
    await tus.send(at, { method: 'DELETE' });
    return sql(harness.database, 'DELETE FROM uploads WHERE id = $1', [fromGlobalId('upload', at)]);
  };
});

describe('a key of an upload over tus', () => {
  it('is for the same file, in whatever words', async () => {
    const words = { filename: 'a.jpg', title: 'A' };
    const at = placeOf(await begin('words', { metadata: metadataOf(words) }));
    const others = { visibility: 'private', title: 'A', name: '', filename: 'x/a.jpg', relativePath: 'b' };
    expect(placeOf(await begin('words', { metadata: metadataOf(others) }))).toBe(at);
    for (const more of [
      { metadata: metadataOf({ ...words, title: 'B' }) },
      { metadata: metadataOf(words), length: small.length + 1 },
    ])
      expect(shown(await begin('words', more))).toBe('422 IDEMPOTENCY_KEY_REUSED');
  });

  it('is not for another operation', async () => {
    await harness.upload(small, { idempotencyKey: 'operation' });
    expect(shown(await begin('operation'))).toBe('422 IDEMPOTENCY_KEY_REUSED');
  });

  it('is the viewer’s own', async () => {
    const [at, other] = [await begin('mine'), await begin('mine', { key: 'bob' })];
    expect(other.status).toBe(201);
    expect(placeOf(other)).not.toBe(placeOf(at));
    expect(shown(await begin('mine', { key: 'reader' }))).toBe('403 FORBIDDEN');
  });

  it('is not used up by a refusal', async () => {
    const metadata = metadataOf({ profile: 'photos' });
    expect(shown(await begin('mended', { metadata, length: 1_000_001 }))).toBe('413 FILE_TOO_LARGE');
    expect((await begin('mended', { metadata, length: 1_000_000 })).status).toBe(201);
    await sql(
      harness.database,
      `INSERT INTO owner_quotas (owner_id, images) VALUES ('bob', 0)
       ON CONFLICT (owner_id) DO UPDATE SET images = 0`,
    );
    expect(shown(await begin('quota', { key: 'bob' }))).toBe('429 QUOTA_EXCEEDED');
    await sql(harness.database, `DELETE FROM owner_quotas WHERE owner_id = 'bob'`);
    expect((await begin('quota', { key: 'bob' })).status).toBe(201);
  });

  it.each(['', 'two words', 'x'.repeat(256)])('is refused when it is none (%j)', async (key) => {
    const before = await factsOf(harness);
    expect(shown(await begin(key))).toBe('400 INVALID_INPUT');
    expect(await factsOf(harness)).toEqual(before);
  });

  it('that clients send with every request changes none of the others', async () => {
    const headers = { 'idempotency-key': 'every' };
    const at = placeOf(await begin('every'));
    expect((await tus.head(at, { headers })).status).toBe(200);
    for (const [from, to] of [[0, 100] as const, [100, small.length] as const]) {
      const more = { headers: { ...headers, ...bodyType, 'upload-offset': String(from) } };
      expect((await tus.patch(at, from, small.subarray(from, to), more)).status).toBe(204);
    }
  });
});
