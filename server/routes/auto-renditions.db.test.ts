/** `auto` over HTTP: nobody waits long for the best format, and everybody gets it as soon as it is there. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ImageEntity } from '../../domain/images/image.entity.ts';
import { photo } from '../../media/fixtures/photo.ts';
import type { OutputFormat, RenderPool } from '../../media/types.ts';
import { sql } from '../../platform/database/sql.ts';
import { AppError } from '../../platform/errors.ts';
import { type Answer, type Delivery, type DeliveryOptions, openDelivery } from '../../test/delivery.ts';
import { type Harness, openHarness } from '../../test/harness.ts';
import { statementsOf } from '../../test/statements.ts';
import { until } from '../../test/until.ts';

let harness: Harness;
let picture: Buffer;
beforeAll(async () => {
  harness = await openHarness();
  picture = await photo({ width: 360, height: 240 });
}, 60_000);
afterAll(() => harness.close());

let image: ImageEntity;
let delivery: Delivery;
/** The formats of what was rendered, or begun. */
let begun: OutputFormat[];
/** Of those that were ended before they were done, why. */
let ended: unknown[];
/** AVIFs are held up until it is opened. */
let gate: PromiseWithResolvers<void>;
beforeEach(async () => {
  [begun, ended, gate] = [[], [], Promise.withResolvers()];
  ({ image } = await harness.upload(picture, { visibility: 'PUBLIC' }));
  delivery = await serve();
});
afterEach(async () => {
  gate.resolve();
  for (const server of servers.splice(0)) await server.close();
  await sql(harness.database, 'DELETE FROM images WHERE id = $1 RETURNING 1', [image.id]);
});

const servers: Delivery[] = [];
async function serve(options: DeliveryOptions = {}): Promise<Delivery> {
  const server = await openDelivery(harness, { pool, ...options });
  servers.push(server);
  return server;
}

const pool: Pick<RenderPool, 'render'> = {
  async render(task, options) {
    const format = task.encodings[0]?.format ?? 'jpeg';
    begun.push(format);
    if (format === 'avif') await held(options.signal);
    await harness.pool.render(task, options);
  },
};

async function held(signal: AbortSignal | undefined): Promise<void> {
  const aborted = Promise.withResolvers<never>();
  signal?.addEventListener('abort', () => aborted.reject(signal.reason as Error));
  await Promise.race([gate.promise, aborted.promise]).catch((error: unknown) => {
    ended.push(error);
    throw error;
  });
}

/** The one is quickly made in every format, the other is not: then WebP is made before AVIF. */
const [small, wide] = ['w300.auto', '1900x1300-fill.auto'];
const modern = 'image/avif,image/webp,*/*';
const good = 'public, max-age=31536000, immutable';
const short = 'public, max-age=30';

