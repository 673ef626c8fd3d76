/**
 * Which of several renditions that all would do is sent. It is the best one, unless somebody had to wait for that: then it is
 * one that is stored, or else one that is made sooner, and the best one is made meanwhile for whoever asks next.
 */
import type { DataSource } from 'typeorm';
import { encodeTime } from '../../media/encode-time.ts';
import type { FoundRendition, RenditionRequest, Renditions } from './make-rendition.ts';
import type { Rendition } from './rendition.ts';
import { findBestRendition } from './store-rendition.ts';

/** The best one first. */
export type Candidates<R = Rendition> = readonly [R, ...R[]];

export interface BestRequest extends Omit<RenditionRequest, 'rendition'> {
  readonly candidates: Candidates;
}

export interface BestRendition extends FoundRendition {
  readonly rendition: Rendition;
  /** Whether a better one is on its way: nobody may keep this one for long. */
  readonly isStopgap: boolean;
}

/** @throws AppError as `Renditions.get`. */
export async function bestRendition(
  { database, renditions }: { readonly database: DataSource; readonly renditions: Renditions },
  { candidates, ...request }: BestRequest,
): Promise<BestRendition> {
  const [best] = candidates;
  const { image } = request;
  // Where there is no choice, `get` looks for itself.
  const stored = candidates.length > 1 ? await findBestRendition(database, image.id, candidates) : undefined;
  const rendition = stored?.rendition ?? soonEnough(candidates);
  const found: FoundRendition = stored ?? (await renditions.get({ ...request, rendition }));
  const isStopgap = rendition !== best;
  // Not before: what somebody waits for comes first.
  if (isStopgap) renditions.prepare({ image, rendition: best });
  return { ...found, rendition, isStopgap };
}

/**
 * So much longer than for the quickest one somebody waits for a better one: people hardly notice it, and at ten megabits a second
 * the smaller file makes up for it on its way. With the usual quality an AVIF is made at once up to 1.8 megapixels, a WebP
 * up to 3.3.
 */
const budgetMs = 100;

/** The best of those that are encoded within the budget: decoding and resizing is the same for all of them. */
export function soonEnough<R extends Parameters<typeof encodeTime>[0]>(candidates: Candidates<R>): R {
  const limit = Math.min(...candidates.map(encodeTime)) + budgetMs;
  return candidates.find((candidate) => encodeTime(candidate) <= limit) ?? candidates[0];
}
