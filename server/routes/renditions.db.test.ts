/** Renditions on demand over HTTP: what is made, what is answered, and what becomes of it. */
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ImageEntity } from '../../domain/images/image.entity.ts';
import { animation } from '../../media/fixtures/animation.ts';
import { described } from '../../media/fixtures/described.ts';
import { photo, photoPixels } from '../../media/fixtures/photo.ts';
import { findTool } from '../../media/pool/find-tool.ts';
import type { RenderPool } from '../../media/types.ts';
import { sql } from '../../platform/database/sql.ts';
import { type Delivery, openDelivery } from '../../test/delivery.ts';
import { type Harness, openHarness } from '../../test/harness.ts';
import { renderBoth, renderPart } from '../../test/rendering.ts';
import { until } from '../../test/until.ts';

let harness: Harness;
let delivery: Delivery;
let open: ImageEntity;
beforeAll(async () => {
  harness = await openHarness();
  delivery = await openDelivery(harness, {
    environment: { WIDTH_LADDER: '50,100,200', RENDITION_MAX_PIXELS: '1000000' },
  });
  open = await upload(await photo({ width: 240, height: 160 }));
  await renderBoth(harness, open.id);
}, 60_000);
afterAll(async () => {
  await delivery.close();
  await harness.close();
});

async function upload(bytes: Buffer): Promise<ImageEntity> {
  return (await harness.upload(bytes, { visibility: 'PUBLIC' })).image;
}

const ask = (image: ImageEntity, spec: string, init?: RequestInit) =>
  delivery.get(delivery.pathOf(image, spec), init);
const askSigned = (image: ImageEntity, spec: string, init?: RequestInit) =>
  delivery.get(delivery.signed(image, spec), init);

/** As `100x67 webp`. */
async function shown(bytes: Buffer): Promise<string> {
  const { width, height, format } = await described(bytes);
  return `${width}x${height} ${format}`;
}

