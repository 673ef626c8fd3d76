/** What a profiles file may say, key by key; unknown keys are faults, because a typo would be ignored silently. */
import { z } from 'zod';
import { defaultAutoQuality, holdsProfile, searchesQuality } from '../../media/transform/transform.ts';
import { contentTypes, imageFormats, type OutputFormat, videoFormats } from '../../media/types.ts';
import { isPrefix } from '../../storage/key.ts';
import { namespacePattern } from '../uploads/image-attributes.ts';
import type { Profile, ProfileVariant } from './profile.ts';
import { faultOfTemplate, withShards } from './storage-path.ts';
import {
  convertTo,
  type GivenVariant,
  name,
  nameOfSize,
  posterVariants,
  quality,
  sizes,
  variant,
} from './variant-schema.ts';

const mebibyte = 2 ** 20;

/** What S3 allows: 5 MiB to 5 GiB for a part, 5 GiB for a body in one piece, 10,000 parts. */
const smallestPartMb = 5;
const largestPieceMb = 5_120;
const mostParts = 10_000;
/** S3 signs for a week at most. */
const longestTokenSeconds = 604_800;

const typesOf = {
  image: imageFormats.map((format): string => contentTypes[format]),
  video: videoFormats.map((format): string => contentTypes[format]),
} as const;

const pixels = z.int().min(1).max(16_383);

const template = z.string().superRefine((given, context) => {
  const fault = faultOfTemplate(given);
  if (fault) context.addIssue({ code: 'custom', message: fault });
});

const folder = z
  .string()
  .refine(
    (given) => given !== '' && !given.endsWith('/') && isPrefix(given),
    'a folder such as thumbnails/avatars',
  );

const keys = z.strictObject({
  kind: z.enum(['image', 'video']).default('image'),
  allowed_mimes: z.array(z.string()).min(1),
  size_max_bytes: z.int().min(1),
  min_width: pixels.default(100),
  min_height: pixels.default(100),
  max_pixels: z.int().min(1).default(50_000_000),
  max_avif_pixels: z.int().min(1).default(36_000_000),
  max_frames: z.int().min(1).default(500),
  max_animation_pixels: z.int().min(1).default(400_000_000),
  background: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i, 'a colour such as #ffffff')
    .default('#ffffff'),
  multipart_threshold_mb: z.int().min(1).max(largestPieceMb).default(16),
  part_size_mb: z.int().min(smallestPartMb).max(largestPieceMb).default(8),
  token_ttl_seconds: z.int().min(1).max(longestTokenSeconds).default(900),
  storage_path: template.optional(),
  path_template: template.optional(),
  origin_folder: folder.optional(),
  enable_sharding: z.boolean().default(true),
  thumb_folder: folder.default('variants'),
  deduplicate: z.boolean().default(false),
  variants: z.array(variant).optional(),
  sizes: sizes.optional(),
  default_size: z.union([z.int(), z.string()]).transform(String).optional(),
  quality: quality.optional(),
  convert_to: convertTo.optional(),
  formats: z.array(z.string()).optional(),
  proxy_folder: folder.optional(),
});

type Given = z.output<typeof keys>;

/** A fault, and the key whose line is named, or the way to it. */
type Rule = (
  given: Given,
) => readonly [
  at: keyof Given | readonly [key: keyof Given, ...PropertyKey[]],
  fault: string | false | undefined,
];

const rules: readonly Rule[] = [
  ({ kind, allowed_mimes }) => {
    const known = typesOf[kind];
    const unknown = allowed_mimes.find((type) => !known.includes(type));
    return ['allowed_mimes', unknown !== undefined && `${unknown} is none of ${known.join(', ')}`];
  },
  ({ size_max_bytes, part_size_mb }) => {
    const needed = Math.ceil(size_max_bytes / mostParts / mebibyte);
    return [
      'part_size_mb',
      needed > part_size_mb && `${mostParts} parts must hold size_max_bytes: make it at least ${needed}`,
    ];
  },
  ({ storage_path, path_template }) => [
    'path_template',
    storage_path !== undefined && path_template !== undefined && 'it means storage_path: give one of the two',
  ],
  ({ variants, sizes }) => [
    'sizes',
    variants !== undefined && sizes !== undefined && 'it is short for variants: give one of the two',
  ],
  (given) => [
    given.sizes ? 'sizes' : 'variants',
    new Set(variantsOf(given).map((each) => each.name)).size < variantsOf(given).length &&
      'two variants have the same name',
  ],
  (given) => {
    const { default_size: wanted } = given;
    const names = variantsOf(given).map((each) => each.name);
    return [
      'default_size',
      wanted !== undefined &&
        !names.includes(nameOfSize(wanted)) &&
        `it is none of ${names.join(', ') || 'the sizes'}`,
    ];
  },
  (given) => {
    const idle = variantsOf(given).findIndex(
      (each) => each.quality === 'auto' && !formatsOf(each, given).some(searchesQuality),
    );
    return [['variants', idle, 'quality'], idle >= 0 && nothingToFind];
  },
  (given) => {
    const idle = variantsOf(given).findIndex(
      (each) => each.color_space !== 'srgb' && !formatsOf(each, given).some(holdsProfile),
    );
    return [
      ['variants', idle, 'color_space'],
      idle >= 0 && 'a gif has no profile, and so the colours of sRGB',
    ];
  },
  (given) => {
    const inherit = variantsOf(given).filter((each) => each.quality === undefined);
    const isIdle = !inherit.some((each) => formatsOf(each, given).some(searchesQuality));
    return ['quality', given.quality === 'auto' && inherit.length > 0 && isIdle && nothingToFind];
  },
  ({ kind, formats }) => [
    'formats',
    kind === 'image' && formats !== undefined && 'of an image it is convert_to, or a key of each variant',
  ],
  ({ kind, proxy_folder }) => [
    'proxy_folder',
    kind === 'image' && proxy_folder !== undefined && 'is for videos',
  ],
];

