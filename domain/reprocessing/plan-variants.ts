/** What has to happen for an image to have the variants of its profile as it is now: a comparison of rows, nothing is rendered. */
import { qualityOf } from '../../media/pipeline/encoders.ts';
import type { UnaimedGeometry } from '../../media/types.ts';
import { newUuid } from '../../platform/ids.ts';
import type { ImageEntity } from '../images/image.entity.ts';
import type { VariantEntity } from '../images/variant.entity.ts';
import type { ProfileVariantRow } from '../renditions/profile-variants.ts';

/** A row of the profile with the id that it has, or is going to have. */
export interface PlannedVariant extends ProfileVariantRow {
  readonly id: string;
  /** When somebody first asked for a lazy one. */
  readonly requestedAt: Date | null;
  readonly effects: null;
  /** What there is of it; undefined for one that is new in the profile. */
  readonly old: VariantEntity | undefined;
}

export interface VariantsPlan {
  /** To be rendered. */
  readonly make: readonly PlannedVariant[];
  /** Lazy ones that nobody has asked for, and that are made another way when somebody does. */
  readonly await: readonly PlannedVariant[];
  /** Made already as they are to be, with another place in the profile. */
  readonly move: readonly PlannedVariant[];
  /** No longer in the profile. */
  readonly drop: readonly VariantEntity[];
}

type PlannedImage = Pick<ImageEntity, 'updatedAt'>;

/** Outputs that somebody asked for are no part of the profile and stay as they are, unless it has taken their name. */
export function planVariants(
  image: PlannedImage,
  rows: readonly VariantEntity[],
  profile: readonly ProfileVariantRow[],
): VariantsPlan {
  const oldOf = new Map(rows.map((row) => [placeOf(row), row]));
  const wanted = profile.map((row): PlannedVariant => {
    const old = oldOf.get(placeOf(row));
    const requestedAt = row.lazy ? (old?.requestedAt ?? null) : null;
    return { ...row, id: old?.id ?? newUuid(), requestedAt, effects: null, old };
  });
  const names = new Set(wanted.map(placeOf));
  const kinds = Map.groupBy(wanted, (row) => whatToDo(image, row));
  return {
    make: kinds.get('make') ?? [],
    await: kinds.get('await') ?? [],
    move: kinds.get('move') ?? [],
    drop: rows.filter((row) => row.effects === null && !names.has(placeOf(row))),
  };
}

const placeOf = ({ name, format }: Pick<VariantEntity, 'name' | 'format'>): string => `${name} ${format}`;

/** Whether the image has the variants of its profile: nothing is left to do. */
export const isSettled = (plan: VariantsPlan): boolean =>
  Object.values(plan).every((rows: readonly unknown[]) => rows.length === 0);

function whatToDo(image: PlannedImage, wanted: PlannedVariant): keyof VariantsPlan | 'nothing' {
  const { old } = wanted;
  if (old?.status === 'READY') {
    if (!isMadeSo(image, old, wanted)) return 'make';
    return isInPlace(old, wanted) ? 'nothing' : 'move';
  }
  if (!wanted.lazy || wanted.requestedAt !== null) return 'make';
  return old && old.status === 'PENDING' && isPlannedSo(old, wanted) && isInPlace(old, wanted)
    ? 'nothing'
    : 'await';
}

const isInPlace = (old: VariantEntity, { position, required, lazy }: PlannedVariant): boolean =>
  old.position === position && old.required === required && old.lazy === lazy && old.effects === null;

const isPlannedSo = (old: VariantEntity, wanted: PlannedVariant): boolean =>
  old.quality === wanted.quality &&
  old.autoQuality === wanted.autoQuality &&
  old.background === wanted.background &&
  isSameGeometry(old.geometry, wanted.geometry);

/** Whether what is there was made by the same rules. A row that is READY has the quality that came out. */
function isMadeSo(image: PlannedImage, old: VariantEntity, wanted: ProfileVariantRow): boolean {
  const sameQuality =
    old.autoQuality === wanted.autoQuality &&
    (wanted.autoQuality !== null || old.quality === usualQuality(wanted));
  return (
    sameQuality &&
    isSameGeometry(old.geometry, wanted.geometry) &&
    old.background === wanted.background &&
    Object.keys(old.effects ?? {}).length === 0 &&
    !mayBeAimedElsewhere(image, old)
  );
}

const isSameGeometry = (one: UnaimedGeometry, other: UnaimedGeometry): boolean =>
  one.width === other.width &&
  one.height === other.height &&
  one.fit === other.fit &&
  one.gravity === other.gravity;

/** Nobody knows at which focal point it was aimed; only that nothing about the image has changed since. */
const mayBeAimedElsewhere = ({ updatedAt }: PlannedImage, { geometry, readyAt }: VariantEntity): boolean =>
  geometry.fit === 'cover' && geometry.gravity === 'focus' && (readyAt === null || updatedAt > readyAt);

const usualQuality = ({ format, quality }: ProfileVariantRow): number =>
  qualityOf({ format, quality: quality ?? undefined });