describe('a rendition', () => {
  it.each([
    ['w120.webp', '120x80 webp'],
    ['h40-q50.jpg', '60x40 jpeg'],
    ['x60.png', '60x60 png'],
    ['90x30-contain-bgff0000.jpg', '90x30 jpeg'],
    ['60x30-fill.gif', '60x30 gif'],
    ['w40-dpr2.webp', '80x53 webp'],
    ['w60-rot90.jpg', '60x90 jpeg'],
    ['full-flip-flop-gray.webp', '240x160 webp'],
    ['thumb-blur2-sharpen1.jpg', '40x40 jpeg'],
    ['x60-attention.avif', '60x60 heif'],
    ['w8000.webp', '240x160 webp'],
  ])('%s is made when it is asked for', async (spec, expected) => {
    const { status, bytes, headers } = await askSigned(open, spec);
    expect(status).toBe(200);
    expect(await shown(bytes)).toBe(expected);
    expect(headers.get('x-cache')).toBe('miss');
    expect(headers.get('server-timing')).toMatch(/^cache;desc=miss, render;dur=\d+$/);
    expect(headers.get('vary')).toBeNull();
    expect(headers.get('content-disposition')).toContain(`photo-${spec}`);
  });

  it('of a quality that is searched for is kept with what was found', async () => {
    for (const spec of ['w200-qauto.jpg', 'w200-qauto98.webp', 'w90-qauto.avif']) {
      const { status, bytes } = await askSigned(open, spec);
      expect([spec, status]).toEqual([spec, 200]);
      const [row] = await sql<{ quality: number; bytes: number }>(
        harness.database,
        'SELECT quality, byte_size::float8 AS bytes FROM renditions WHERE image_id = $1 AND spec = $2',
        [open.id, spec],
      );
      expect(row).toEqual({ quality: expect.any(Number), bytes: bytes.length });
      const same = await askSigned(open, spec.replace(/qauto\d*/, `q${row?.quality}`));
      expect([spec, same.bytes.equals(bytes)]).toEqual([spec, true]);
      const renders = delivery.renders();
      expect((await askSigned(open, spec)).headers.get('x-cache')).toBe('memory');
      expect(delivery.renders()).toBe(renders);
    }
  });

  it('comes from memory the next time, and from the store in a process that has just begun', async () => {
    const path = delivery.signed(open, 'w33.webp');
    const made = await delivery.get(path);
    const renders = delivery.renders();
    const again = await delivery.get(path);
    const fresh = await openDelivery(harness);
    const [stored, remembered] = [await fresh.get(path), await fresh.get(path)];
    await fresh.close();
    const from = [made, again, stored, remembered].map(({ headers }) => headers.get('x-cache'));
    expect(from).toEqual(['miss', 'memory', 'store', 'memory']);
    for (const answer of [again, stored, remembered]) {
      expect(answer.bytes.equals(made.bytes)).toBe(true);
      expect(answer.headers.get('etag')).toBe(made.headers.get('etag'));
    }
    expect([delivery.renders(), fresh.renders()]).toEqual([renders, 0]);
  });

  it('answers HEAD, ranges and conditions from every place', async () => {
    const path = delivery.signed(open, 'w34.webp');
    const head = await delivery.get(path, { method: 'HEAD' });
    expect([head.status, head.bytes.length, head.headers.get('x-cache')]).toEqual([200, 0, 'miss']);
    const fresh = await openDelivery(harness);
    for (const server of [delivery, fresh, fresh]) {
      const whole = (await delivery.get(path)).bytes;
      const part = await server.get(path, { headers: { range: 'bytes=5-9' } });
      expect([part.status, part.bytes.equals(whole.subarray(5, 10))]).toEqual([206, true]);
      const beyond = await server.get(path, { headers: { range: `bytes=${whole.length}-` } });
      expect([beyond.status, beyond.code]).toEqual([416, 'RANGE_NOT_SATISFIABLE']);
      const etag = head.headers.get('etag') ?? '';
      const has = await server.get(path, { headers: { 'if-none-match': etag } });
      expect([has.status, has.bytes.length, has.headers.get('etag')]).toEqual([304, 0, etag]);
      await server.get(path);
    }
    await fresh.close();
  });

  it('is no larger in bytes than an original that would do as it is', async () => {
    const poor = await (await photoPixels({ width: 300, height: 200 })).jpeg({ quality: 30 }).toBuffer();
    const image = await upload(poor);
    for (const spec of ['w300.jpg', 'w2000.jpg', 'full-q95.jpg', '300x200.jpg']) {
      const { bytes } = await askSigned(image, spec);
      expect([spec, bytes.length <= poor.length]).toEqual([spec, true]);
    }
    // Asked to be different, it is what was asked for.
    expect((await askSigned(image, 'full-q95-gray.jpg')).bytes.length).toBeGreaterThan(poor.length);
  });

  it('keeps an animation moving, and is its first frame where that is asked for', async () => {
    const moving = await animation('gif', { width: 120, height: 120, colors: ['red', 'lime', 'blue'] });
    const image = await upload(moving);
    const framesOf = async (spec: string) => (await described((await askSigned(image, spec)).bytes)).frames;
    expect([await framesOf('w60.webp'), await framesOf('w60-still.webp')]).toEqual([3, 1]);
    const { headers } = await askSigned(image, 'w60.auto', { headers: { accept: 'image/avif,image/webp' } });
    expect(headers.get('content-type')).toBe('image/webp');
  });

  it('in the format auto is the best that the client takes, and says that it varies', async () => {
    const typeFor = async (accept: string) => {
      const { headers } = await ask(open, 'w100.auto', { headers: { accept } });
      expect(headers.get('vary')).toBe('Accept');
      return [headers.get('content-type'), headers.get('etag')];
    };
    const [avif, webp, jpeg] = [
      await typeFor('image/avif,image/webp,*/*'),
      await typeFor('image/webp,*/*'),
      await typeFor('*/*'),
    ];
    expect([avif?.[0], webp?.[0], jpeg?.[0]]).toEqual(['image/avif', 'image/webp', 'image/jpeg']);
    expect(new Set([avif?.[1], webp?.[1], jpeg?.[1]]).size).toBe(3);
    const preset = await ask(open, 'thumb.auto', { headers: { accept: 'image/webp' } });
    expect([preset.headers.get('content-type'), preset.headers.get('vary')]).toEqual([
      'image/webp',
      'Accept',
    ]);
  });

  it.each([['2000x1000-fill.png', 'RENDITION_TOO_LARGE', /2000000 pixels, and at most 1000000/]])(
    '%s is refused with 422 %s',
    async (spec, code, sentence) => {
      const before = delivery.renders();
      const answer = await askSigned(open, spec);
      expect([answer.status, answer.code]).toEqual([422, code]);
      expect(answer.detail).toMatch(sentence);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(delivery.renders()).toBe(before);
    },
  );

  it('follows the focal point as it is at the request, from every place, and is not kept for good', async () => {
    const image = await upload(await photo({ width: 240, height: 160, seed: 7 }));
    const change = (columns: string) =>
      sql(harness.database, `UPDATE images SET ${columns} WHERE id = $1 RETURNING 1`, [image.id]);
    const signed = delivery.signed(image, 'x40-focus.png', { expiresIn: 86_400 });
    const seen: (string | null)[] = [];
    for (const point of ['NULL', '0', '1', '0']) {
      await change(`focal_x = ${point}, focal_y = ${point}`);
      const { status, headers } = await delivery.get(signed);
      expect([point, status, headers.get('cache-control')]).toEqual([point, 200, 'public, max-age=3600']);
      seen.push(headers.get('etag'));
    }
    expect(new Set(seen).size).toBe(3);
    expect(seen[3]).toBe(seen[1]);
    const middle = await askSigned(image, 'x40.png');
    expect(middle.headers.get('etag')).toBe(seen[0]);
    expect(middle.headers.get('cache-control')).toContain('immutable');
    const fresh = await openDelivery(harness);
    const elsewhere = await fresh.get(signed);
    await fresh.close();
    expect([elsewhere.headers.get('x-cache'), elsewhere.headers.get('etag')]).toEqual(['store', seen[1]]);
    await change(`visibility = 'PRIVATE'`);
    expect((await delivery.get(signed)).headers.get('cache-control')).toBe('private, max-age=3600');
  });

  it('is made anew when its bytes are lost', async () => {
    const path = delivery.signed(open, 'w35.webp');
    const made = await delivery.get(path);
    const [row] = await sql<{ key: string }>(
      harness.database,
      `SELECT storage_key AS key FROM renditions WHERE spec = 'w35.webp' AND image_id = $1`,
      [open.id],
    );
    await rm(join(harness.config.storage.directory, row?.key ?? ''));
    const fresh = await openDelivery(harness);
    const again = await fresh.get(path);
    await fresh.close();
    expect([again.status, again.headers.get('x-cache')]).toEqual([200, 'miss']);
    expect(again.bytes.equals(made.bytes)).toBe(true);
  });
});

