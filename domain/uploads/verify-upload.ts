/** What every way in asks of the bytes before they may become an image. */
import { checkLimits } from '../../media/limits.ts';
import { sniff } from '../../media/sniff.ts';
import { contentTypes, type RenderPool, type SourceFormat, type SourceInfo } from '../../media/types.ts';
import { AppError } from '../../platform/errors.ts';
import type { Profile } from '../profiles/profile.ts';

/** By the first bytes alone. @throws AppError FILE_EMPTY, UNSUPPORTED_MEDIA_TYPE. */
export async function acceptedFormat(head: Uint8Array, profile: Profile): Promise<SourceFormat> {
  if (head.length === 0) throw new AppError('FILE_EMPTY');
  const { format, mime } = await sniff(head);
  if (format && profile.allowedContentTypes.includes(contentTypes[format])) return format;
  throw new AppError('UNSUPPORTED_MEDIA_TYPE', {
    type: mime,
    by: `profile ${profile.name}`,
    allowed: profile.allowedContentTypes.join(', '),
  });
}

/** What the client says the SHA-256 is. @throws AppError INVALID_INPUT. */
export function checkedDigest(sha256: string | null | undefined): string | undefined {
  if (sha256 === null || sha256 === undefined) return undefined;
  if (!/^[0-9a-f]{64}$/i.test(sha256))
    throw new AppError('INVALID_INPUT', { field: 'sha256', reason: 'give 64 hexadecimal digits' });
  return sha256.toLowerCase();
}

interface Expected {
  readonly profile: Profile;
  /** What the first bytes said it is. */
  readonly format: SourceFormat;
}

/** By the decoder that will render it. @throws AppError MIME_MISMATCH, IMAGE_CORRUPT, or the limit that is broken. */
export async function inspectAs(
  pool: RenderPool,
  path: string,
  { profile, format }: Expected,
): Promise<SourceInfo> {
  const source = await pool.inspect(path);
  if (source.format !== format)
    throw new AppError('MIME_MISMATCH', {
      sniffed: contentTypes[format],
      decoded: contentTypes[source.format],
    });
  checkLimits(source, { ...profile, profile: profile.name, maxTotalPixels: profile.maxAnimationPixels });
  return source;
}
