/**
 * Whether pages may send to a bucket. Asked as a browser asks, by a preflight, and not by reading the bucket's rule:
 * some stores keep none, some credentials may not read it, and a proxy in front has its own.
 */
import type { PresignedPut } from './client-writes.ts';

/** What a bucket needs, as `aws s3api put-bucket-cors --cors-configuration` takes it. */
export const corsRule = (origins: readonly string[]): string =>
  JSON.stringify(
    {
      CORSRules: [
        {
          AllowedOrigins: origins,
          AllowedMethods: ['PUT'],
          AllowedHeaders: ['content-type', 'if-none-match'],
          ExposeHeaders: ['ETag'],
          MaxAgeSeconds: 600,
        },
      ],
    },
    undefined,
    2,
  );

/** Set by the browser itself, so no rule has to allow it. */
const ofBrowser = new Set(['content-length']);
const timeoutMs = 5_000;

/** Why a page of this origin could not send this request and read its ETag; undefined where it could. */
export async function corsFault(put: PresignedPut, origin: string): Promise<string | undefined> {
  const wanted = Object.keys(put.headers).filter((name) => !ofBrowser.has(name));
  const preflight = await ask(put.url, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'PUT',
      'access-control-request-headers': wanted.join(','),
    },
  });
  const refused = refusal(preflight, { origin, wanted });
  if (refused) return refused;
  // Which headers a page may read is told by the answer itself: here to a request that the store has to refuse.
  const tampered = `${put.url}x`;
  const answer = await ask(tampered, { method: 'PUT', headers: { ...without(put.headers), origin } });
  const isReadable = [preflight, answer].some(({ headers }) =>
    allows(namesIn(headers, 'expose-headers'), 'etag'),
  );
  return isReadable ? undefined : 'it does not expose ETag';
}

function refusal(
  { ok, status, headers }: Response,
  { origin, wanted }: { origin: string; wanted: readonly string[] },
): string | undefined {
  const allowed = headers.get('access-control-allow-origin');
  if (!ok || (allowed !== origin && allowed !== '*'))
    return `it does not let pages of ${origin} in (the preflight was answered with ${status})`;
  if (!allows(namesIn(headers, 'allow-methods'), 'put')) return 'it does not allow PUT';
  const missing = wanted.filter((name) => !allows(namesIn(headers, 'allow-headers'), name));
  return missing.length > 0 ? `it does not allow the header ${missing.join(', ')}` : undefined;
}

const allows = (names: readonly string[], name: string): boolean =>
  names.includes(name) || names.includes('*');

const namesIn = (headers: Headers, which: string): string[] =>
  (headers.get(`access-control-${which}`) ?? '').split(',').map((name) => name.trim().toLowerCase());

const without = (headers: PresignedPut['headers']): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !ofBrowser.has(name)));

async function ask(url: string, request: RequestInit): Promise<Response> {
  const answer = await fetch(url, { ...request, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) });
  await answer.body?.cancel();
  return answer;
}
