import { Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { photo } from '../../media/fixtures/photo.ts';
import { sql } from '../../platform/database/sql.ts';
import { newUuid } from '../../platform/ids.ts';
import { take } from '../../test/followed.ts';
import { admin, alice, bob, type Harness, openHarness } from '../../test/harness.ts';
import { within } from '../../test/until.ts';
import { anonymous } from '../access/viewer.ts';
import { type FollowedUpload, followUpload } from './follow-upload.ts';
import { importImage } from './import-image.ts';
import type { UploadEntity } from './upload.entity.ts';

let harness: Harness;
let streams: AsyncGenerator<FollowedUpload>[] = [];
beforeAll(async () => void (harness = await openHarness()));
afterEach(async () => {
  await Promise.all(streams.map((stream) => stream.return(undefined)));
  streams = [];
});
afterAll(() => harness.close());

async function follow({ id }: { id: string }, viewer = alice) {
  const stream = await followUpload(harness, { viewer, uploadId: id });
  streams.push(stream);
  return stream;
}

const pending = (): Promise<UploadEntity> =>
  importImage(harness, { viewer: alice, url: 'https://images.example/', requestId: 'a-request' });

const move = ({ id }: { id: string }, status: string, receivedBytes: number) =>
  sql(harness.database, 'UPDATE uploads SET status = $2, received_bytes = $3 WHERE id = $1', [
    id,
    status,
    receivedBytes,
  ]);

const told = (events: readonly FollowedUpload[]): string[] =>
  events.map(({ type, row }) => `${type} ${row.status} ${row.receivedBytes}`);

describe('following an upload', () => {
  it('tells its state, how far it gets, how it ends, and then ends itself', async () => {
    const upload = await pending();
    const stream = await follow(upload);
    const events = await take(stream, 1);
    for (const [status, bytes] of [
      ['RECEIVING', 0],
      ['RECEIVING', 500],
      ['PENDING', 0],
      ['FAILED', 0],
    ] as const) {
      await move(upload, status, bytes);
      events.push(...(await take(stream, 1)));
    }
    expect(told(events)).toEqual([
      'SNAPSHOT PENDING 0',
      'PROGRESS RECEIVING 0',
      'PROGRESS RECEIVING 500',
      'PROGRESS PENDING 0',
      'FAILED FAILED 0',
    ]);
    expect(await stream.next()).toEqual({ done: true, value: undefined });
  });

  it('tells the end of one that has ended already, of one that was sent as well', async () => {
    const { upload } = await harness.upload(Readable.from([await photo({ width: 160, height: 120 })]));
    const stream = await follow(upload);
    const events = await take(stream, 2);
    expect(events.map(({ type }) => type)).toEqual(['SNAPSHOT', 'COMPLETED']);
    expect(events[1]?.row.imageId).toBe(upload.imageId);
    expect((await stream.next()).done).toBe(true);
  });

  it.each(['ABORTED', 'EXPIRED'])('ends with one that is %s', async (status) => {
    const upload = await pending();
    const stream = await follow(upload);
    await take(stream, 1);
    await move(upload, status, 0);
    expect(told(await take(stream, 1))).toEqual([`FAILED ${status} 0`]);
    expect((await stream.next()).done).toBe(true);
  });

  it('tells a slow reader the newest state only', async () => {
    const upload = await pending();
    const [slow, quick] = [await follow(upload), await follow(upload)];
    await Promise.all([take(slow, 1), take(quick, 1)]);
    for (const bytes of [1, 2, 3]) {
      await move(upload, 'RECEIVING', bytes);
      await take(quick, 1);
    }
    expect(told(await take(slow, 1))).toEqual(['PROGRESS RECEIVING 3']);
  });

  it('can be left while it waits, and nobody looks at the row any more', async () => {
    const upload = await pending();
    const stream = await follow(upload);
    await take(stream, 1);
    const waiting = stream.next();
    await within('the end', stream.return(undefined));
    expect(await waiting).toEqual({ done: true, value: undefined });
  });

  it('is for its owner and admins; to others it does not exist', async () => {
    const upload = await pending();
    await expect(follow(upload, admin)).resolves.toBeDefined();
    for (const viewer of [bob, anonymous])
      await expect(follow(upload, viewer)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(follow({ id: newUuid() })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
