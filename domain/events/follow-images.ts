/**
 * The stream behind `imageEvents`: the present state first, then every event, in order and once, for as long as
 * the reader stays. A slow reader never costs memory: beyond a bound its buffer is dropped, and it reads on from
 * the outbox, where nothing is lost.
 */
import type { DataSource } from 'typeorm';
import { AppError } from '../../platform/errors.ts';
import { mayHear, maySee, requireList } from '../access/policy.ts';
import type { Viewer } from '../access/viewer.ts';
import { findImages } from '../images/find-images.ts';
import type { ImageEntity } from '../images/image.entity.ts';
import { listProcessingImages } from '../images/list-processing-images.ts';
import { endable } from './endable.ts';
import { EventBuffer } from './event-buffer.ts';
import type { EventTail } from './event-tail.ts';
import { type HydratedEvent, lastPosition, positionOf, readEvents } from './read-events.ts';

/** Ids that one subscription may name. */
const maxFollowedImages = 250;
const replayBatch = 200;

export interface FollowRequest {
  readonly viewer: Viewer;
  /** Undefined: every image that the viewer owns. */
  readonly imageIds?: readonly string[] | undefined;
  /** Resume after this event instead of beginning with snapshots. */
  readonly after?: string | undefined;
}

export type ToldEvent = HydratedEvent & { readonly image: ImageEntity };

export type FollowedEvent = { readonly type: 'SNAPSHOT'; readonly image: ImageEntity } | ToldEvent;

interface Dependencies {
  readonly database: DataSource;
  readonly tail: EventTail;
}

/**
 * Checks the request, then returns the stream; ending the stream frees everything.
 * @throws AppError UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, INVALID_INPUT
 */
export async function followImages(
  { database, tail }: Dependencies,
  request: FollowRequest,
): Promise<AsyncGenerator<FollowedEvent, void, undefined>> {
  const selection = await select(database, request);
  const buffer = new EventBuffer(tail, (event) => selection.includes(event));
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
    const ownerId = requireList(viewer);
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
  readonly snapshots: boolean;
}

/** An `after` that is no longer kept begins anew with snapshots: late, but whole. */
async function startOf(database: DataSource, { after }: FollowRequest): Promise<Start> {
  const resumed = after === undefined ? undefined : await positionOf(database, after);
  if (resumed !== undefined) return { position: resumed, snapshots: false };
  return { position: await lastPosition(database), snapshots: true };
}

interface StreamParts {
  readonly database: DataSource;
  readonly buffer: EventBuffer;
  readonly selection: Selection;
  readonly start: Start;
  readonly request: FollowRequest;
}

async function* stream({ database, buffer, selection, start, request }: StreamParts) {
  try {
    let position = start.position;
    if (start.snapshots)
      for await (const image of snapshots(database, request)) yield { type: 'SNAPSHOT' as const, image };
    else position = yield* replay(position);
    for (;;) {
      const next = await buffer.next();
      if (next === 'closed') return;
      if (next === 'overflowed') position = yield* replay(position);
      else if (next.position > position) {
        position = next.position;
        if (isTold(request.viewer, next)) yield next;
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
        if (isTold(request.viewer, event)) yield event;
      }
      if (events.length < replayBatch) return position;
    }
  }
}

/** Access is decided again for each event: what has become private meanwhile is not told to others. */
export const isTold = (viewer: Viewer, event: HydratedEvent): event is ToldEvent =>
  event.image !== undefined && mayHear(viewer, event.image, { isGone: event.type === 'IMAGE_DELETED' });

/** Named images each; of all images only those still in work, for in the others nothing can have been missed. */
async function* snapshots(
  database: DataSource,
  { viewer, imageIds }: FollowRequest,
): AsyncGenerator<ImageEntity> {
  if (imageIds) {
    const images = new Map((await findImages(database, imageIds)).map((image) => [image.id, image]));
    for (const id of new Set(imageIds)) {
      const image = images.get(id);
      if (image && maySee(viewer, image)) yield image;
    }
  } else yield* listProcessingImages(database, requireList(viewer));
}
