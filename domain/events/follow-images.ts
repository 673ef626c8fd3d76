/**
 * The stream behind `imageEvents`: the present state first, then every event, in order and once, for as long as
 * the reader stays. A slow reader never costs memory: beyond a bound its buffer is dropped, and it reads on from
 * the outbox, where nothing is lost.
 */
import type { DataSource } from 'typeorm';
import { AppError } from '../../platform/errors.ts';
import { toGlobalId } from '../../platform/ids.ts';
import { mayHear, requireOwner } from '../access/policy.ts';
import type { Viewer } from '../access/viewer.ts';
import { findImages } from '../images/find-images.ts';
import type { ImageEntity } from '../images/image.entity.ts';
import { listProcessingImages } from '../images/list-processing-images.ts';
import type { ShareWatch } from '../sharing/share-watch.ts';
import { endable } from './endable.ts';
import { accessEnded, type Sight, sightOf, sightsOf } from './event-access.ts';
import { EventBuffer } from './event-buffer.ts';
import { checkFilter, type EventFilter, wantsImage, wantsType } from './event-filter.ts';
import { countResume } from './event-metrics.ts';
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
  /**
   * Is offered each event at once while the reader of the stream waits. True when it has taken it: the stream leaves it
   * out then. So an event can be handed to thousands of subscribers without a promise for each.
   */
  readonly takeNow?: ((event: ToldEvent) => boolean) | undefined;
}

export type ToldEvent = HydratedEvent & { readonly image: ImageEntity } & Sight;

export type FollowedEvent =
  ({ readonly type: 'SNAPSHOT'; readonly id: string; readonly image: ImageEntity } & Sight) | ToldEvent;

interface Dependencies {
  readonly database: DataSource;
  readonly tail: EventTail;
  readonly shareWatch: ShareWatch;
}

/**
 * Checks the request, then returns the stream; ending the stream frees everything.
 * @throws AppError UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, INVALID_INPUT, EVENT_EXPIRED
 */
export async function followImages(
  { database, tail, shareWatch }: Dependencies,
  request: FollowRequest,
): Promise<AsyncGenerator<FollowedEvent, void, undefined>> {
  const { filter = {} } = request;
  checkFilter(filter);
  const selection = await select(database, request);
  // Also of types that are not asked for: one of them may end what the viewer may see.
  const buffer = new EventBuffer(tail, selection);
  try {
    // The buffer fills from here on, so whatever commits during the look at the present state is not missed.
    const start = await startOf(database, request);
    return endable(stream({ database, shareWatch, buffer, selection, start, request }), () => buffer.close());
  } catch (error) {
    buffer.close();
    throw error;
  }
}

interface Selection {
  readonly imageIds: readonly string[] | undefined;
  readonly ownerId: string | undefined;
  /** What lets the viewer see the images that are named. */
  readonly sights: readonly Sight[];
}

async function select(database: DataSource, { viewer, imageIds }: FollowRequest): Promise<Selection> {
  if (imageIds === undefined) {
    const ownerId = requireOwner(viewer, 'READ');
    return { imageIds, ownerId, sights: [] };
  }
  if (imageIds.length === 0 || imageIds.length > maxFollowedImages)
    throw new AppError('INVALID_INPUT', {
      field: 'imageIds',
      reason: `name 1 to ${maxFollowedImages} images`,
    });
  const sights = await sightsOf(database, viewer, await findImages(database, imageIds));
  const wanted = new Set(imageIds);
  if (sights.size < wanted.size) throw new AppError('NOT_FOUND', { what: 'One of the images' });
  return { imageIds: [...wanted], ownerId: undefined, sights: [...sights.values()] };
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
  countResume(position === undefined ? 'expired' : 'resumed');
  if (position === undefined) throw new AppError('EVENT_EXPIRED', { id: toGlobalId('event', after) });
  return { position, hasSnapshots: snapshot !== undefined, isResumed: true };
}

interface StreamParts extends Omit<Dependencies, 'tail'> {
  readonly buffer: EventBuffer;
  readonly selection: Selection;
  readonly start: Start;
  readonly request: FollowRequest;
}

