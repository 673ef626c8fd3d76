/** A picture that is fetched to be weighed as well as shown: its bytes, and what the server says about them. */
import { useEffect, useState } from 'react';
import { answered } from '../../errors/problem-error.ts';

export interface FetchedPicture {
  /** Of what it is, so that who shows the last one knows. */
  readonly url: string;
  /** From memory. */
  readonly src: string;
  readonly byteSize: number;
  readonly contentType: string;
  /** Milliseconds of the render that made it just now; undefined where it was there already. */
  readonly renderMs: number | undefined;
}

interface Outcome {
  readonly picture?: FetchedPicture;
  readonly error?: unknown;
}

/** What a browser's own images say that they take. */
const accept = 'image/avif,image/webp,image/*;q=0.8,*/*;q=0.5';

/** The last picture stays until the next is there. @param version Another one asks again at the same address. */
export function useFetchedPicture(url: string | undefined, version = ''): Outcome & { loading: boolean } {
  const [{ asked, ...outcome }, setOutcome] = useState<Outcome & { asked?: string | undefined }>({});
  const wanted = url && `${version} ${url}`;
  useEffect(() => {
    if (!url) return undefined;
    const abort = new AbortController();
    const settle = (next: Outcome): void => {
      if (!abort.signal.aborted)
        setOutcome((last) => ({ ...last, error: undefined, ...next, asked: wanted }));
    };
    fetchPicture(url, abort.signal).then(
      (picture) => settle({ picture }),
      (error: unknown) => settle({ error }),
    );
    return () => abort.abort();
  }, [url, wanted]);
  const src = outcome.picture?.src;
  useEffect(() => () => URL.revokeObjectURL(src ?? ''), [src]);
  return { ...outcome, loading: asked !== wanted };
}

async function fetchPicture(url: string, signal: AbortSignal): Promise<FetchedPicture> {
  // A crop at a focal point changes under its address: an answer that is kept is asked about.
  const response = await answered(await fetch(url, { signal, cache: 'no-cache', headers: { accept } }));
  const blob = await response.blob();
  return {
    url,
    src: URL.createObjectURL(blob),
    byteSize: blob.size,
    contentType: response.headers.get('content-type') ?? blob.type,
    renderMs: renderTimeOf(response.headers.get('server-timing') ?? ''),
  };
}

const renderTimeOf = (timing: string): number | undefined => {
  const [, duration] = /render;[^,]*dur=([\d.]+)/.exec(timing) ?? [];
  return duration === undefined ? undefined : Number(duration);
};
