import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '../../platform/database/sql.ts';
import { newUuid } from '../../platform/ids.ts';
import { eventsOf } from '../../test/facts.ts';
import { countingTail, take, told } from '../../test/followed.ts';
import { admin, alice, bob, type Harness, openHarness, viewerOf } from '../../test/harness.ts';
import { seedImage, seedImages } from '../../test/seed.ts';
import { within } from '../../test/until.ts';
import { anonymous, type Viewer } from '../access/viewer.ts';
import { deleteImages } from '../images/delete-images.ts';
import { updateImage } from '../images/update-image.ts';
import { appendEvents } from './append-events.ts';
import type { EventFilter } from './event-filter.ts';
import { expireEvents } from './expire-events.ts';
import { type FollowedEvent, followImages, type FollowRequest } from './follow-images.ts';
import { newSnapshotId } from './snapshot-id.ts';

let harness: Harness;
let tail: ReturnType<typeof countingTail>;
let streams: Awaited<ReturnType<typeof followImages>>[] = [];
beforeAll(async () => {
  harness = await openHarness();
  tail = countingTail(harness.tail);
});
afterEach(async () => {
  await Promise.all(streams.map((stream) => stream.return()));
  streams = [];
  if (tail.watchers() > 0) throw new Error('A stream that has ended still watches');
});
afterAll(() => harness.close());

async function follow(request: Partial<FollowRequest> = {}) {
  const stream = await followImages({ ...harness, tail }, { viewer: alice, ...request });
  streams.push(stream);
  return stream;
}

const rename = (id: string, title: string, viewer: Viewer = alice) =>
  updateImage(harness, viewer, { id, changes: { title } });

/** Many events in one transaction: what they say is not looked at. */
const announce = (imageId: string, count: number) =>
  harness.database.transaction((manager) =>
    appendEvents(
      manager,
      Array.from({ length: count }, () => ({ type: 'IMAGE_UPDATED', imageId, ownerId: 'alice' })),
    ),
  );

