/** Which events of the images that it follows a subscriber wants to be told, by the state that the image is in then. */
import { AppError } from '../../platform/errors.ts';
import type { ImageEntity } from '../images/image.entity.ts';
import type { EventType } from './event.entity.ts';

export interface EventFilter {
  /** Any of these; snapshots come in any case. */
  readonly types?: readonly EventType[] | null | undefined;
  /** All of these. */
  readonly tags?: readonly string[] | null | undefined;
  readonly namespace?: string | null | undefined;
}

/** More tags than an image can have; each event is compared with all of them. */
const maxTags = 50;

/** @throws AppError INVALID_INPUT */
export function checkFilter({ tags, types }: EventFilter): void {
  if ((tags?.length ?? 0) > maxTags)
    throw new AppError('INVALID_INPUT', { field: 'filter.tags', reason: `name at most ${maxTags}` });
  // Most likely a list that was forgotten to be filled: a stream in which nothing ever comes helps nobody.
  if (types?.length === 0)
    throw new AppError('INVALID_INPUT', {
      field: 'filter.types',
      reason: 'name at least one, or leave it out',
    });
}

export const wantsType = ({ types }: EventFilter, type: EventType): boolean => types?.includes(type) ?? true;

export const wantsImage = (
  { tags, namespace }: EventFilter,
  image: Pick<ImageEntity, 'tags' | 'namespace'>,
): boolean =>
  (tags ?? []).every((tag) => image.tags.includes(tag)) &&
  (namespace === undefined || namespace === null || image.namespace === namespace);
