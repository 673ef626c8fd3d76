/** Resumable uploads over HTTP, by clients that are unlucky; two servers on one disk. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findImage } from '../../domain/images/find-images.ts';
import { sweepUploads } from '../../domain/uploads/sweep-uploads.ts';
import { sql } from '../../platform/database/sql.ts';
import { fromGlobalId } from '../../platform/ids.ts';
import { sha256 } from '../../test/direct-uploads.ts';
import { factsOf } from '../../test/facts.ts';
import type { Harness } from '../../test/harness.ts';
import { variantsOf } from '../../test/rendering.ts';
import {
  type Hanging,
  lockCount,
  metadataOf,
  offsetOf,
  openTusServers,
  shown,
  type TusAnswer,
  tusPictures,
  type TusServers,
} from '../../test/tus.ts';
import { until, within } from '../../test/until.ts';

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

describe('an upload over tus', () => {
  it('becomes an image with all that its metadata say', async () => {
    const at = await tus.begin(small.length, {
      filename: '../../sea\u0000.jpg',
      filetype: 'image/jpeg',
      profile: 'photos',
      visibility: 'public',
      tags: 'sea,summer',
      namespace: 'holidays',
      title: 'The sea',
      description: 'As it was',
      relativePath: 'null',
    });
    const answer = await tus.patch(at, 0, small);
    expect([answer.status, offsetOf(answer)]).toEqual([204, small.length]);
    expect(await tus.imageOf(answer)).toMatchObject({
      ownerId: 'alice',
      profile: 'photos',
      visibility: 'PUBLIC',
      filename: 'sea.jpg',
      tags: ['sea', 'summer'],
      namespace: 'holidays',
      title: 'The sea',
      description: 'As it was',
      status: 'PROCESSING',
      sha256: sha256(small),
    });
    expect(await harness.unfinishedParts()).toEqual([]);
  });

  it('has made beside the variants what its metadata ask for', async () => {
    const at = await tus.begin(small.length, { filename: 'a.jpg', outputs: 'x30.jpg,w20.webp' });
    const { id } = await tus.imageOf(await tus.patch(at, 0, small));
    const names = (await variantsOf(harness, id)).map(({ name, format }) => `${name}.${format}`);
    expect(names).toEqual(expect.arrayContaining(['x30.jpeg', 'w20.webp']));
  });

  it('may bring its bytes with its creation', async () => {
    const answer = await tus.send('/files', {
      headers: {
        'upload-length': String(small.length),
        'content-type': 'application/offset+octet-stream',
      },
      body: small,
    });
    expect([answer.status, offsetOf(answer)]).toEqual([201, small.length]);
    expect((await tus.imageOf(answer)).visibility).toBe('PRIVATE');
  });

  it('comes in pieces, each at one of two servers, and is whole', async () => {
    const at = await tus.begin(large.length, { filename: 'scan.png' });
    const pieces = [0, 1, 3_000_000, 3_000_001, 9_000_000, large.length];
    let last: TusAnswer | undefined;
    for (const [index, offset] of pieces.slice(0, -1).entries()) {
      const url = `${tus.urls[index % 2]}/files/${at}`;
      expect(offsetOf(await tus.head(url))).toBe(offset);
      last = await tus.patch(url, offset, large.subarray(offset, pieces[index + 1]));
      expect(last.status).toBe(204);
    }
    expect((await tus.imageOf(last as TusAnswer)).sha256).toBe(sha256(large));
  });

  it('tells until when it lives, what was said of it, and what has become of it, also afterwards', async () => {
    const metadata = { filename: 'é.jpg', 'no-value': '' };
    const at = await tus.begin(small.length, metadata);
    const open = await tus.head(at);
    const { expiresAt } = await tus.rowOf(at);
    expect(open.headers.get('upload-expires')).toBe(expiresAt?.toUTCString());
    expect(open.headers.get('upload-metadata')).toBe(metadataOf(metadata).trim());
    expect(open.headers.get('upload-length')).toBe(String(small.length));
    expect(open.headers.get('cache-control')).toBe('no-store');
    expect(open.headers.get('darkroom-image-id')).toBeNull();
    const done = await tus.patch(at, 0, small);
    const again = await tus.head(at);
    expect(again.headers.get('darkroom-image-id')).toBe(done.headers.get('darkroom-image-id'));
    expect(offsetOf(again)).toBe(small.length);
    const empty = await tus.patch(at, small.length, new Uint8Array());
    expect([empty.status, empty.headers.get('darkroom-image-id')]).toEqual([
      204,
      done.headers.get('darkroom-image-id'),
    ]);
  });

  it('keeps what came before its connection broke', async () => {
    const at = await tus.begin(large.length);
    const { request } = await tus.hang(at, 0, { begin: large.subarray(0, 2_000_000), total: large.length });
    await until('the file is there', async () => (await harness.unfinishedParts()).length > 0);
    request.destroy();
    await until('some bytes count', async () => (await tus.rowOf(at)).receivedBytes > 0);
    const offset = offsetOf(await tus.head(at));
    expect(offset).toBeLessThanOrEqual(2_000_000);
    const answer = await tus.patch(at, offset, large.subarray(offset));
    expect((await tus.imageOf(answer)).sha256).toBe(sha256(large));
  });

  it('whose client is too slow is told so, and keeps what came', async () => {
    const slow = await openTusServers({ idleSeconds: 1 });
    const at = await slow.begin(large.length);
    const { answer } = await slow.hang(at, 0, { begin: large.subarray(0, 1_000_000), total: large.length });
    expect((await within('the end of patience', answer, 10_000)).statusCode).toBe(408);
    const offset = offsetOf(await slow.head(at));
    expect(offset).toBeGreaterThan(0);
    expect((await slow.patch(at, offset, large.subarray(offset))).headers.get('darkroom-image-id')).toMatch(
      /^img_/,
    );
    await slow.close();
  });

  it('that was verified by nobody, because a server died, becomes an image when somebody asks', async () => {
    for (const resume of [
      (at: string) => tus.head(at),
      (at: string) => tus.patch(at, small.length, new Uint8Array()),
    ]) {
      const at = await tus.begin(small.length);
      await tus.patch(at, 0, small.subarray(0, 100));
      const writes = harness.store.clientWrites;
      if (writes.kind !== 'local') throw new Error('not a disk');
      const id = fromGlobalId('upload', at);
      // The last byte is durable, and the crash comes before the image.
      for await (const _ of writes.append(id, { offset: 100, body: [small.subarray(100)] as never }));
      await sql(
        harness.database,
        `UPDATE uploads SET received_bytes = byte_size, status = 'RECEIVING' WHERE id = $1`,
        [id],
      );
      await sql(
        harness.database,
        `INSERT INTO upload_parts (upload_id, part_number, etag, byte_size, stored_at) VALUES ($1, 1, '"x"', $2, now())`,
        [id, small.length],
      );
      expect((await tus.imageOf(await resume(at))).sha256).toBe(sha256(small));
    }
  });
});

describe('at any moment', () => {
  it('one of two requests with the same bytes writes them, and the other is told to ask again', async () => {
    const at = await tus.begin(small.length);
    const answers = await Promise.all(
      [0, 1, 0, 1].map((server) => tus.patch(`${tus.urls[server]}/files/${at}`, 0, small)),
    );
    expect(answers.map(shown).toSorted()).toEqual([
      '204',
      '409 UPLOAD_OFFSET_MISMATCH',
      '409 UPLOAD_OFFSET_MISMATCH',
      '409 UPLOAD_OFFSET_MISMATCH',
    ]);
    expect((await tus.head(at)).headers.get('darkroom-image-id')).toMatch(/^img_/);
  });

  it.each([0, 1])('a client whose old connection hangs gets on at once (server %i)', async (server) => {
    const at = await tus.begin(large.length);
    const begin = large.subarray(0, 2_000_000);
    const old = await tus.hang(at, 0, { begin, total: large.length });
    await until('it is locked', async () => (await lockCount(harness)) === 1);
    const url = `${tus.urls[server]}/files/${at}`;
    const offset = offsetOf(await within('the lock', tus.head(url), 5_000));
    expect(offset).toBeGreaterThan(0);
    const answer = await tus.patch(url, offset, large.subarray(offset));
    expect((await tus.imageOf(answer)).sha256).toBe(sha256(large));
    expect(await endOf(old)).toBe(`204 ${offset}`);
  });

  it('a lock whose process died is free when its lease ends', async () => {
    const at = await tus.begin(small.length);
    await sql(
      harness.database,
      `INSERT INTO upload_locks VALUES ($1, gen_random_uuid(), now() + interval '1 second')`,
      [fromGlobalId('upload', at)],
    );
    expect((await tus.patch(at, 0, small)).status).toBe(204);
    expect(await lockCount(harness)).toBe(0);
  });

  it('termination ends a request that writes, and gives everything back', async () => {
    const before = await factsOf(harness);
    const at = await tus.begin(large.length);
    expect((await factsOf(harness)).charged).not.toBe(before.charged);
    const old = await tus.hang(at, 0, { begin: large.subarray(0, 2_000_000), total: large.length });
    await until('it is locked', async () => (await lockCount(harness)) === 1);
    expect((await tus.send(at, { method: 'DELETE' })).status).toBe(204);
    await endOf(old);
    expect(await factsOf(harness)).toEqual(before);
    expect(await harness.unfinishedParts()).toEqual([]);
    expect((await tus.send(at, { method: 'DELETE' })).status).toBe(204);
    expect(await factsOf(harness)).toEqual(before);
    expect((await tus.head(at)).status).toBe(410);
    expect(shown(await tus.patch(at, 0, small))).toBe('410 UPLOAD_ABORTED');
  });

  it('an upload that is an image is not terminated', async () => {
    const at = await tus.begin(small.length);
    const image = await tus.imageOf(await tus.patch(at, 0, small));
    expect(shown(await tus.send(at, { method: 'DELETE' }))).toBe('409 UPLOAD_SEALED');
    expect(await findImage(harness.database, image.id)).toBeDefined();
  });

  it('its time may be over: then its bytes and its hold are swept once', async () => {
    const before = await factsOf(harness);
    const at = await tus.begin(small.length);
    await tus.patch(at, 0, small.subarray(0, 100));
    await sql(harness.database, `UPDATE uploads SET expires_at = now() - interval '1 second' WHERE id = $1`, [
      fromGlobalId('upload', at),
    ]);
    expect((await tus.head(at)).status).toBe(410);
    expect(shown(await tus.patch(at, 100, small.subarray(100)))).toBe('410 UPLOAD_EXPIRED');
    for (const _ of [1, 2]) await sweepUploads(harness, { graceSeconds: 60, expireSeconds: 3_600 });
    expect(await factsOf(harness)).toEqual(before);
    expect(await harness.unfinishedParts()).toEqual([]);
    expect(shown(await tus.patch(at, 100, small.subarray(100)))).toBe('410 UPLOAD_EXPIRED');
  });
});

/** As `204 1000`: what a request that hangs is answered in the end, and how far it came. */
async function endOf({ request, answer }: Hanging): Promise<string> {
  const response = await within('the end of the old request', answer, 5_000);
  request.destroy();
  return `${response.statusCode} ${String(response.headers['upload-offset'])}`;
}
