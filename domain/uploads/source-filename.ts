/** The name of a file that comes from a URL: what its source says, else the end of the path. */
import { parse } from 'content-disposition';

export function sourceFilename(url: URL, contentDisposition?: string): string {
  return namedBy(contentDisposition) ?? lastSegment(url.pathname);
}

/** A header that does not follow its grammar says nothing. */
function namedBy(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  try {
    return parse(header).parameters['filename'] || undefined;
  } catch {
    return undefined;
  }
}

function lastSegment(path: string): string {
  const segment = path.slice(path.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
