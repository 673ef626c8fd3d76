/**
 * Makes renditions on demand, each once: whoever asks for the same at the same time shares one render, in this process
 * and in all others. Two parts do that. In a process the work is shared; between processes a lock decides who renders,
 * and the others look for the row, or take the lock over when its holder has failed or died.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { DataSource } from 'typeorm';
import { isSlow } from '../../media/encode-time.ts';
import type { RenderedOutput, RenderPool } from '../../media/types.ts';
import type { NamedLocks } from '../../platform/database/named-locks.ts';
import { AppError, appErrorFrom, isAppError } from '../../platform/errors.ts';
import type { BlobStore } from '../../storage/blob-store.ts';
import type { ImageEntity } from '../images/image.entity.ts';
import type { Intermediates, RenderSource } from './intermediates.ts';
import { Places } from './places.ts';
import type { RenditionEntity } from './rendition.entity.ts';
import type { Rendition } from './rendition.ts';
import { SharedWork } from './shared-work.ts';
import { findRendition, storeRendition } from './store-rendition.ts';

export interface RenditionDependencies {
  readonly database: DataSource;
  readonly store: BlobStore;
  /** For renditions alone: nothing else may wait behind them. */
  readonly pool: Pick<RenderPool, 'render'>;
  readonly locks: NamedLocks;
  readonly intermediates: Pick<Intermediates, 'withSource'>;
  /** Fewer than render processes, where there are several: what is slow never takes all of them. */
  readonly slowPlaces: Pick<Places, 'hold'>;
  readonly limits: {
    /** Originals that are fetched and rendered at the same time: more than render processes, so that none waits for a fetch. */
    readonly atOnce: number;
    /** How many more may wait, beyond which the next is refused. */
    readonly queue: number;
    /** How long somebody waits for a rendition before they are told to ask again. */
    readonly waitSeconds: number;
  };
}

export interface RenditionRequest {
  readonly image: ImageEntity;
  readonly rendition: Rendition;
  /** Aborted when the client has gone. */
  readonly signal: AbortSignal;
  /** Called before it is made for this request, neither found nor on its way for another. What it throws is the answer. */
  readonly beforeMaking?: () => void;
}

export interface FoundRendition {
  readonly row: RenditionEntity;
  /** When it was made just now. */
  readonly data?: Uint8Array | undefined;
}

export interface Renditions {
  /**
   * What is stored, or else what is made now.
   * @throws AppError BUSY, VARIANT_NOT_READY after the patience, IMAGE_CORRUPT and what else a render can end with,
   * NOT_FOUND when the image has gone meanwhile; the reason of the signal.
   */
  get(request: RenditionRequest): Promise<FoundRendition>;
  /**
   * Has it made for those who ask later, while the server has little to do: otherwise, and when it fails, the next who would
   * rather have it has this tried again.
   */
  prepare(request: Omit<RenditionRequest, 'signal'>): void;
  /** Ends what runs. */
  close(): Promise<void>;
}

/** So long a failure that lies in the image is answered without trying again: a page that shows it asks every time. */
const failureMs = 30_000;

/** How often somebody looks whether another process is done: at first as a small render takes, then ever less. */
const lookAfterMs = { first: 20, most: 250, growth: 1.5 };

