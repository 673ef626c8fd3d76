/** What a profile makes of every image, one row for each name and format. */
import { holdsProfile, searchesQuality } from '../../media/transform/transform.ts';
import type { VariantEntity } from '../images/variant.entity.ts';
import type { Profile } from '../profiles/profile.ts';

export type ProfileVariantRow = Pick<
  VariantEntity,
  | 'name'
  | 'format'
  | 'position'
  | 'required'
  | 'lazy'
  | 'geometry'
  | 'quality'
  | 'autoQuality'
  | 'background'
  | 'colorSpace'
>;

/** Numbered in the order in which it is made. */
export const profileVariants = ({ variants, background }: Profile): ProfileVariantRow[] =>
  variants
    .flatMap((variant) => variant.formats.map((format) => ({ ...variant, format })))
    .map(({ format, quality = null, autoQuality = null, colorSpace, ...variant }, position) => ({
      name: variant.name,
      format,
      position,
      required: variant.required,
      lazy: variant.lazy,
      geometry: variant.geometry,
      quality,
      autoQuality: searchesQuality(format) ? autoQuality : null,
      background,
      colorSpace: holdsProfile(format) ? colorSpace : 'srgb',
    }));
