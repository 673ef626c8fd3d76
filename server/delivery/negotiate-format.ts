/** Picks formats by what a client says that it accepts. */
import Negotiator from 'negotiator';
import { contentTypes, type OutputFormat } from '../../media/types.ts';

/** The smallest files first. */
const byPreference: readonly OutputFormat[] = ['avif', 'webp', 'jpeg', 'png', 'gif'];

/** Formats that every client of the web shows, so that a wildcard can be answered with them. */
const universal: ReadonlySet<OutputFormat> = new Set(['jpeg', 'png', 'gif']);

/**
 * The available formats that the client takes, the best first. AVIF and WebP must be named: a client that sends
 * `*` or nothing may be a mail reader or a script that knows neither. Among what a client takes at all the smaller
 * file wins, whatever its q: browsers rank PNG above JPEG by it, for pages and not for photos.
 */
export function negotiateFormat(
  accept: string | undefined,
  available: readonly OutputFormat[],
): OutputFormat[] {
  const negotiator = new Negotiator({ headers: { accept } });
  const named = new Set(negotiator.mediaTypes().map((type) => type.toLowerCase()));
  const taken = new Set(negotiator.mediaTypes(byPreference.map((format) => contentTypes[format])));
  return byPreference.filter((format) => {
    const type = contentTypes[format];
    return available.includes(format) && taken.has(type) && (universal.has(format) || named.has(type));
  });
}
