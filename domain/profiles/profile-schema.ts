/** What a profiles file may say, key by key; unknown keys are faults, because a typo would be ignored silently. */
import { z } from 'zod';
import { contentTypes, fits, gravities, outputFormats } from '../../media/types.ts';
import type { Profile, ProfileVariant } from './profile.ts';

const mebibyte = 1024 * 1024;
const pixels = z.int().min(1).max(16_383);
const name = z.string().regex(/^[a-z][a-z0-9_]{0,31}$/, 'a name of a–z, 0–9 and _ that starts with a letter');

const size = z
  .string()
  .regex(/^[1-9]\d{0,4}x[1-9]\d{0,4}$/, 'WIDTHxHEIGHT in pixels, such as 800x600')
  .transform((text) => text.split('x').map(Number) as [number, number]);

const variant = z
  .strictObject({
    name,
    size: size.optional(),
    width: pixels.optional(),
    height: pixels.optional(),
    fit: z.enum(fits).optional(),
    gravity: z.enum(gravities).default('center'),
    formats: z.array(z.enum(outputFormats)).min(1).default(['webp', 'jpeg', 'avif']),
    quality: z.int().min(1).max(100).optional(),
    required: z.boolean().default(true),
  })
  .refine(
    (given) => !(given.size && (given.width ?? given.height)),
    'give size, or width and height, not both',
  )
  .transform((given): ProfileVariant => ({
    name: given.name,
    geometry: {
      width: given.size?.[0] ?? given.width,
      height: given.size?.[1] ?? given.height,
      fit: given.fit ?? 'inside',
      gravity: given.gravity,
    },
    formats: given.formats,
    quality: given.quality,
    required: given.required,
  }));

const profile = z
  .strictObject({
    allowed_mimes: z.array(z.enum(Object.values(contentTypes))).min(1),
    size_max_bytes: z.int().min(1),
    multipart_threshold_mb: z.int().min(1).max(5_120).default(16),
    part_size_mb: z.int().min(5).max(5_120).default(8),
    token_ttl_seconds: z.int().min(60).max(604_800).default(3_600),
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
    deduplicate: z.boolean().default(false),
    variants: z.array(variant).default([]),
  })
  .refine(
    ({ variants }) => new Set(variants.map((each) => each.name)).size === variants.length,
    'two variants have the same name',
  )
  .transform((given): Omit<Profile, 'name'> => ({
    allowedContentTypes: given.allowed_mimes,
    maxBytes: given.size_max_bytes,
    multipartThresholdBytes: given.multipart_threshold_mb * mebibyte,
    partBytes: given.part_size_mb * mebibyte,
    tokenSeconds: given.token_ttl_seconds,
    minWidth: given.min_width,
    minHeight: given.min_height,
    maxPixels: given.max_pixels,
    maxAvifPixels: given.max_avif_pixels,
    maxFrames: given.max_frames,
    maxAnimationPixels: given.max_animation_pixels,
    background: given.background.toLowerCase(),
    deduplicate: given.deduplicate,
    variants: given.variants,
  }));

export const profilesFile = z
  .strictObject({ profiles: z.record(name, profile) })
  .refine(({ profiles }) => 'default' in profiles, 'a profile named default is needed');