interface Asked {
  readonly on?: Delivery;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

const ask = (spec: string, accept: string, { on = delivery, headers, ...init }: Asked = {}) =>
  on.get(on.signed(image, spec), { ...init, headers: { accept, ...headers } });

/** As `image/webp public, max-age=30`. */
const told = ({ status, headers }: Answer): string =>
  status === 200 || status === 304
    ? `${headers.get('content-type')} ${headers.get('cache-control')}`
    : String(status);

const stored = async (): Promise<string[]> => {
  const rows = await sql<{ format: string }>(
    harness.database,
    'SELECT format FROM renditions WHERE image_id = $1 ORDER BY format',
    [image.id],
  );
  return rows.map(({ format }) => format);
};
const isStored = (...formats: string[]) =>
  until(`${formats.join(', ')} stored`, async () => (await stored()).join() === formats.join());

describe('auto, when the best format is not stored', () => {
  it('is a worse one that is stored, at once and not for long, until the best one is there', async () => {
    expect(told(await ask(small, '*/*'))).toBe(`image/jpeg ${good}`);
    const stopgap = await ask(small, modern);
    expect(told(stopgap)).toBe(`image/jpeg ${short}`);
    expect([stopgap.headers.get('vary'), stopgap.headers.get('x-cache')]).toEqual(['Accept', 'memory']);
    await until('the AVIF is begun', () => begun.includes('avif'));
    expect(told(await ask(small, modern))).toBe(`image/jpeg ${short}`);
    gate.resolve();
    await isStored('avif', 'jpeg');
    expect(told(await ask(small, modern))).toBe(`image/avif ${good}`);
    expect(told(await ask(small, '*/*'))).toBe(`image/jpeg ${good}`);
    expect(begun).toEqual(['jpeg', 'avif']);
  });

  it('is the best of those that are stored', async () => {
    for (const accept of ['*/*', 'image/webp']) await ask(small, accept);
    expect(told(await ask(small, modern))).toBe(`image/webp ${short}`);
  });

  it('is nothing that the client does not take', async () => {
    gate.resolve();
    await ask(small, '*/*');
    expect(told(await ask(small, 'image/webp'))).toBe(`image/webp ${good}`);
    expect(told(await ask(small, 'image/avif'))).toBe(`image/avif ${good}`);
    expect(begun).toEqual(['jpeg', 'webp', 'avif']);
  });

  it('and nothing is, is the best where that is as quickly made, and nothing is made besides', async () => {
    gate.resolve();
    expect(told(await ask(small, modern))).toBe(`image/avif ${good}`);
    expect([begun, await stored()]).toEqual([['avif'], ['avif']]);
  });

  it('and nothing is, is what is made sooner, and the best is made meanwhile', async () => {
    const first = await ask(wide, modern);
    expect([told(first), first.headers.get('x-cache')]).toEqual([`image/webp ${short}`, 'miss']);
    await until('the AVIF is begun', () => begun.includes('avif'));
    gate.resolve();
    await isStored('avif', 'webp');
    expect(told(await ask(wide, modern))).toBe(`image/avif ${good}`);
  });

  it('is told apart by its ETag: who has the stopgap is sent the best', async () => {
    const first = await ask(wide, modern);
    const headers = { 'if-none-match': first.headers.get('etag') ?? '' };
    const again = await ask(wide, modern, { headers });
    expect([again.status, again.headers.get('cache-control'), again.headers.get('vary')]).toEqual([
      304,
      short,
      'Accept',
    ]);
    gate.resolve();
    await isStored('avif', 'webp');
    const later = await ask(wide, modern, { headers });
    expect([later.status, told(later)]).toEqual([200, `image/avif ${good}`]);
  });

  it('is kept no longer by what follows a focal point, nor than the permission lasts', async () => {
    const focused = 'x200-focus.auto';
    await ask(focused, 'image/webp');
    expect(told(await ask(focused, modern))).toBe(`image/webp ${short}`);
    await sql(harness.database, `UPDATE images SET visibility = 'PRIVATE' WHERE id = $1 RETURNING 1`, [
      image.id,
    ]);
    expect(told(await ask(focused, modern))).toBe('image/webp private, max-age=30');
    const path = delivery.signed(image, wide, { expiresIn: 20 });
    const { headers } = await delivery.get(path, { headers: { accept: modern } });
    expect(headers.get('cache-control')).toMatch(/^private, max-age=(1\d|20)$/);
  });

  it('is made once for all who ask, and once more for nobody', async () => {
    const answers = await Promise.all(Array.from({ length: 60 }, () => ask(wide, modern)));
    expect(new Set(answers.map(told))).toEqual(new Set([`image/webp ${short}`]));
    await until('the AVIF is begun', () => begun.includes('avif'));
    await Promise.all(Array.from({ length: 20 }, () => ask(wide, modern)));
    gate.resolve();
    await isStored('avif', 'webp');
    await ask(wide, modern);
    expect(begun).toEqual(['webp', 'avif']);
  });

  it('is made also when the client leaves', async () => {
    await ask(small, '*/*');
    const left = new AbortController();
    const asked = ask(small, modern, { signal: left.signal }).catch(() => 'gone');
    await until('the AVIF is begun', () => begun.includes('avif'));
    left.abort();
    await asked;
    gate.resolve();
    await isStored('avif', 'jpeg');
    expect(ended).toEqual([]);
  });

  it('is waited for by who asks for that format by its name', async () => {
    await ask(small, '*/*');
    await ask(small, modern);
    await until('the AVIF is begun', () => begun.includes('avif'));
    const named = ask('w300.avif', '*/*');
    gate.resolve();
    expect(told(await named)).toBe(`image/avif ${good}`);
    expect(begun).toEqual(['jpeg', 'avif']);
  });
});

describe('a better format that is made in the background', () => {
  it('ends with the server, and leaves nothing', async () => {
    await ask(small, '*/*');
    await ask(small, modern);
    await until('the AVIF is begun', () => begun.includes('avif'));
    await servers.pop()?.close();
    expect(ended).toEqual([expect.objectContaining({ code: 'SHUTTING_DOWN' })]);
    expect(await stored()).toEqual(['jpeg']);
    expect((await harness.blobs()).filter((key) => key.endsWith('.avif') && key.includes(image.id))).toEqual(
      [],
    );
  });

  it('is not made as long as the places are needed for those who wait, but later', async () => {
    const busy = await serve({ atOnce: 1, queue: 1 });
    await ask(small, '*/*', { on: busy });
    const running = ask('w200.avif', '*/*', { on: busy });
    await until('it renders', () => begun.includes('avif'));
    for (let round = 0; round < 3; round += 1)
      expect(told(await ask(small, modern, { on: busy }))).toBe(`image/jpeg ${short}`);
    // The queue is still for those who wait.
    const waiting = ask('w201.webp', '*/*', { on: busy });
    gate.resolve();
    expect([told(await running), told(await waiting)]).toEqual([`image/avif ${good}`, `image/webp ${good}`]);
    await until('the AVIF is there', async () =>
      told(await ask(small, modern, { on: busy })).includes('avif'),
    );
    expect(begun).toEqual(['jpeg', 'avif', 'webp', 'avif']);
  });

  /** Fails with the code, as long as it is told to. */
  const failing = (code: 'BUSY' | 'RENDER_CRASHED') => {
    const state = { fails: true };
    const render: RenderPool['render'] = async (task, options) => {
      await pool.render(task, options);
      if (state.fails && task.encodings[0]?.format === 'avif') throw new AppError(code);
    };
    return { state, pool: { render } };
  };
  const avifs = () => begun.filter((format) => format === 'avif').length;

  it('that fails leaves the others as they are, and is tried again', async () => {
    gate.resolve();
    const { state, ...options } = failing('BUSY');
    const server = await serve(options);
    await until('it is tried twice', async () => {
      expect(told(await ask(wide, modern, { on: server }))).toBe(`image/webp ${short}`);
      return avifs() >= 2;
    });
    state.fails = false;
    await until('it is there', async () => told(await ask(wide, modern, { on: server })).includes('avif'));
  });

  it('that fails because of the image is not tried again at once', async () => {
    gate.resolve();
    const server = await serve(failing('RENDER_CRASHED'));
    await ask(wide, modern, { on: server });
    await until(
      'it is known',
      async () => (await ask('1900x1300-fill.avif', '*/*', { on: server })).status === 422,
    );
    const before = avifs();
    for (let round = 0; round < 3; round += 1)
      expect(told(await ask(wide, modern, { on: server }))).toBe(`image/webp ${short}`);
    expect(avifs()).toBe(before);
  });

  it('is not made of an image that has failed, of which the rest is still sent', async () => {
    await ask(small, '*/*');
    await sql(
      harness.database,
      `UPDATE images SET status = 'FAILED', failure_code = 'IMAGE_CORRUPT' WHERE id = $1 RETURNING 1`,
      [image.id],
    );
    expect(told(await ask(small, modern))).toBe(`image/jpeg ${short}`);
    expect(told(await ask(wide, modern))).toBe('422');
    expect(begun).toEqual(['jpeg']);
  });
});

describe('a stopgap', () => {
  it('is not answered again to who asks for the same in the next moment', async () => {
    const recent = await serve({ recent: true });
    const path = recent.signed(image, wide);
    const get = () => recent.get(path, { headers: { accept: modern } });
    expect(told(await get())).toBe(`image/webp ${short}`);
    expect(told(await get())).toBe(`image/webp ${short}`);
    gate.resolve();
    await isStored('avif', 'webp');
    expect(told(await get())).toBe(`image/avif ${good}`);
    expect(await statementsOf(harness.database, get)).toEqual([]);
  });

  it('whose bytes are lost is made anew', async () => {
    const made = await ask(wide, modern);
    const [row] = await sql<{ key: string }>(
      harness.database,
      `SELECT storage_key AS key FROM renditions WHERE image_id = $1 AND format = 'webp'`,
      [image.id],
    );
    await rm(join(harness.config.storage.directory, row?.key ?? ''));
    const fresh = await serve();
    const again = await ask(wide, modern, { on: fresh });
    expect([told(again), again.bytes.equals(made.bytes)]).toEqual([`image/webp ${short}`, true]);
  });
});

describe('looking for what is stored', () => {
  it('is one statement, however many formats would do', async () => {
    gate.resolve();
    await ask(small, modern);
    const asked = async (accept: string) =>
      (await statementsOf(harness.database, () => ask(small, accept))).filter(({ text }) =>
        text.includes('FROM renditions'),
      ).length;
    expect(await asked(modern)).toBe(1);
    expect(await asked('image/avif')).toBe(1);
  });

  it('notes the use of what is sent, and of nothing else', async () => {
    for (const accept of ['*/*', 'image/webp']) await ask(small, accept);
    await sql(
      harness.database,
      `UPDATE renditions SET used_at = now() - interval '2 days' WHERE image_id = $1 RETURNING 1`,
      [image.id],
    );
    await ask(small, modern);
    const rows = await sql<{ format: string }>(
      harness.database,
      `SELECT format FROM renditions WHERE image_id = $1 AND used_at > now() - interval '1 day'`,
      [image.id],
    );
    expect(rows).toEqual([{ format: 'webp' }]);
  });
});

describe('a tiny picture', () => {
  it('is a WebP for who takes it, and an AVIF for who takes only that', async () => {
    gate.resolve();
    expect(told(await ask('x50.auto', modern))).toBe(`image/webp ${good}`);
    expect(told(await ask('x50.auto', 'image/avif'))).toBe(`image/avif ${good}`);
  });
});
