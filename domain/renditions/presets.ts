/** The names that a profile gives to renditions: its variants, and what every image has besides. */
import type { Profile, ProfileVariant } from '../profiles/profile.ts';

/** What a name stands for where a transform says nothing of it. */
export interface Preset extends Pick<
  ProfileVariant,
  'name' | 'geometry' | 'quality' | 'autoQuality' | 'colorSpace'
> {
  readonly blur?: number | undefined;
}

/**
 * A low-quality image placeholder: what a page may show by its URL until the picture has arrived. Smaller it would be blotches;
 * blurred it is half as many bytes, and no edge of a pixel shows when a browser enlarges it: 80 to 200 bytes as WebP.
 */
export const lqip: Preset = {
  name: 'lqip',
  geometry: { width: 32, height: 32, fit: 'inside', gravity: 'center' },
  quality: 40,
  autoQuality: undefined,
  colorSpace: 'srgb',
  blur: 1,
};

/** A variant that a profile calls so takes the place of what is there for all. */
export const presetsOf = ({ variants }: Pick<Profile, 'variants'>): readonly Preset[] =>
  variants.some(({ name }) => name === lqip.name) ? variants : [...variants, lqip];

export const presetNames = (profile: Pick<Profile, 'variants'>): string[] =>
  presetsOf(profile).map(({ name }) => name);
