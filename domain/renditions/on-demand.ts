/**
 * What of a public image is rendered for whoever asks. Every spec is a render of its own, so strangers get few: presets
 * and the widths of a ladder. Whatever else there is to be had is for those who are trusted with a signature.
 */
import { specName } from '../../media/transform/spec.ts';
import { type Transform, transformOf } from '../../media/transform/transform.ts';
import { advisedNames, type TransformRules } from './resolve-transform.ts';

export interface OnDemandRules {
  readonly onDemand: 'any' | 'presets' | 'signed';
  /** Widths in pixels, ascending. */
  readonly widthLadder: readonly number[];
}

export type OnDemandAnswer =
  | { readonly kind: 'free' }
  /** The same, as wide as the next rung of the ladder. */
  | { readonly kind: 'rung'; readonly transform: Transform }
  | { readonly kind: 'signature' };

/** `presets` are the names that the image's profile knows. */
export function onDemandAnswer(
  transform: Transform,
  presets: readonly string[],
  { onDemand, widthLadder }: OnDemandRules,
): OnDemandAnswer {
  if (onDemand === 'any') return { kind: 'free' };
  if (onDemand === 'signed') return { kind: 'signature' };
  // The whole name, so that no option slips through beside the size.
  const name = specName(transform);
  if (presets.includes(name)) return { kind: 'free' };
  const width = Number(/^w(\d+)$/.exec(name)?.[1] ?? Number.NaN);
  const rung = widthLadder.find((each) => each >= width);
  if (rung === undefined) return { kind: 'signature' };
  if (rung === width) return { kind: 'free' };
  const { format } = transform;
  return { kind: 'rung', transform: transformOf({ width: rung, format }, `w${rung}`) };
}

/** What is free, for a sentence that tells somebody who asked for something else; with a share's limit, up to that. */
export function freeInWords(
  profile: TransformRules,
  { onDemand, widthLadder }: OnDemandRules,
  maxWidth: number | null = null,
): string {
  const narrow = maxWidth === null ? '' : ` that are at most ${maxWidth} pixels wide`;
  if (onDemand !== 'presets') return narrow;
  const widths = widthLadder.filter((width) => width <= (maxWidth ?? width)).map((width) => `w${width}`);
  return `${narrow}, and in every format ${[...advisedNames(profile), ...widths].join(', ')}`;
}
