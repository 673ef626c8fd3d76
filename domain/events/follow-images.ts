/**
 * The stream behind `imageEvents`: the present state first, then every event, in order and once, for as long as
 * the reader stays. A slow reader never costs memory: beyond a bound its buffer is dropped, and it reads on from
 * the outbox, where nothing is lost.
 */
import type { DataSource } from 'typeorm';
import { AppError } from '../../platform/errors.ts';
import { toGlobalId } from '../../platform/ids.ts';
import { isOwner, maySee, requireScope } from '../access/policy.ts';
import type { Viewer } from '../access/viewer.ts';
import { findImages } from '../images/find-images.ts';
import type { ImageEntity } from '../images/image.entity.ts';
import { listProcessingImages } from '../images/list-processing-images.ts';
import { endable } from './endable.ts';
import { EventBuffer } from './event-buffer.ts';
import { checkFilter, type EventFilter, wantsImage, wantsType } from './event-filter.ts';
import type { EventTail } from './event-tail.ts';
import { type HydratedEvent, keptPosition, lastPosition, positionOf, readEvents } from './read-events.ts';
import { newSnapshotId, positionInSnapshotId } from './snapshot-id.ts';

/** Ids that one subscription may name. */
const maxFollowedImages = 250;
const replayBatch = 200;

export interface FollowRequest {
  readonly viewer: Viewer;
  /** Undefined: every image that the viewer owns. */
  readonly imageIds?: readonly string[] | undefined;
  /** Resume after this event or snapshot. */
  readonly after?: string | undefined;
  readonly filter?: EventFilter | undefined;
}

export type FollowedEvent =
  | { readonly type: 'SNAPSHOT'; readonly id: string; readonly image: ImageEntity }
  | (HydratedEvent & { readonly image: ImageEntity });

interface Dependencies {
  readonly database: DataSource;
  readonly tail: EventTail;
}

/**
 * Checks the request, then returns the stream; ending the stream frees everything.
 * @throws AppError UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, INVALID_INPUT, EVENT_EXPIRED
 */
export async function followImages(
  { database, tail }: Dependencies,
  request: FollowRequest,
): Promise<AsyncGenerator<FollowedEvent, void, undefined>> {
  const { filter = {} } = request;
  checkFilter(filter);
  const selection = await select(database, request);
  const buffer = new EventBuffer(tail, (event) => selection.includes(event) && wantsType(filter, event.type));
  try {
    // The buffer fills from here on, so whatever commits during the look at the present state is not missed.
    const start = await startOf(database, request);
    return endable(stream({ database, buffer, selection, start, request }), () => buffer.close());
  } catch (error) {
    buffer.close();
    throw error;
  }
}

interface Selection {
  readonly imageIds: readonly string[] | undefined;
  readonly ownerId: string | undefined;
  includes(event: HydratedEvent): boolean;
}

async function select(database: DataSource, { viewer, imageIds }: FollowRequest): Promise<Selection> {
  if (imageIds === undefined) {
    const ownerId = requireScope(viewer, 'READ');
    return { imageIds, ownerId, includes: (event) => event.ownerId === ownerId };
  }
  if (imageIds.length === 0 || imageIds.length > maxFollowedImages)
    throw new AppError('INVALID_INPUT', {
      field: 'imageIds',
      reason: `name 1 to ${maxFollowedImages} images`,
    });
  const visible = (await findImages(database, imageIds)).filter((image) => maySee(viewer, image));
  const wanted = new Set(imageIds);
  if (visible.length < wanted.size) throw new AppError('NOT_FOUND', { what: 'One of the images' });
  return { imageIds, ownerId: undefined, includes: (event) => wanted.has(event.imageId) };
}

interface Start {
  /** Events up to here are part of the snapshots, or were seen before. */
  readonly position: number;
  readonly hasSnapshots: boolean;
  /** Whether something may have happened since. */
  readonly isResumed: boolean;
}

/**
 * Behind a snapshot there are the other snapshots again, which its reader may not have seen, and what happened since.
 * Behind an event that is no longer kept there may be others that are not: nothing could make up for them.
 */
async function startOf(database: DataSource, { after }: FollowRequest): Promise<Start> {
  if (after === undefined)
    return { position: await lastPosition(database), hasSnapshots: true, isResumed: false };
  const snapshot = positionInSnapshotId(after);
  const position =
    snapshot === undefined ? await positionOf(database, after) : await keptPosition(database, snapshot);
  if (position === undefined) throw new AppError('EVENT_EXPIRED', { id: toGlobalId('event', after) });
  return { position, hasSnapshots: snapshot !== undefined, isResumed: true };
}

interface StreamParts {
  readonly database: DataSource;
  readonly buffer: EventBuffer;
  readonly selection: Selection;
  readonly start: Start;
  readonly request: FollowRequest;
}

async function* stream({ database, buffer, selection, start, request }: StreamParts) {
  const { viewer, filter = {} } = request;
  try {
    let position = start.position;
    if (start.hasSnapshots)
      for await (const image of snapshots(database, request))
        yield { type: 'SNAPSHOT' as const, id: newSnapshotId(position), image };
    if (start.isResumed) position = yield* replay(position);
    for (;;) {
      const next = await buffer.next();
      if (next === 'closed') return;
      if (next === 'overflowed') position = yield* replay(position);
      else if (next.position > position) {
        position = next.position;
        if (isTold(viewer, next) && wantsImage(filter, next.image)) yield next;
      }
    }
  } finally {
    buffer.close();
  }

  /** Reads the outbox from a position to its end; the position it ends at is the answer. */
  async function* replay(from: number): AsyncGenerator<FollowedEvent, number, undefined> {
    let position = from;
    for (;;) {
      const events = await readEvents(database, { ...selection, after: position, limit: replayBatch });
      for (const event of events) {
        position = event.position;
        if (wantsType(filter, event.type) && isTold(viewer, event) && wantsImage(filter, event.image))
          yield event;
      }
      if (events.length < replayBatch) return position;
    }
  }
}

/** Access is decided again for each event: what has become private meanwhile is not told to others. */
const isTold = (viewer: Viewer, event: HydratedEvent): event is HydratedEvent & { image: ImageEntity } =>
  event.image !== undefined &&
  (maySee(viewer, event.image) || (event.type === 'IMAGE_DELETED' && isOwner(viewer, event)));

/** Named images each; of all images only those still in work, for in the others nothing can have been missed. */
async function* snapshots(
  database: DataSource,
  { viewer, imageIds, filter = {} }: FollowRequest,
): AsyncGenerator<ImageEntity> {
  if (imageIds) {
    const images = new Map((await findImages(database, imageIds)).map((image) => [image.id, image]));
    for (const id of new Set(imageIds)) {
      const image = images.get(id);
      if (image && maySee(viewer, image) && wantsImage(filter, image)) yield image;
    }
  } else if (viewer.subject !== null)
    for await (const image of listProcessingImages(database, viewer.subject))
      if (wantsImage(filter, image)) yield image;
}
