/** What a share shows of an image: the rules of a public one, up to the width that it names. */
import { aimed } from '../../media/focal-point.ts';
import { planOutput } from '../../media/output-plan.ts';
import { maxSide } from '../../media/transform/transform.ts';
import { AppError } from '../../platform/errors.ts';
import { showsWidth } from '../access/policy.ts';
import type { ImageEntity } from '../images/image.entity.ts';
import type { OnDemandRules } from '../renditions/on-demand.ts';
import { presetsOf } from '../renditions/presets.ts';
import type { TransformRules } from '../renditions/resolve-transform.ts';
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

/** The rules of a profile for them: a refusal advises only the names that they may have. */
export function namesThrough(
  rules: TransformRules,
  image: Pick<ImageEntity, 'width' | 'height' | 'frames'>,
  limit: Limit | undefined,
): TransformRules {
  if (!limit || limit.maxWidth === null) return rules;
  const shown = presetsOf(rules).filter(({ geometry }) =>
    showsWidth(limit, planOutput(image, { geometry: aimed(geometry, undefined) }, 'webp').size.width),
  );
  return { ...rules, advised: shown.map(({ name }) => name) };
}

/** @throws AppError SHARE_TOO_WIDE. */
export function checkWidth(limit: Limit, { spec, width }: { spec: string; width: number }): void {
  if (showsWidth(limit, width)) return;
  throw new AppError('SHARE_TOO_WIDE', { spec, width, limit: limit.maxWidth ?? width });
}
