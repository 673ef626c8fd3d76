/**
 * What a CDN is asked to forget. Each provider names what it holds in one of three ways; what belongs to an image
 * is for the caller to say in that way.
 */

/** One entry of a cache that is keyed by URL. */
export interface CachedUrl {
  /** With its query, below the base of the cache. */
  readonly path: string;
  /** Tells the answers to one URL apart where they were negotiated. */
  readonly accept?: string | undefined;
}

interface Provider<By extends string, Entry> {
  readonly by: By;
  /** How many images one call may name: what exceeds a provider's limit is refused as a whole. */
  readonly imagesPerPurge: number;
  /**
   * Repeatable; what is not there is gone as well.
   * @throws AppError PURGE_FAILED, which another attempt may help.
   */
  purge(entries: readonly Entry[], signal: AbortSignal): Promise<void>;
}

/** By `Cache-Tag` or `Surrogate-Key`: every URL, whatever its query. */
export type TagCdn = Provider<'tag', string>;
/** By path, where a `*` at the end stands for anything. */
export type PathCdn = Provider<'path', string>;
/** By URL, each for itself. */
export type UrlCdn = Provider<'url', CachedUrl>;

export type Cdn = TagCdn | PathCdn | UrlCdn;