const nothingToFind =
  'auto is for jpeg, webp and avif: in the other formats nothing is lost that could be searched for';

// A transform, unlike a refinement, is given only what has no fault yet.
const profile = keys
  .transform((given, context) => {
    for (const rule of rules) {
      const [at, fault] = rule(given);
      if (fault) context.addIssue({ code: 'custom', path: [at].flat(), message: fault, input: given });
    }
    return given;
  })
  .transform((given): Omit<Profile, 'name'> => ({
    kind: given.kind === 'video' ? 'VIDEO' : 'IMAGE',
    allowedContentTypes: given.allowed_mimes,
    maxBytes: given.size_max_bytes,
    minWidth: given.min_width,
    minHeight: given.min_height,
    maxPixels: given.max_pixels,
    maxAvifPixels: given.max_avif_pixels,
    maxFrames: given.max_frames,
    maxAnimationPixels: given.max_animation_pixels,
    background: given.background.toLowerCase(),
    deduplicate: given.deduplicate,
    multipartThresholdBytes: given.multipart_threshold_mb * mebibyte,
    partBytes: given.part_size_mb * mebibyte,
    tokenSeconds: given.token_ttl_seconds,
    storagePath: withShards(templateOf(given), given.enable_sharding),
    variantFolder: given.thumb_folder,
    variants: orderOf(given).map((each) => filledIn(each, given)),
    defaultVariant: defaultVariantOf(given),
  }));

const templateOf = ({ storage_path, path_template, origin_folder }: Given): string =>
  storage_path ?? path_template ?? `${origin_folder ?? 'originals'}/{shard?}/{key_base}`;

const variantsOf = ({ kind, variants, sizes }: Given): readonly GivenVariant[] =>
  variants ?? sizes ?? (kind === 'video' ? posterVariants : []);

function defaultVariantOf({ kind, variants, sizes, default_size: wanted }: Given): string | undefined {
  if (wanted !== undefined) return nameOfSize(wanted);
  return kind === 'video' && !variants && !sizes ? 'medium' : undefined;
}

/** What a page shows first is made first; what nobody has asked for yet comes last. */
function orderOf(given: Given): GivenVariant[] {
  const first = given.default_size === undefined ? undefined : nameOfSize(given.default_size);
  const rank = ({ name, lazy }: GivenVariant): number => (lazy ? 2 : name === first ? 0 : 1);
  return [...variantsOf(given)].sort((one, other) => rank(one) - rank(other));
}

const defaultFormats: readonly OutputFormat[] = ['webp', 'jpeg', 'avif'];

const formatsOf = (variant: GivenVariant, { convert_to }: Given): readonly OutputFormat[] =>
  variant.formats ?? convert_to ?? defaultFormats;

const filledIn = (given: GivenVariant, profile: Given): ProfileVariant => ({
  name: given.name,
  geometry: given.geometry,
  formats: formatsOf(given, profile),
  ...qualityOf(given.quality ?? profile.quality),
  colorSpace: given.color_space,
  // A video is there without its pictures, which need a program that may not be.
  required: given.required ?? (profile.kind === 'image' && !given.lazy),
  lazy: given.lazy,
});

const qualityOf = (given: Given['quality']): Pick<ProfileVariant, 'quality' | 'autoQuality'> =>
  given === 'auto'
    ? { quality: undefined, autoQuality: defaultAutoQuality }
    : { quality: given, autoQuality: undefined };

const namespace = z.union([
  name.transform((profile) => ({ profile })),
  z.strictObject({ profile: name.optional() }),
]);

export const profilesFile = z
  .strictObject({
    profiles: z.record(name, profile),
    namespaces: z
      .record(
        z.string().regex(namespacePattern, 'a name of a–z, 0–9, _ and - that starts with a letter or digit'),
        namespace,
      )
      .default({}),
    unknown_namespaces: z.enum(['allow', 'refuse']).default('allow'),
  })
  .transform((given, context) => {
    const { profiles, namespaces } = given;
    const fault = (path: string[], message: string): void =>
      context.addIssue({ code: 'custom', path, message, input: given });
    if (profiles.default?.kind !== 'IMAGE')
      fault(['profiles', 'default'], 'a profile named default, for images, is needed');
    for (const [name, { profile }] of Object.entries(namespaces))
      if (profile !== undefined && !Object.hasOwn(profiles, profile))
        fault(['namespaces', name], `there is no profile ${profile}`);
    const folders = Object.values(profiles).map(({ variantFolder }) => `${variantFolder}/`);
    for (const [name, { storagePath }] of Object.entries(profiles)) {
      const among = folders.find((each) => storagePath.startsWith(each));
      if (among)
        fault(['profiles', name, 'storage_path'], `originals would lie among the variants in ${among}`);
    }
    return given;
  });