export function createRenditions(dependencies: RenditionDependencies): Renditions {
  const { database, limits } = dependencies;
  const work = new SharedWork<FoundRendition>();
  const failures = new LRUCache<string, AppError>({ max: 10_000, ttl: failureMs });
  const places = new Places({ places: limits.atOnce, queue: limits.queue });

  const make = async (
    key: string,
    request: RenditionRequest,
    signal: AbortSignal,
  ): Promise<FoundRendition> => {
    try {
      return await makeOnce(dependencies, places, { ...request, signal });
    } catch (error) {
      if (isAppError(error) && error.kind === 'unprocessable') failures.set(key, error);
      throw error;
    }
  };

  return {
    async get(request) {
      const { image, rendition, signal } = request;
      const row = await findRendition(database, image.id, rendition);
      if (row) return { row };
      refuseFailed(image);
      const key = keyOf(request);
      const failure = failures.get(key);
      if (failure) throw failure;
      if (!work.has(key)) request.beforeMaking?.();
      return work.share(key, (abandoned) => make(key, request, abandoned), {
        signal,
        patience: { ms: limits.waitSeconds * 1_000, onLate: () => new AppError('VARIANT_NOT_READY') },
      });
    },

    prepare(request) {
      const key = keyOf(request);
      if (request.image.status === 'FAILED' || failures.has(key) || !places.isQuiet) return;
      work.begin(key, (signal) => make(key, { ...request, signal }, signal));
    },

    close: () => work.close(new AppError('SHUTTING_DOWN')),
  };
}

const keyOf = ({ image, rendition }: Pick<RenditionRequest, 'image' | 'rendition'>): string =>
  `${image.id} ${rendition.recipe}`;

/** A failed image fails for all that could be made of it. */
export function refuseFailed({ status, failureCode }: ImageEntity): void {
  if (status !== 'FAILED') return;
  const code = failureCode ?? 'INTERNAL';
  const known = appErrorFrom({ code, detail: {} });
  throw known?.code === 'IMAGE_CORRUPT' ? known : new AppError('IMAGE_FAILED', { code });
}

async function makeOnce(
  dependencies: RenditionDependencies,
  places: Places,
  request: RenditionRequest,
): Promise<FoundRendition> {
  const { database, locks, slowPlaces } = dependencies;
  const { image, rendition, signal } = request;
  const inPlace = <T>(work: () => Promise<T>): Promise<T> => {
    const hold = (): Promise<T> => places.hold(work, signal);
    // It waits apart, so that it keeps neither a process nor its place in the queue from what is done in a moment.
    return isSlow(rendition) ? slowPlaces.hold(hold, signal) : hold();
  };
  for (let wait = lookAfterMs.first; ; wait = Math.min(wait * lookAfterMs.growth, lookAfterMs.most)) {
    signal.throwIfAborted();
    const release = await locks.tryAcquire(`rendition ${image.id} ${rendition.recipe}`);
    try {
      // Looked for again: whoever had the lock until now may have made it.
      const row = await findRendition(database, image.id, rendition);
      if (row) return { row };
      if (release) return await inPlace(() => renderAndStore(dependencies, request));
    } finally {
      await release?.();
    }
    await pause(wait, undefined, { signal });
  }
}

async function renderAndStore(
  dependencies: RenditionDependencies,
  { image, rendition, signal }: RenditionRequest,
): Promise<FoundRendition> {
  const { database, store, intermediates } = dependencies;
  const output = await intermediates.withSource({ image, rendition, signal }, (source) =>
    render(dependencies, source, { rendition, signal }),
  );
  signal.throwIfAborted();
  const row = await storeRendition({ database, store }, { imageId: image.id, rendition, output });
  if (row) return { row, data: output.data };
  // A process that had lost its lock was faster, or there is no image any more.
  const other = await findRendition(database, image.id, rendition);
  if (!other) throw new AppError('NOT_FOUND', { what: 'The image' });
  return { row: other };
}

async function render(
  { pool }: RenditionDependencies,
  source: RenderSource,
  { rendition, signal }: Pick<RenditionRequest, 'rendition' | 'signal'>,
): Promise<RenderedOutput> {
  const { geometry, format, quality, autoQuality, maxBytes, background, effects, colorSpace } = rendition;
  let made: RenderedOutput | undefined;
  await pool.render(
    {
      ...source,
      geometry,
      encodings: [{ format, quality: quality ?? undefined, autoQuality: autoQuality ?? undefined, maxBytes }],
      background,
      effects,
      colorSpace,
    },
    { lane: 'express', signal, onOutput: (output) => void (made = output) },
  );
  if (!made) throw new AppError('RENDER_FAILED', { reason: 'nothing came out' });
  return made;
}
