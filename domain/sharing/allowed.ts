/** What a share shows of an image: the rules of a public one, up to the width that it names. */
import { maxSide } from '../../media/transform/transform.ts';
import { AppError } from '../../platform/errors.ts';
import type { OnDemandRules } from '../renditions/on-demand.ts';
import { showsWidth } from '../access/policy.ts';
import type { Grant } from './grant.ts';

type Limit = Pick<Grant, 'maxWidth'>;

/**
 * The rules on demand of whoever looks through a share. Its width is a rung of the ladder, so that the widest that it
 * shows can be asked for. With a limit not everything is free even where it is for public images: of strips and
 * turned pictures somebody could put together what is wider.
 */
export function rulesThrough<Rules extends OnDemandRules>(rules: Rules, { maxWidth }: Limit): Rules {
  if (maxWidth === null) return rules;
  const onDemand = rules.onDemand === 'any' ? 'presets' : rules.onDemand;
  const rungs = new Set([...rules.widthLadder, Math.min(maxWidth, maxSide)]);
  return { ...rules, onDemand, widthLadder: [...rungs].sort((one, other) => one - other) };
}

/** @throws AppError SHARE_TOO_WIDE. */
export function checkWidth(limit: Limit, { spec, width }: { spec: string; width: number }): void {
  if (showsWidth(limit, width)) return;
  throw new AppError('SHARE_TOO_WIDE', { spec, width, limit: limit.maxWidth ?? width });
}