describe('an original that cannot be decoded', () => {
  it('is answered with its own code, and not for ever', async () => {
    const bytes = await photo({ width: 400, height: 300, seed: 3 });
    const image = await upload(bytes);
    const file = join(harness.config.storage.directory, image.storageKey);
    const whole = await readFile(file);
    await writeFile(`${file}.torn`, whole.subarray(0, whole.length / 2));
    await rename(`${file}.torn`, file);
    const renders = delivery.renders();
    for (let round = 0; round < 5; round += 1) {
      const answer = await ask(image, 'w100.webp');
      expect([answer.status, answer.code, answer.headers.get('cache-control')]).toEqual([
        422,
        'IMAGE_CORRUPT',
        'no-store',
      ]);
    }
    // A page that shows it asks every time; the decoder is not asked as often.
    expect(delivery.renders() - renders).toBe(1);
    await writeFile(`${file}.whole`, whole);
    await rename(`${file}.whole`, file);
    const later = await openDelivery(harness);
    expect((await later.get(later.pathOf(image, 'w640.webp'))).status).toBe(200);
    await later.close();
  });

  it('says so at once when the image has failed', async () => {
    const image = await upload(await photo({ width: 200, height: 150, seed: 4 }));
    const fail = (code: string) =>
      sql(
        harness.database,
        `UPDATE images SET status = 'FAILED', failure_code = $2 WHERE id = $1 RETURNING 1`,
        [image.id, code],
      );
    await fail('IMAGE_CORRUPT');
    expect((await ask(image, 'w100.webp')).code).toBe('IMAGE_CORRUPT');
    await fail('RENDER_TIMEOUT');
    const answer = await ask(image, 'w100.webp');
    expect([answer.status, answer.code]).toEqual([409, 'IMAGE_FAILED']);
  });
});

describe('what was made', () => {
  it('is for nobody from the moment on when the image is made private or deleted', async () => {
    const image = await upload(await photo({ width: 200, height: 150, seed: 5 }));
    expect((await ask(image, 'w100.webp')).headers.get('x-cache')).toBe('miss');
    expect((await ask(image, 'w100.webp')).headers.get('x-cache')).toBe('memory');
    await sql(harness.database, `UPDATE images SET visibility = 'PRIVATE' WHERE id = $1 RETURNING 1`, [
      image.id,
    ]);
    expect((await ask(image, 'w100.webp')).status).toBe(404);
    const signed = delivery.signed(image, 'w100.webp');
    expect((await delivery.get(signed)).headers.get('x-cache')).toBe('memory');
    await sql(harness.database, 'DELETE FROM images WHERE id = $1 RETURNING 1', [image.id]);
    expect((await delivery.get(signed)).status).toBe(404);
  });
});

