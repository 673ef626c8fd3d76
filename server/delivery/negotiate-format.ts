/** Picks formats by what a client says that it accepts. */
import Negotiator from 'negotiator';
import { contentTypes, type OutputFormat } from '../../media/types.ts';

/** The smallest files first. */
const byPreference: readonly OutputFormat[] = ['avif', 'webp', 'jpeg', 'png', 'gif'];

/** Formats that every client of the web shows, so that a wildcard can be answered with them. */
const universal: ReadonlySet<OutputFormat> = new Set(['jpeg', 'png', 'gif']);

/**
 * The available formats that the client takes, the best first. AVIF and WebP must be named: a client that sends
 * `*` or nothing may be a mail reader or a script that knows neither.
 */
export function negotiateFormat(
  accept: string | undefined,
  available: readonly OutputFormat[],
): OutputFormat[] {
  const named = new Negotiator({ headers: { accept: accept ?? '*/*' } });
  return byPreference.filter((format) => {
    if (!available.includes(format)) return false;
    if (!universal.has(format) && !accept?.toLowerCase().includes(contentTypes[format])) return false;
    return named.mediaTypes([contentTypes[format]]).length > 0;
  });
}
