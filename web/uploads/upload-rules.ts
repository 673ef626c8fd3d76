/** What is said about a file when it is sent: what was chosen for new ones, and the profile that takes its kind. */
import type { UploadOptions } from '@darkroom/client';
import type { UploadProfilesQuery, Visibility } from '../generated/graphql.ts';

export type ProfileRules = UploadProfilesQuery['profiles'][number];

/** What new uploads are given. */
export interface ChosenOptions {
  /** Empty: whichever takes the file. */
  readonly profile: string;
  readonly visibility: Visibility;
  readonly tags: readonly string[];
}

export const defaultOptions: ChosenOptions = { profile: '', visibility: 'PRIVATE', tags: [] };

type FileFacts = Pick<File, 'size' | 'type'>;

/** @param profiles Empty while they are not known: the server then decides alone. */
export function uploadOptions(
  file: FileFacts,
  { profile, visibility, tags }: ChosenOptions,
  profiles: readonly ProfileRules[],
): UploadOptions {
  const rules = profile === '' ? fitting(file, profiles) : profiles.find(({ name }) => name === profile);
  return {
    ...(profile !== '' && { profile }),
    ...(profile === '' && rules && { profile: rules.name }),
    visibility,
    ...(tags.length > 0 && { tags: [...tags] }),
    // It would be refused. Announced by itself, the server says why before a byte has left.
    ...(rules && !accepts(rules, file) && { way: 'direct' as const }),
  };
}

/** The default where it will do, else the first that takes such a file. */
function fitting(file: FileFacts, profiles: readonly ProfileRules[]): ProfileRules | undefined {
  const ordinary = profiles.find(({ name }) => name === 'default');
  return [ordinary, ...profiles].find((rules) => rules && takesType(rules, file)) ?? ordinary;
}

const accepts = (rules: ProfileRules, file: FileFacts): boolean =>
  takesType(rules, file) && file.size <= rules.maxBytes;

/** Browsers know few types; one that they do not know may be any. */
const takesType = ({ allowedContentTypes }: ProfileRules, { type }: FileFacts): boolean =>
  type === '' || allowedContentTypes.includes(type);

/** As a person writes tags: with commas between them. */
export const parseTags = (text: string): string[] => [
  ...new Set(
    text
      .split(',')
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ''),
  ),
];
