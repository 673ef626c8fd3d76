/** What an address gets that has shown wrong credentials too often, on the routes of images. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createGuessLimit } from '../../domain/access/guess-limit.ts';
import { anonymous } from '../../domain/access/viewer.ts';
import type { ImageEntity } from '../../domain/images/image.entity.ts';
import { shareImage } from '../../domain/sharing/share-image.ts';
import { photo } from '../../media/fixtures/photo.ts';
import { type Delivery, forged, openDelivery } from '../../test/delivery.ts';
import { openGraphql } from '../../test/graphql.ts';
import { alice, type Harness, openHarness } from '../../test/harness.ts';
import { renderBoth } from '../../test/rendering.ts';
import { statementsOf } from '../../test/statements.ts';

const most = 3;
const blocked = [429, 'TOO_MANY_GUESSES'];

let harness: Harness;
let hidden: ImageEntity;
let delivery: Delivery;
beforeAll(async () => {
  harness = await openHarness();
  delivery = await openDelivery(harness, { guesses: createGuessLimit(most) });
  ({ image: hidden } = await harness.upload(await photo({ width: 240, height: 160 }), {
    visibility: 'PRIVATE',
  }));
  await renderBoth(harness, hidden.id);
}, 60_000);
afterAll(async () => {
  await delivery.close();
  await harness.close();
});

const outcome = async (path: string, init?: RequestInit) => {
  const { status, code } = await delivery.get(path, init);
  return [status, code];
};

/** Refused with so many seconds to wait, and no row was read. */
async function expectBlocked(path: string, init?: RequestInit): Promise<void> {
  const statements = await statementsOf(harness.database, async () => {
    const { status, code, headers } = await delivery.get(path, init);
    expect([status, code]).toEqual(blocked);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  });
  expect(statements).toEqual([]);
}

it('an address that shows wrong keys is refused before one is looked for, and right ones that were seen are not', async () => {
  const path = delivery.pathOf(hidden, 'w100.webp');
  const { authorization } = delivery;
  const right = { headers: { authorization } };
  expect(await outcome(path, right)).toEqual([200, undefined]);
  for (let count = 0; count < most; count += 1)
    expect(await outcome(path, { headers: { authorization: `Bearer dk_wrong-${count}` } })).toEqual([
      401,
      'UNAUTHENTICATED',
    ]);
  await expectBlocked(path, { headers: { authorization: 'Bearer dk_wrong-again' } });
  expect(await outcome(path, right)).toEqual([200, undefined]);
});

it('the same goes for signatures, unless they are right and late', async () => {
  const signed = delivery.signed(hidden, 'w100.webp');
  const late = delivery.signed(hidden, 'w100.webp', { now: new Date(0) });
  for (let count = 0; count < 2 * most; count += 1)
    expect(await outcome(late)).toEqual([403, 'SIGNATURE_INVALID']);
  expect(await outcome(signed)).toEqual([200, undefined]);
  for (let count = 0; count < most; count += 1)
    expect(await outcome(forged(signed))).toEqual([403, 'SIGNATURE_INVALID']);
  await expectBlocked(forged(signed));
  await expectBlocked(delivery.signed(hidden, 'w50.webp'));
  expect(await outcome(signed)).toEqual([200, undefined]);
});

it('the same goes for the tokens of links, unless they have ended', async () => {
  const { share, token } = await shareImage(harness, alice, { imageId: hidden.id });
  const { token: another } = await shareImage(harness, alice, { imageId: hidden.id });
  expect(await outcome(`/s/${token}`)).toEqual([200, undefined]);
  await harness.database.query('UPDATE shares SET revoked_at = now() WHERE id = $1', [share.id]);
  for (let count = 0; count < 2 * most; count += 1)
    expect(await outcome(`/s/${token}`)).toEqual([410, 'SHARE_ENDED']);
  for (let count = 0; count < most; count += 1)
    expect(await outcome(`/s/${'A'.repeat(42)}${count}`)).toEqual([404, 'NOT_FOUND']);
  await expectBlocked(`/s/${'B'.repeat(43)}`);
  await expectBlocked(`/s/${another}/w100.webp`);
});

it('tokens of links are counted in GraphQL as well', async () => {
  const graphql = await openGraphql(harness, { guesses: createGuessLimit(most) });
  const query = `{ ${Array.from({ length: most + 2 }, (_, at) => `a${at}: sharedImage(token: "${'A'.repeat(42)}${at}") { id }`).join(' ')} }`;
  const stranger = { ...anonymous, address: '203.0.113.7' };
  expect((await graphql.run(query, {}, stranger)).codes).toEqual([]);
  expect((await graphql.run(query, {}, stranger)).codes).toEqual(
    Array.from({ length: most + 2 }, () => blocked[1]),
  );
  expect((await graphql.run(query, {}, { ...anonymous, address: '203.0.113.8' })).codes).toEqual([]);
});
