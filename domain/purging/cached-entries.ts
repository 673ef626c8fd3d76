/** What caches may hold of an image, in the three ways in which CDNs name it. */
import { endings } from '../../media/transform/spec.ts';
import { outputFormats } from '../../media/types.ts';
import type { CachedUrl } from '../../platform/cdn/cdn.ts';
import { toGlobalId } from '../../platform/ids.ts';

export interface CachedImage {
  readonly id: string;
  /** Of variants and renditions, without endings. */
  readonly names: readonly string[];
  readonly variantsOnly: boolean;
}

/** Carried by everything of an image but its original. */
export const renditionTag = (imageId: string): string => toGlobalId('image', imageId);

/** The original has a tag of its own, so that it can be left alone. */
export const originalTag = (imageId: string): string => `${renditionTag(imageId)}-original`;

export const tagsOf = ({ id, variantsOnly }: CachedImage): string[] =>
  variantsOnly ? [renditionTag(id)] : [renditionTag(id), originalTag(id)];

/** A wildcard reaches every query as well. It cannot leave anything out, so that originals go along. */
export const pathsOf = ({ id }: CachedImage): string[] => {
  const imageId = toGlobalId('image', id);
  return [`/i/${imageId}/*`, `/images/${imageId}*`];
};

/**
 * The kinds of clients that caches which negotiate tell apart: those that name AVIF, WebP, both or neither. As in
 * deploy/nginx/nginx.conf.
 */
const accepts = ['image/avif,image/webp', 'image/avif', 'image/webp', '*/*'];

/** Every URL that a cache may hold, as caches that were set up as ours spell it. */
export function urlsOf({ id, names, variantsOnly }: CachedImage): CachedUrl[] {
  const imageId = toGlobalId('image', id);
  const folder = `/i/${imageId}`;
  const image = `/images/${imageId}`;
  const sizes = ['', ...names.map((name) => `size=${name}`)];
  return [
    ...names.flatMap((name) =>
      outputFormats.map((format) => ({ path: `${folder}/${name}.${endings[format]}` })),
    ),
    ...names.flatMap((name) => negotiated(`${folder}/${name}.auto`)),
    ...sizes.flatMap((size) => [
      ...negotiated(image + query(size)),
      ...negotiated(image + query(size, 'format=auto')),
      ...outputFormats.map((format) => ({ path: image + query(size, `format=${format}`) })),
    ]),
    { path: `${image}/metadata` },
    ...(variantsOnly ? [] : [{ path: `${folder}/original` }]),
  ];
}

const negotiated = (path: string): CachedUrl[] => accepts.map((accept) => ({ path, accept }));

function query(...parts: string[]): string {
  const given = parts.filter(Boolean).join('&');
  return given === '' ? '' : `?${given}`;
}
