/** Finds a variant for delivery, has it made where it is lazy, and waits for it while it is being made. */
import type { DataSource } from 'typeorm';
import { AppError, appErrorFrom } from '../../platform/errors.ts';
import type { Queue } from '../../platform/queue/queue.ts';
import type { EventTail } from '../events/event-tail.ts';
import { findVariantsOfImages } from '../images/find-images.ts';
import type { VariantEntity } from '../images/variant.entity.ts';
import { isUnrequested, requestVariants } from './request-variants.ts';

interface Dependencies {
  readonly database: DataSource;
  readonly queue: Pick<Queue, 'send'>;
  readonly tail: EventTail;
}

export interface AwaitedVariants {
  readonly imageId: string;
  /** Picks from all variants of the image what is wanted, in the state that it is in; undefined: it is none of them. */
  readonly choose: (variants: readonly VariantEntity[]) => VariantEntity | undefined;
  readonly waitSeconds: number;
  readonly signal: AbortSignal;
  readonly requestId: string;
  /** Called before a lazy one is made for this request. What it throws is the answer. */
  readonly beforeMaking?: () => void;
}

/** A variant that is READY, or undefined when it is none of the image's. @throws AppError VARIANT_NOT_READY, or why the variant FAILED. */
export async function awaitVariant(
  { database, queue, tail }: Dependencies,
  request: AwaitedVariants,
): Promise<VariantEntity | undefined> {
  const look = async (): Promise<VariantEntity | undefined> =>
    request.choose(await findVariantsOfImages(database, [request.imageId]));
  const first = await look();
  if (!first) return undefined;
  const found = settled(first);
  if (found) return found;
  if (isUnrequested(first)) {
    request.beforeMaking?.();
    await requestVariants({ database, queue }, [first], request.requestId);
  }
  if (request.waitSeconds === 0) throw new AppError('VARIANT_NOT_READY');

  const { promise: over, resolve: stop } = Promise.withResolvers<'over'>();
  let changed = Promise.withResolvers<'changed'>();
  const unwatch = tail.watch(() => changed.resolve('changed'), { imageIds: [request.imageId] });
  const timer = setTimeout(stop, request.waitSeconds * 1_000, 'over');
  const abort = (): void => stop('over');
  request.signal.addEventListener('abort', abort);
  // Who left during the first look sends no event any more.
  if (request.signal.aborted) abort();
  try {
    for (;;) {
      // Looked at again after watching began: it may have become ready in between.
      const variant = await look();
      if (!variant || settled(variant)) return variant;
      const outcome = await Promise.race([changed.promise, over]);
      changed = Promise.withResolvers();
      if (outcome === 'over') throw new AppError('VARIANT_NOT_READY');
    }
  } finally {
    unwatch();
    clearTimeout(timer);
    request.signal.removeEventListener('abort', abort);
  }
}

function settled(variant: VariantEntity): VariantEntity | undefined {
  if (variant.status === 'READY') return variant;
  if (variant.status === 'FAILED') throw failureOf(variant);
  return undefined;
}

function failureOf({ failureCode, failureMessage }: VariantEntity): AppError {
  const known = failureCode ? appErrorFrom({ code: failureCode, detail: {} }) : undefined;
  return known?.code === 'IMAGE_CORRUPT'
    ? known
    : new AppError('RENDER_FAILED', { reason: failureMessage ?? 'unknown' });
}