describe('following named images', () => {
  it('begins with the state of each in the order of their names, then tells every event once and in order', async () => {
    const [a, b] = (await seedImages(harness.database, [{ title: 'a' }, { title: 'b' }])).map(({ id }) => id);
    if (!a || !b) throw new Error('no images');
    const stream = await follow({ imageIds: [b, a, b] });
    expect((await take(stream, 2)).map(told)).toEqual(['SNAPSHOT b', 'SNAPSHOT a']);
    for (const title of ['a1', 'a2', 'a3']) await rename(a, title);
    const events = await take(stream, 3);
    expect(events.map(({ type }) => type)).toEqual(['IMAGE_UPDATED', 'IMAGE_UPDATED', 'IMAGE_UPDATED']);
    expect(events.map((event) => 'id' in event && event.id)).toEqual(
      (await eventsOf(harness, a)).map(({ id }) => id),
    );
  });

  it('tells nothing of other images, also of the same owner', async () => {
    const [a, other] = await seedImages(harness.database, [{ title: 'a' }, { title: 'other' }]);
    const stream = await follow({ imageIds: [a?.id ?? ''] });
    await take(stream, 1);
    await rename(other?.id ?? '', 'noise');
    await rename(a?.id ?? '', 'signal');
    expect((await take(stream, 1)).map(told)).toEqual(['IMAGE_UPDATED signal']);
  });

  it('does not miss what happens between asking and reading', async () => {
    const image = await seedImage(harness.database, { title: 'begun' });
    const stream = await follow({ imageIds: [image.id] });
    await rename(image.id, 'meanwhile');
    const [snapshot, event] = await take(stream, 2);
    expect(snapshot && told(snapshot)).toBe('SNAPSHOT meanwhile');
    expect(event && told(event)).toBe('IMAGE_UPDATED meanwhile');
  });

  it('answers another owner’s private image exactly like one that does not exist', async () => {
    const theirs = await seedImage(harness.database, { ownerId: 'bob' });
    const answers = [theirs.id, newUuid()].map((id) =>
      follow({ imageIds: [id] }).catch((error: Error) => error.message),
    );
    const [forbidden, missing] = await Promise.all(answers);
    expect(forbidden).toBe(missing);
    await expect(follow({ imageIds: [theirs.id] })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('refuses them all when one is not to be seen', async () => {
    const [mine] = await seedImages(harness.database, [{}]);
    await expect(follow({ imageIds: [mine?.id ?? '', newUuid()] })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it.each([0, 251])('refuses %d of them', async (count) => {
    await expect(follow({ imageIds: Array.from({ length: count }, newUuid) })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
  });

  it('is open to an admin for every owner', async () => {
    const image = await seedImage(harness.database, { title: 'alice’s' });
    const stream = await follow({ viewer: admin, imageIds: [image.id] });
    expect((await take(stream, 1)).map(told)).toEqual(['SNAPSHOT alice’s']);
  });
});

describe('following all of one’s images', () => {
  const carol = viewerOf('carol');

  it('begins with those in work only, and tells of new ones and of no other owner’s', async () => {
    await seedImages(harness.database, [
      { ownerId: 'carol', title: 'in work' },
      { ownerId: 'carol', title: 'done', status: 'READY' },
      { ownerId: 'carol', title: 'failed', status: 'FAILED' },
      { ownerId: 'bob', title: 'bob’s' },
    ]);
    const stream = await follow({ viewer: carol });
    expect((await take(stream, 1)).map(told)).toEqual(['SNAPSHOT in work']);
    const theirs = await seedImage(harness.database, { ownerId: 'bob', visibility: 'PUBLIC' });
    await rename(theirs.id, 'not yours', bob);
    const later = await seedImage(harness.database, { ownerId: 'carol' });
    await rename(later.id, 'later', carol);
    expect((await take(stream, 1)).map(told)).toEqual(['IMAGE_UPDATED later']);
  });

  it('begins with all that are in work, however many', async () => {
    const dave = viewerOf('dave');
    await seedImages(
      harness.database,
      Array.from({ length: 250 }, (_, index) => ({ ownerId: 'dave', title: `${index}` })),
    );
    const stream = await follow({ viewer: dave });
    const titles = (await take(stream, 250)).map(({ image }) => Number(image.title));
    expect(titles.sort((one, other) => one - other)).toEqual(Array.from({ length: 250 }, (_, n) => n));
  });

  it('needs a key that may read', async () => {
    await expect(follow({ viewer: anonymous })).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(follow({ viewer: viewerOf('alice', 'UPLOAD') })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });
});

describe('resuming', () => {
  it('tells what was missed and nothing twice, then goes on', async () => {
    const image = await seedImage(harness.database, { title: 'resumed' });
    for (const title of ['1', '2', '3']) await rename(image.id, title);
    const events = await eventsOf(harness, image.id);
    const stream = await follow({ imageIds: [image.id], after: events[0]?.id });
    await rename(image.id, '4');
    const ids = (await take(stream, 3)).map((event) => 'id' in event && event.id);
    expect(ids).toEqual((await eventsOf(harness, image.id)).slice(1).map(({ id }) => id));
  });

  it('tells also more than fits one look at the outbox', async () => {
    const image = await seedImage(harness.database);
    await announce(image.id, 501);
    const ids = (await eventsOf(harness, image.id)).map(({ id }) => id);
    const stream = await follow({ imageIds: [image.id], after: ids[0] });
    expect((await take(stream, 500)).map((event) => 'id' in event && event.id)).toEqual(ids.slice(1));
  });

  it('is refused behind an event that is no longer kept: what came after it may be lost', async () => {
    const image = await seedImage(harness.database);
    await rename(image.id, 'long ago');
    const [event] = await eventsOf(harness, image.id);
    const stream = await follow({ imageIds: [image.id] });
    const [snapshot] = await take(stream, 1);
    await sql(harness.database, `UPDATE events SET occurred_at = now() - interval '31 days'`);
    await expireEvents(harness.database, 30);
    for (const after of [event?.id, snapshot?.id, newUuid()])
      await expect(follow({ imageIds: [image.id], after })).rejects.toMatchObject({ code: 'EVENT_EXPIRED' });
  });

  it('behind a snapshot tells the present state again, and all that has happened since', async () => {
    const grace = viewerOf('grace');
    const [first] = await seedImages(harness.database, [
      { ownerId: 'grace', title: 'one' },
      { ownerId: 'grace', title: 'two' },
    ]);
    const [snapshot] = await take(await follow({ viewer: grace }), 1);
    await rename(first?.id ?? '', 'one more', grace);
    await sql(harness.database, `UPDATE images SET status = 'READY' WHERE id = $1`, [first?.id]);
    const stream = await follow({ viewer: grace, after: snapshot?.id });
    // The one that is done by now has no snapshot any more, and yet is not missed.
    expect((await take(stream, 2)).map(told)).toEqual(['SNAPSHOT two', 'IMAGE_UPDATED one more']);
  });

  it('behind a snapshot of a database in which nothing had happened yet tells everything', async () => {
    const image = await seedImage(harness.database, { title: 'first of all' });
    await rename(image.id, 'changed');
    const stream = await follow({ imageIds: [image.id], after: newSnapshotId(0) });
    expect((await take(stream, 2)).map(told)).toEqual(['SNAPSHOT changed', 'IMAGE_UPDATED changed']);
  });

  it('behind a deletion tells of the deletion, and of nothing that the image cannot tell any more', async () => {
    const erin = viewerOf('erin');
    const [marker, image] = await seedImages(harness.database, [{ ownerId: 'erin' }, { ownerId: 'erin' }]);
    await rename(marker?.id ?? '', 'marker', erin);
    await rename(image?.id ?? '', 'last state', erin);
    await deleteImages(harness, erin, [image?.id ?? '']);
    const [after] = await eventsOf(harness, marker?.id);
    const stream = await follow({ viewer: erin, after: after?.id });
    expect((await take(stream, 1)).map(told)).toEqual(['IMAGE_DELETED last state']);
  });
});

describe('a filter', () => {
  const heidi = viewerOf('heidi');
  const changes = async (images: readonly { id: string }[]): Promise<void> => {
    for (const { id } of images) await rename(id, `changed ${id}`, heidi);
    // Of what is deleted nothing else is told any more.
    await harness.tail.catchUp();
    await deleteImages(harness, heidi, [images[0]?.id ?? '']);
  };
  const library = () =>
    seedImages(harness.database, [
      { ownerId: 'heidi', title: 'a', tags: ['blue', 'summer'] },
      { ownerId: 'heidi', title: 'b', tags: ['blue'], namespace: 'beach' },
      { ownerId: 'heidi', title: 'c', tags: [] },
    ]);
  afterEach(() => sql(harness.database, `DELETE FROM images WHERE owner_id = 'heidi'`));

  it.each<[string, EventFilter, string[]]>([
    ['nothing', {}, ['S a', 'S b', 'S c', 'U a', 'U b', 'U c', 'D a']],
    [
      'nulls',
      { types: null, tags: null, namespace: null },
      ['S a', 'S b', 'S c', 'U a', 'U b', 'U c', 'D a'],
    ],
    ['a type', { types: ['IMAGE_DELETED'] }, ['S a', 'S b', 'S c', 'D a']],
    ['a tag', { tags: ['blue'] }, ['S a', 'S b', 'U a', 'U b', 'D a']],
    ['all of several tags', { tags: ['summer', 'blue'] }, ['S a', 'U a', 'D a']],
    ['a namespace', { namespace: 'beach' }, ['S b', 'U b']],
    [
      'all of these together',
      { types: ['IMAGE_UPDATED'], tags: ['blue'], namespace: 'beach' },
      ['S b', 'U b'],
    ],
  ])('for %s tells just that, as it happens and when it is resumed', async (_what, filter, expected) => {
    const images = await library();
    const nameOf = new Map(images.map(({ id, title }) => [id, title]));
    const short = ({ type, image }: FollowedEvent) =>
      `${type.replace('IMAGE_', '').charAt(0)} ${nameOf.get(image.id)}`;
    const stream = await follow({ viewer: heidi, filter });
    const snapshots = await take(stream, expected.filter((event) => event.startsWith('S')).length);
    await changes(images);
    const live = await take(stream, expected.length - snapshots.length);
    // What is deleted has only its deletion left to tell.
    expect([...snapshots, ...live].map(short)).toEqual(expected);
    const resumed = await follow({ viewer: heidi, filter, after: snapshots[0]?.id });
    const again = expected.filter((event) => !['S a', 'U a'].includes(event));
    expect((await take(resumed, again.length)).map(short)).toEqual(again);
  });

  it('goes by the state in which an image is told', async () => {
    const [image] = await library();
    const stream = await follow({ viewer: heidi, filter: { tags: ['summer'], types: ['IMAGE_UPDATED'] } });
    await take(stream, 1);
    const tagged = (tags: string[], title: string) =>
      updateImage(harness, heidi, { id: image?.id ?? '', changes: { tags, title } });
    await tagged([], 'without');
    await harness.tail.catchUp();
    await tagged(['summer'], 'with');
    expect((await take(stream, 1)).map(told)).toEqual(['IMAGE_UPDATED with']);
  });

  it.each<[string, EventFilter]>([
    ['no type at all', { types: [] }],
    ['more tags than there can be', { tags: Array.from({ length: 51 }, (_, index) => `${index}`) }],
  ])('for %s is refused', async (_what, filter) => {
    await expect(follow({ filter })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });
});

describe('a public image', () => {
  it('is told to strangers until the moment it is private, which ends their stream', async () => {
    const image = await seedImage(harness.database, { visibility: 'PUBLIC', title: 'open' });
    const stranger = await follow({ viewer: anonymous, imageIds: [image.id] });
    const owner = await follow({ imageIds: [image.id] });
    expect((await take(stranger, 1)).map(told)).toEqual(['SNAPSHOT open']);
    await take(owner, 1);
    await rename(image.id, 'still open');
    expect((await take(stranger, 1)).map(told)).toEqual(['IMAGE_UPDATED still open']);

    await updateImage(harness, alice, { id: image.id, changes: { visibility: 'PRIVATE' } });
    await expect(stranger.next()).rejects.toMatchObject({ code: 'ACCESS_ENDED' });
    expect((await take(owner, 2)).map(told)).toEqual([
      'IMAGE_UPDATED still open',
      'IMAGE_UPDATED still open',
    ]);
    expect(tail.watchers()).toBe(1);
  });

  it('ends the stream of a stranger also when the event that made it private is not asked for', async () => {
    const image = await seedImage(harness.database, { visibility: 'PUBLIC' });
    const filter = { types: ['VARIANT_READY'] } as const;
    const stranger = await follow({ viewer: anonymous, imageIds: [image.id], filter });
    await take(stranger, 1);
    await updateImage(harness, alice, { id: image.id, changes: { visibility: 'PRIVATE' } });
    await expect(stranger.next()).rejects.toMatchObject({ code: 'ACCESS_ENDED' });
  });

  it('is told as deleted, in its last state', async () => {
    const image = await seedImage(harness.database, { visibility: 'PUBLIC', title: 'open' });
    const stranger = await follow({ viewer: anonymous, imageIds: [image.id] });
    await take(stranger, 1);
    await deleteImages(harness, alice, [image.id]);
    const [event] = await take(stranger, 1);
    expect(event).toMatchObject({
      type: 'IMAGE_DELETED',
      image: { id: image.id, title: 'open', createdAt: image.createdAt },
    });
  });
});

describe('a reader that is slow', () => {
  it('reads on from the outbox when more has happened than its buffer holds, complete and in order', async () => {
    const image = await seedImage(harness.database);
    const stream = await follow({ imageIds: [image.id] });
    await take(stream, 1);
    // Another reader that keeps up proves that the tail has handed everything on.
    const quick = await follow({ imageIds: [image.id] });
    await take(quick, 1);
    await announce(image.id, 700);
    await take(quick, 700);
    await rename(image.id, 'the last');
    await take(quick, 1);
    const ids = (await take(stream, 701)).map((event) => 'id' in event && event.id);
    expect(ids).toEqual((await eventsOf(harness, image.id)).map(({ id }) => id));
    await rename(image.id, 'after that');
    expect((await take(stream, 1)).map(told)).toEqual(['IMAGE_UPDATED after that']);
  });
});

describe('ending a stream', () => {
  it('frees it while it waits', async () => {
    const image = await seedImage(harness.database);
    const stream = await follow({ imageIds: [image.id] });
    await take(stream, 1);
    const waiting = stream.next();
    expect(tail.watchers()).toBe(1);
    await within('it ends', stream.return());
    expect(await within('the wait ends', waiting)).toEqual({ done: true, value: undefined });
    expect(tail.watchers()).toBe(0);
  });

  it('frees it before anything was read', async () => {
    const image = await seedImage(harness.database);
    const stream = await follow({ imageIds: [image.id] });
    await stream.return();
    expect(tail.watchers()).toBe(0);
  });

  it('frees it between two events, and in a loop that is left', async () => {
    const image = await seedImage(harness.database);
    for await (const event of await follow({ imageIds: [image.id] })) {
      expect(event.type).toBe('SNAPSHOT');
      break;
    }
    expect(tail.watchers()).toBe(0);
  });

  it('frees it when reading fails', async () => {
    const image = await seedImage(harness.database);
    await announce(image.id, 1);
    const [first] = await eventsOf(harness, image.id);
    const stream = await follow({ imageIds: [image.id], after: first?.id });
    await sql(harness.database, 'ALTER TABLE events RENAME TO lost');
    try {
      await expect(stream.next()).rejects.toThrow('events');
    } finally {
      await sql(harness.database, 'ALTER TABLE lost RENAME TO events');
    }
    expect(tail.watchers()).toBe(0);
  });

  it('is not needed where the request was refused', async () => {
    await expect(follow({ imageIds: [newUuid()] })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(tail.watchers()).toBe(0);
  });
});
