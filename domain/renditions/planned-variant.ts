/** What a variant will be, or is: by the rules that its profile had when the image came. */
import type { Size } from '../../media/geometry.ts';
import { planOutput } from '../../media/output-plan.ts';
import type { ImageEntity } from '../images/image.entity.ts';
import type { VariantEntity } from '../images/variant.entity.ts';

export const plannedVariant = (
  image: Pick<ImageEntity, 'width' | 'height' | 'frames'>,
  { geometry, effects, format }: Pick<VariantEntity, 'geometry' | 'effects' | 'format'>,
): { readonly size: Size } => planOutput(image, { geometry, effects: effects ?? undefined }, format);
