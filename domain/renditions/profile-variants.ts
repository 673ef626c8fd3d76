/** What a profile makes of every image, one row for each name and format. */
import { searchesQuality } from '../../media/transform/transform.ts';
import type { VariantEntity } from '../images/variant.entity.ts';
import type { Profile } from '../profiles/profile.ts';

export type ProfileVariantRow = Pick<
  VariantEntity,
  'name' | 'format' | 'position' | 'required' | 'lazy' | 'geometry' | 'quality' | 'autoQuality' | 'background'
>;

/** Numbered in the order in which it is made. */
export const profileVariants = ({ variants, background }: Profile): ProfileVariantRow[] =>
  variants
    .flatMap((variant) => variant.formats.map((format) => ({ ...variant, format })))
    .map(({ name, format, required, lazy, geometry, quality = null, autoQuality = null }, position) => ({
      name,
      format,
      position,
      required,
      lazy,
      geometry,
      quality,
      autoQuality: searchesQuality(format) ? autoQuality : null,
      background,
    }));