async function* stream({ database, shareWatch, buffer, selection, start, request }: StreamParts) {
  const { viewer, imageIds = [], filter = {} } = request;
  const shares = new WatchedShares(shareWatch, () => buffer.interrupt());
  let position = start.position;
  try {
    shares.watch(selection.sights);
    // By a generator of its own: a variable of this one would keep the last image for as long as the stream lasts.
    if (start.hasSnapshots) yield* snapshots(database, request, position);
    if (start.isResumed) position = yield* replay(position);
    buffer.offerTo(takeNow);
    for (;;) {
      const next = await buffer.next();
      if (next === 'closed') return;
      if (next === 'interrupted') shares.watch(await presentSights());
      else if (next === 'overflowed') position = yield* replay(position);
      else if (next.position > position) {
        position = next.position;
        const told = isTold(viewer, next) ? next : await toldByShare(next);
        if (told && isWanted(told)) yield told;
      }
    }
  } finally {
    buffer.close();
    shares.close();
  }

  /** What lets the viewer see the images that are named, as far as these exist. @throws AppError ACCESS_ENDED */
  async function presentSights(): Promise<Sight[]> {
    const images = imageIds.length > 0 ? await findImages(database, imageIds) : [];
    const sights = await sightsOf(database, viewer, images);
    const hidden = images.find(({ id }) => !sights.has(id));
    if (hidden) throw accessEnded(hidden);
    return [...sights.values()];
  }

  function takeNow(event: HydratedEvent): boolean {
    if (!request.takeNow || !isTold(viewer, event)) return false;
    if (event.position > position && isWanted(event) && !request.takeNow(event)) return false;
    position = Math.max(position, event.position);
    return true;
  }

  /** Undefined for what has nothing left to tell. @throws AppError ACCESS_ENDED */
  async function toldByShare(event: HydratedEvent): Promise<ToldEvent | undefined> {
    const { image } = event;
    return image && { ...event, image, ...(await sightOf(database, viewer, image)) };
  }

  function isWanted({ type, image }: ToldEvent): boolean {
    return wantsType(filter, type) && wantsImage(filter, image);
  }

  /** Reads the outbox from a position to its end; the position it ends at is the answer. */
  async function* replay(from: number): AsyncGenerator<FollowedEvent, number, undefined> {
    let read = from;
    for (;;) {
      const events = await readEvents(database, { ...selection, after: read, limit: replayBatch });
      for (const event of events) {
        read = event.position;
        const told = isTold(viewer, event) ? event : await toldByShare(event);
        if (told && isWanted(told)) yield told;
      }
      if (events.length < replayBatch) return read;
    }
  }
}

/** Whether it is told by who the viewer is, without a share. */
export const isTold = (viewer: Viewer, event: HydratedEvent): event is ToldEvent =>
  event.image !== undefined && mayHear(viewer, event.image, { isGone: event.type === 'IMAGE_DELETED' });

/** Named images each; of all images only those still in work, for in the others nothing can have been missed. */
async function* snapshots(
  database: DataSource,
  { viewer, imageIds, filter = {} }: FollowRequest,
  position: number,
): AsyncGenerator<FollowedEvent, void, undefined> {
  const snapshot = (image: ImageEntity, sight: Sight): FollowedEvent => ({
    type: 'SNAPSHOT',
    id: newSnapshotId(position),
    image,
    ...sight,
  });
  if (imageIds) {
    const found = await findImages(database, imageIds);
    const sights = await sightsOf(database, viewer, found);
    const images = new Map(found.map((image) => [image.id, image]));
    for (const id of new Set(imageIds)) {
      const [image, sight] = [images.get(id), sights.get(id)];
      if (image && sight && wantsImage(filter, image)) yield snapshot(image, sight);
    }
  } else
    for await (const image of listProcessingImages(database, requireOwner(viewer, 'READ')))
      if (wantsImage(filter, image)) yield snapshot(image, {});
}

/** The shares by which a subscriber sees what it follows. */
class WatchedShares {
  readonly #shareWatch: ShareWatch;
  readonly #onEnd: () => void;
  #unwatch: (() => void)[] = [];

  constructor(shareWatch: ShareWatch, onEnd: () => void) {
    this.#shareWatch = shareWatch;
    this.#onEnd = onEnd;
  }

  /** These, and no others any more. */
  watch(sights: readonly Sight[]): void {
    this.close();
    this.#unwatch = sights.flatMap(({ grant }) =>
      grant ? this.#shareWatch.watch(grant.shareId, this.#onEnd) : [],
    );
  }

  close(): void {
    for (const unwatch of this.#unwatch.splice(0)) unwatch();
  }
}
