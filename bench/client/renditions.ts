/** Renditions of one image as a page asks for them: signed once for all. */
import type { Stack } from '../stack/stack.ts';
import { query } from './graphql.ts';

interface Signed {
  readonly signImageUrl: { readonly url: string | null };
}

/** The URL of any rendition of the image, by its spec. */
export async function renditionsOf(stack: Stack, imageId: string): Promise<(spec: string) => string> {
  const { signImageUrl } = await query<Signed>(
    stack,
    'mutation ($input: SignImageUrlInput!) { signImageUrl(input: $input) { url } }',
    { input: { imageId, transform: { width: 100, format: 'WEBP' }, scope: 'IMAGE', expiresIn: 86_400 } },
  );
  if (!signImageUrl.url) throw new Error('no URL was signed');
  const url = new URL(signImageUrl.url);
  return (spec) => `${stack.url}${url.pathname.replace(/[^/]*$/, spec)}${url.search}`;
}

/** @throws when it is no success. */
export async function fetchRendition(
  url: string,
): Promise<{ bytes: number; xCache: string | null; etag: string }> {
  const response = await fetch(url);
  const bytes = (await response.arrayBuffer()).byteLength;
  if (response.status !== 200) throw new Error(`${url} was answered with ${response.status}`);
  return { bytes, xCache: response.headers.get('x-cache'), etag: response.headers.get('etag') ?? '' };
}