describe('a server that renders', () => {
  /** Holds every render up until its end is asked for. */
  const holding = () => {
    const gate = Promise.withResolvers<void>();
    const ended: unknown[] = [];
    const pool: Pick<RenderPool, 'render'> = {
      async render(task, options) {
        const aborted = Promise.withResolvers<never>();
        options.signal?.addEventListener('abort', () => aborted.reject(options.signal?.reason as Error));
        await Promise.race([gate.promise, aborted.promise]).catch((error: unknown) => {
          ended.push(error);
          throw error;
        });
        await harness.pool.render(task, options);
      },
    };
    return { pool, ended, open: () => gate.resolve() };
  };

  it('as much as it may refuses the next with 503 and when to ask again, and not what it has', async () => {
    const { pool, open: release } = holding();
    const full = await openDelivery(harness, { pool, atOnce: 1, queue: 0 });
    const running = full.get(full.signed(open, 'w71.webp'));
    await until('it renders', () => full.renders() === 1);
    const refused = await full.get(full.signed(open, 'w72.webp'));
    expect([refused.status, refused.code]).toEqual([503, 'BUSY']);
    expect(refused.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(refused.headers.get('cache-control')).toBe('no-store');
    expect((await full.get(full.signed(open, 'w34.webp'))).status).toBe(200);
    release();
    expect((await running).status).toBe(200);
    expect((await full.get(full.signed(open, 'w72.webp'))).status).toBe(200);
    await full.close();
  });

  it('stops when the last of those who wait has gone', async () => {
    const { pool, ended } = holding();
    const server = await openDelivery(harness, { pool });
    const path = server.signed(open, 'w73.webp');
    const clients = [new AbortController(), new AbortController()];
    const asked = clients.map(({ signal }) => server.get(path, { signal }).catch(() => 'gone'));
    await until('it renders', () => server.renders() === 1);
    clients[0]?.abort();
    await asked[0];
    const third = new AbortController();
    const late = server.get(path, { signal: third.signal }).catch(() => 'gone');
    clients[1]?.abort();
    third.abort();
    await Promise.all([...asked, late]);
    await until('it is stopped', () => ended.length > 0);
    for (const reason of ended) expect(reason).toMatchObject({ code: 'CLIENT_DISCONNECTED' });
    await server.close();
  });

  it('tells who has waited long enough to ask again', async () => {
    const { pool, open: release } = holding();
    const server = await openDelivery(harness, { pool, environment: { DELIVERY_WAIT_SECONDS: '0' } });
    const path = server.signed(open, 'w74.webp');
    const answer = await server.get(path);
    expect([answer.status, answer.code, answer.headers.has('retry-after')]).toEqual([
      503,
      'VARIANT_NOT_READY',
      true,
    ]);
    release();
    const made = await until('it is made', async () => {
      const { status } = await server.get(path);
      return status === 200;
    });
    expect(made).toBe(true);
    expect(server.renders()).toBe(1);
    await server.close();
  });
});

(findTool('heif-enc') === undefined ? describe.skip : describe)('where heif-enc is installed', () => {
  it('a rendition can be a HEIC', async () => {
    const { status, bytes, headers } = await askSigned(open, 'w64-q70.heic');
    expect([status, headers.get('content-type')]).toEqual([200, 'image/heic']);
    expect(bytes.toString('latin1', 4, 12)).toBe('ftypheic');
    expect(headers.get('content-disposition')).toContain('photo-w64-q70.heic');
    expect((await askSigned(open, 'w64-q70.heic')).headers.get('x-cache')).toBe('memory');
  });

  it('an output can be one as well, and is there for everybody', async () => {
    const bytes = await photo({ width: 120, height: 100, seed: 77 });
    const { image } = await harness.upload(bytes, { visibility: 'PUBLIC', outputs: ['x40-q30.heic'] });
    await renderPart(harness, image.id, 'lazy');
    const { status, headers, bytes: heic } = await ask(image, 'x40-q30.heic');
    expect([status, headers.get('content-type')]).toEqual([200, 'image/heic']);
    expect(heic.toString('latin1', 4, 12)).toBe('ftypheic');
  });
});
