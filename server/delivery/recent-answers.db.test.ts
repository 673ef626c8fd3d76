/** Answers that are given again: the same as before, and never to whom or for what they are not. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { deleteImages } from '../../domain/images/delete-images.ts';
import type { ImageEntity, Visibility } from '../../domain/images/image.entity.ts';
import { updateImage } from '../../domain/images/update-image.ts';
import { photo } from '../../media/fixtures/photo.ts';
import { openDelivery, type Delivery } from '../../test/delivery.ts';
import { alice, type Harness, openHarness } from '../../test/harness.ts';
import { renderBoth } from '../../test/rendering.ts';
import { statementsOf } from '../../test/statements.ts';

let harness: Harness;
let delivery: Delivery;
beforeAll(async () => {
  harness = await openHarness();
  delivery = await openDelivery(harness, { recent: true });
}, 60_000);
afterAll(async () => {
  await delivery.close();
  await harness.close();
});

async function upload(visibility: Visibility): Promise<ImageEntity> {
  const { image } = await harness.upload(await photo({ width: 240, height: 160 }), { visibility });
  await renderBoth(harness, image.id);
  await harness.tail.catchUp();
  return image;
}

describe('an answer that was given', () => {
  it.each(['PUBLIC', 'PRIVATE'] as const)(
    'is given again for the same signed URL of a %s image, and the database is not asked',
    async (visibility) => {
      const path = delivery.signed(await upload(visibility), 'w60.webp');
      await delivery.get(path);
      const first = await delivery.get(path);
      let again = first;
      const asked = await statementsOf(harness.database, async () => (again = await delivery.get(path)));
      expect(asked).toEqual([]);
      expect(again.bytes.equals(first.bytes)).toBe(true);
      const told = ({ headers }: typeof first) =>
        Object.fromEntries([...headers].filter(([name]) => !['date', 'cache-control'].includes(name)));
      expect(told(again)).toEqual(told(first));
      expect(again.headers.get('cache-control')).toMatch(
        visibility === 'PUBLIC' ? /^public/ : /^private, max-age=\d/,
      );
    },
  );

  it('is 304 for who has the bytes, with the headers that a 304 has', async () => {
    const path = delivery.signed(await upload('PUBLIC'), 'w61.webp');
    const whole = await delivery.get(path);
    const condition = { headers: { 'if-none-match': whole.headers.get('etag') ?? '' } };
    let again = whole;
    const asked = await statementsOf(
      harness.database,
      async () => (again = await delivery.get(path, condition)),
    );
    const { status, bytes, headers } = again;
    expect([status, bytes.length, asked]).toEqual([304, 0, []]);
    expect(headers.get('etag')).toBe(whole.headers.get('etag'));
    expect([headers.get('content-length'), headers.get('content-type')]).toEqual([null, null]);
  });

  it('is kept as well when the first who asks has the bytes already', async () => {
    const path = delivery.signed(await upload('PUBLIC'), 'w64.webp');
    const elsewhere = await openDelivery(harness);
    const whole = await elsewhere.get(path);
    await elsewhere.close();
    const condition = { headers: { 'if-none-match': whole.headers.get('etag') ?? '' } };
    expect((await delivery.get(path, condition)).status).toBe(304);
    const asked = await statementsOf(harness.database, async () => {
      expect((await delivery.get(path, condition)).status).toBe(304);
    });
    expect(asked).toEqual([]);
    const complete = await delivery.get(path);
    expect(complete.bytes.equals(whole.bytes)).toBe(true);
    expect(complete.headers.get('content-type')).toBe('image/webp');
  });

  it('is no answer to a range, to HEAD, or to another spelling of the signature', async () => {
    const path = delivery.signed(await upload('PRIVATE'), 'w62.webp');
    const whole = await delivery.get(path);
    const range = await delivery.get(path, { headers: { range: 'bytes=0-9' } });
    expect([range.status, range.bytes.equals(whole.bytes.subarray(0, 10))]).toEqual([206, true]);
    const head = await delivery.get(path, { method: 'HEAD' });
    expect([head.status, head.bytes.length]).toEqual([200, 0]);
    expect((await delivery.get(`${path}x`)).code).toBe('SIGNATURE_INVALID');
    expect((await delivery.get(path.replace(/\?.*/, ''))).code).toBe('NOT_FOUND');
  });

  it('to the owner’s key is given to nobody else', async () => {
    const path = delivery.pathOf(await upload('PRIVATE'), 'thumb.webp');
    const owner = { headers: { authorization: delivery.authorization } };
    expect((await delivery.get(path, owner)).status).toBe(200);
    expect((await delivery.get(path)).code).toBe('NOT_FOUND');
    expect((await delivery.get(path, owner)).status).toBe(200);
  });

  it('goes with the format that a client takes, for each its own', async () => {
    const path = delivery.pathOf(await upload('PUBLIC'), 'thumb.auto');
    const types = [];
    for (const accept of [
      'image/avif,image/webp',
      'image/webp',
      '*/*',
      'image/avif,image/webp',
      'image/webp',
      '*/*',
    ])
      types.push((await delivery.get(path, { headers: { accept } })).headers.get('content-type'));
    expect(types.slice(3)).toEqual(types.slice(0, 3));
    expect(new Set(types).size).toBeGreaterThan(1);
  });

  it('ends with the signature, to the second', async () => {
    const image = await upload('PRIVATE');
    const now = new Date(Date.now() - 599_000);
    const path = delivery.signed(image, 'w63.webp', { now });
    const [first, ends] = [await delivery.get(path), Number(/exp=(\d+)/.exec(path)?.[1]) * 1000];
    expect(first.status).toBe(200);
    let last = first;
    while (Date.now() < ends + 50) last = await delivery.get(path);
    last = await delivery.get(path);
    expect(last.code).toBe('SIGNATURE_INVALID');
  });

  it('is forgotten when the image becomes private, and when it is deleted', async () => {
    const image = await upload('PUBLIC');
    const path = delivery.pathOf(image, 'thumb.webp');
    const signed = delivery.signed(image, 'thumb.webp');
    for (const each of [path, signed]) expect((await delivery.get(each)).status).toBe(200);
    await updateImage(harness, alice, { id: image.id, changes: { visibility: 'PRIVATE' } });
    await harness.tail.catchUp();
    expect((await delivery.get(path)).code).toBe('NOT_FOUND');
    expect((await delivery.get(signed)).headers.get('cache-control')).toMatch(/^private/);
    await deleteImages(harness, alice, [image.id]);
    await harness.tail.catchUp();
    expect((await delivery.get(signed)).code).toBe('NOT_FOUND');
  });
});
