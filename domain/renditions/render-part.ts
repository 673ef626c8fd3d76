/** Which of an image's variants one job makes. */

/**
 * `first` is the one variant that somebody is waiting for; `rest` are the others. Their job is sent by the
 * transaction that settles the first, so the first is announced first, and nothing competes with it. `lazy` are those
 * that are not made before somebody asks, and that somebody has asked for.
 */
export type RenderPart = 'first' | 'rest' | 'lazy';

/** Which rows of `variants` a job is about. */
export const partCondition: Readonly<Record<RenderPart, string>> = {
  first: 'NOT lazy AND position = 0',
  rest: 'NOT lazy AND position > 0',
  lazy: 'lazy AND requested_at IS NOT NULL',
};
