/** Who may ask for which rendition, and under which URL. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { insertApiKey } from '../../domain/access/api-keys.ts';
import type { ImageEntity } from '../../domain/images/image.entity.ts';
import { photo } from '../../media/fixtures/photo.ts';
import { sql } from '../../platform/database/sql.ts';
import { toGlobalId } from '../../platform/ids.ts';
import { type Delivery, forged, openDelivery } from '../../test/delivery.ts';
import { type Harness, openHarness } from '../../test/harness.ts';
import { renderBoth } from '../../test/rendering.ts';

let harness: Harness;
let delivery: Delivery;
let open: ImageEntity;
let hidden: ImageEntity;
beforeAll(async () => {
  harness = await openHarness();
  delivery = await openDelivery(harness, { environment: { WIDTH_LADDER: '50,100,200' } });
  const bytes = await photo({ width: 240, height: 160 });
  open = (await harness.upload(bytes, { visibility: 'PUBLIC' })).image;
  hidden = (await harness.upload(bytes, { visibility: 'PRIVATE' })).image;
  await renderBoth(harness, open.id);
}, 60_000);
afterAll(async () => {
  await delivery.close();
  await harness.close();
});

const ask = (image: Pick<ImageEntity, 'id'>, spec: string, init?: RequestInit) =>
  delivery.get(delivery.pathOf(image, spec), init);

describe('a spec', () => {
  it.each([
    ['100x100.webp', 'x100.webp'],
    ['w100.jpeg', 'w100.jpg'],
    ['%77100.webp', 'w100.webp'],
    ['x100-gray-q50-cover.webp', 'x100-q50-gray.webp'],
    // Of what does not move there is no other still.
    ['w100-still.auto', 'w100.auto'],
  ])('%s has one canonical spelling, and is sent on to it', async (spec, canonical) => {
    const { status, headers } = await ask(open, spec);
    expect(status).toBe(301);
    const location = new URL(headers.get('location') ?? '', `http://a${delivery.pathOf(open, spec)}`);
    expect(location.pathname + location.search).toBe(delivery.pathOf(open, canonical));
    expect(headers.get('cache-control')).toBe('public, max-age=3600');
  });

  it('keeps the parameters of the request on its way', async () => {
    const { headers } = await ask(open, '100x100.webp?v=2&w=a%20b');
    expect(headers.get('location')).toBe(`..${delivery.pathOf(open, 'x100.webp').slice(2)}?v=2&w=a%20b`);
  });

  it.each([
    '..%2f..%2fetc%2fpasswd',
    'w100%00.webp',
    'w100.webp%2fx',
    'ŵ100.webp',
    'w１００.webp',
    'w100.webp.exe',
    'w100',
    '.webp',
    'w100-.webp',
    'w-100.webp',
    'w0.webp',
    'w8193.webp',
    'w100-w200.webp',
    'w100-q101.webp',
    'w100-constructor.webp',
    '__proto__.webp',
    'thumb-center.webp',
    'w1e3.webp',
  ])('%s is refused with 400 and what is allowed', async (spec) => {
    const answer = await ask(open, spec);
    expect([answer.status, answer.code]).toEqual([400, 'INVALID_TRANSFORM']);
    expect(answer.detail?.length).toBeLessThan(700);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it.each([200, 1_900])('of %i characters is refused like any other', async (length) => {
    for (const spec of [`${'w100-gray'.padEnd(length, 'y')}.webp`, `w${'9'.repeat(length)}.webp`])
      expect((await ask(open, spec)).code).toBe('INVALID_TRANSFORM');
  });

  it('that is no text at all is refused before anything', async () => {
    expect((await ask(open, '%ff.webp')).status).toBe(400);
  });
});

describe('a variant that is stored', () => {
  it('is sent as it is, and nothing is rendered', async () => {
    const before = delivery.renders();
    const init = { headers: { authorization: delivery.authorization, accept: 'image/webp' } };
    for (const spec of ['thumb.webp', 'thumb.auto', 'medium.jpg', 'full.avif']) {
      const [first, again] = [await ask(open, spec, init), await ask(open, spec, init)];
      const places = [first, again].map(({ headers }) => headers.get('x-cache'));
      // In the best format for this client, auto is what was sent before.
      expect([spec, ...places]).toEqual([spec, spec === 'thumb.auto' ? 'memory' : 'store', 'memory']);
      expect(again.bytes.equals(first.bytes)).toBe(true);
    }
    expect(delivery.renders()).toBe(before);
  });
});

describe('a variant whose name reads as a size', () => {
  it('is what its profile made under that name', async () => {
    for (const name of ['w0400', 'w16000']) {
      await sql(
        harness.database,
        `INSERT INTO variants (id, image_id, name, format, position, required, geometry, background, status, width, height,
                               byte_size, digest, storage_key, ready_at)
         SELECT gen_random_uuid(), image_id, $2, format, 90, false, geometry, background, status, width, height, byte_size,
                digest, storage_key, ready_at
           FROM variants WHERE image_id = $1 AND name = 'thumb' AND format = 'webp' RETURNING 1`,
        [open.id, name],
      );
      const { status, headers } = await ask(open, `${name}.webp`);
      expect([name, status, headers.get('x-cache')]).toEqual([
        name,
        200,
        expect.stringMatching(/store|memory/),
      ]);
    }
  });
});

describe('without a signature', () => {
  it.each(['thumb.webp', 'thumb.png', 'full.gif', 'w50.webp', 'w100.jpg', 'w200.avif'])(
    'everybody gets %s of a public image, to keep',
    async (spec) => {
      const { status, headers } = await ask(open, spec);
      expect(status).toBe(200);
      expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    },
  );

  it.each([
    ['w1.webp', 'w50.webp'],
    ['w51.webp', 'w100.webp'],
    ['w101.auto', 'w200.auto'],
  ])('%s is sent on to the next width of the ladder', async (spec, rung) => {
    const { status, headers } = await ask(open, `${spec}?v=1`);
    expect(status).toBe(301);
    expect(headers.get('location')).toBe(`..${delivery.pathOf(open, rung).slice(2)}?v=1`);
  });

  it.each(['w201.webp', 'h100.webp', 'x100.webp', 'w100-gray.webp', 'thumb-q10.webp', 'w50-dpr2.webp'])(
    '%s of a public image is refused with 403, and what there is instead',
    async (spec) => {
      const answer = await ask(open, spec);
      expect([answer.status, answer.code]).toEqual([403, 'SIGNATURE_REQUIRED']);
      expect(answer.detail).toContain('in every format thumb, medium, full, lqip, w50, w100, w200.');
    },
  );

  it('the owner gets anything with a key', async () => {
    const init = { headers: { authorization: delivery.authorization } };
    expect((await ask(open, 'w41-gray.webp', init)).status).toBe(200);
    const own = await ask(hidden, 'w41-gray.webp', init);
    expect([own.status, own.headers.get('cache-control')]).toEqual([
      200,
      expect.stringMatching(/^private, max-age=\d\d$/),
    ]);
  });

  it('a browser keeps what it was given for a key no longer than the key lasts', async () => {
    const wanted = { ownerId: 'alice', name: 'short', scopes: ['READ'], expiresIn: 9 } as const;
    const { secret } = await insertApiKey(harness.database.manager, wanted);
    const { headers } = await ask(hidden, 'w41-gray.webp', {
      headers: { authorization: `Bearer ${secret}` },
    });
    expect(headers.get('cache-control')).toMatch(/^private, max-age=\d$/);
  });

  it('ten thousand specs of a public image cause no render', async () => {
    const renders = delivery.renders();
    const blobs = (await harness.blobs()).length;
    for (let first = 0; first < 10_000; first += 100) {
      const answers = await Promise.all(
        Array.from({ length: 100 }, (_, index) => ask(open, `${201 + first + index}x7.webp`)),
      );
      // Sides beyond the largest are refused as such.
      expect(answers.filter(({ status }) => status !== 403 && status !== 400)).toEqual([]);
    }
    expect(delivery.renders()).toBe(renders);
    expect(await harness.blobs()).toHaveLength(blobs);
  }, 120_000);

  it('nothing is rendered of a public image where the operator wants it so, and anything where not', async () => {
    const strict = await openDelivery(harness, { environment: { ON_DEMAND: 'signed' } });
    const lax = await openDelivery(harness, { environment: { ON_DEMAND: 'any' } });
    const statuses = async (server: Delivery, specs: readonly string[]) =>
      Promise.all(specs.map(async (spec) => (await server.get(server.pathOf(open, spec))).status));
    const specs = ['thumb.webp', 'thumb.png', 'w640.webp', 'w77-gray.webp'];
    expect(await statuses(strict, specs)).toEqual([200, 403, 403, 403]);
    expect(await statuses(lax, specs)).toEqual([200, 200, 200, 200]);
    expect((await strict.get(strict.signed(open, 'w640.webp'))).status).toBe(200);
    expect((await lax.get(lax.pathOf(hidden, 'thumb.webp'))).status).toBe(404);
    await Promise.all([strict.close(), lax.close()]);
  });
});

describe('an image that may not be known', () => {
  it('is answered like one that does not exist, whatever is asked of it', async () => {
    const missing = { id: hidden.id.replace(/^....../, '000000') };
    for (const spec of ['thumb.webp', 'w100.webp', 'w51.webp', '100x100.webp', 'nonsense', 'x999999.webp'])
      for (const image of [hidden, missing]) {
        const answer = await ask(image, spec);
        expect([spec, answer.status, answer.code, answer.detail]).toEqual([
          spec,
          404,
          'NOT_FOUND',
          'The image does not exist, or it is not yours to see.',
        ]);
      }
    expect(delivery.renders()).toBeGreaterThan(0);
  });
});

describe('a signature', () => {
  const of = (target: string): ReturnType<Delivery['get']> => delivery.get(target);

  it('opens the one rendition that it was made for', async () => {
    const good = delivery.signed(hidden, 'w42.webp');
    const answer = await of(good);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toMatch(/^private, max-age=(?:600|59\d)$/);
    for (const bad of [
      good.replace('w42', 'w43'),
      good.replace(toGlobalId('image', hidden.id), toGlobalId('image', open.id)),
      forged(good),
      good.replace(/exp=\d/, 'exp=9'),
      `${good}&x=1`,
      delivery.signed(hidden, 'w42.webp', { now: new Date(Date.now() - 700_000) }),
    ])
      expect([bad, (await of(bad)).code]).toEqual([bad, 'SIGNATURE_INVALID']);
  });

  it('of a scope opens every rendition of its image and nothing of another', async () => {
    const scope = `/i/${toGlobalId('image', hidden.id)}/`;
    const [, query = ''] = delivery.signed(hidden, 'w44.webp', { scope }).split('?');
    for (const spec of ['w44.webp', 'w45-gray.png'])
      expect((await of(`${delivery.pathOf(hidden, spec)}?${query}`)).status).toBe(200);
    expect((await of(`${delivery.pathOf(open, 'w44.webp')}?${query}`)).code).toBe('SIGNATURE_INVALID');
    // It goes out with pages; what an original tells does not.
    expect((await of(`${delivery.pathOf(hidden, 'original')}?${query}`)).status).toBe(404);
    expect((await of(delivery.signed(hidden, 'original'))).status).toBe(200);
    for (const spec of ['../w44.webp', '%2e%2e%2fw44.webp'])
      expect((await of(`${delivery.pathOf(hidden, spec)}?${query}`)).status).not.toBe(200);
  });

  it('goes along to the canonical spelling, worth no more than it was', async () => {
    const follow = async (target: string) => {
      const { status, headers } = await of(target);
      expect([status, headers.get('cache-control')]).toEqual([
        301,
        expect.stringMatching(/^private, max-age=\d+$/),
      ]);
      const location = new URL(headers.get('location') ?? '', `http://a${target}`);
      return location.pathname + location.search;
    };
    const other = delivery.signed(hidden, '46x46.webp', { query: { v: '1' } });
    const moved = await follow(other);
    expect(moved).toContain(delivery.pathOf(hidden, 'x46.webp'));
    const expiryOf = (target: string) => /exp=(\d+)/.exec(target)?.[1];
    expect(expiryOf(moved)).toBe(expiryOf(other));
    expect((await of(moved)).status).toBe(200);
    const scope = `/i/${toGlobalId('image', hidden.id)}/`;
    const scoped = delivery.signed(hidden, '47x47.webp', { scope });
    const kept = await follow(scoped);
    expect(kept.split('?')[1]).toBe(scoped.split('?')[1]);
    expect((await of(kept)).status).toBe(200);
  });

  it('is not made for who had none', async () => {
    for (const target of [
      delivery.pathOf(open, '46x46.webp'),
      `${delivery.pathOf(open, '46x46.webp')}?exp=99999999999&kid=k1`,
      `${delivery.pathOf(open, 'w51.webp')}?scope=x`,
    ]) {
      const { status, headers } = await of(target);
      expect([status, headers.get('location')]).toEqual([301, expect.not.stringContaining('sig=')]);
    }
    const bad = forged(delivery.signed(open, '46x46.webp'));
    expect((await of(bad)).code).toBe('SIGNATURE_INVALID');
  });
});
