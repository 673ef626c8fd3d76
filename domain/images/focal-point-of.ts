/** The focal point of an image, which its owner sets. */
import type { FocalPoint } from '../../media/types.ts';
import type { ImageEntity } from './image.entity.ts';

/** Undefined where none is set. */
export const focalPointOf = ({
  focalX: x,
  focalY: y,
}: Pick<ImageEntity, 'focalX' | 'focalY'>): FocalPoint | undefined =>
  x === null || y === null ? undefined : { x, y };
