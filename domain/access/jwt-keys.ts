/**
 * The keys that tokens are verified with: a shared secret, or the public ones that the application publishes. Those are
 * fetched from the address that the operator has configured and from no other, whatever a token's header says.
 */
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  customFetch,
  errors,
  type JSONWebKeySet,
  type JWTVerifyGetKey,
} from 'jose';
import { AppError } from '../../platform/errors.ts';

export interface KeySource {
  readonly jwksUrl: URL | undefined;
  readonly jwksCooldownSeconds: number;
  readonly secret: string | undefined;
}

/** Undefined: none are configured. */
export function verificationKeys({ jwksUrl, jwksCooldownSeconds, secret }: KeySource) {
  if (jwksUrl) return publishedKeys(jwksUrl, jwksCooldownSeconds);
  if (secret === undefined) return undefined;
  const bytes = new TextEncoder().encode(secret);
  return async () => bytes;
}

/** From the first look-up to the last byte. */
const timeoutMs = 5_000;
/** A key that was withdrawn verifies no longer than this. */
const maxAgeMs = 600_000;
/** A hundred keys with their certificates have room. */
const maxBytes = 512 * 1_024;
/** After a fault so long nobody asks again: requests fail at once, and whoever publishes the keys can recover. */
const pauseMs = 1_000;

/** Keys are fetched when there are none, when they are old, and for an unknown `kid` once a cooldown. */
function publishedKeys(url: URL, cooldownSeconds: number): JWTVerifyGetKey {
  const keys = createRemoteJWKSet(url, {
    timeoutDuration: timeoutMs,
    cooldownDuration: cooldownSeconds * 1_000,
    cacheMaxAge: maxAgeMs,
    headers: { 'user-agent': 'Darkroom (token keys)' },
    [customFetch]: pausing(fetchBounded),
  });
  return async (header, token) => {
    try {
      return await keys(header, token);
    } catch (error) {
      // Only these say something about the token; all others are about the keys.
      if (tokenFaults.some((fault) => error instanceof fault)) throw error;
      throw new AppError('AUTH_UNAVAILABLE', undefined, { cause: error });
    }
  };
}

const tokenFaults = [
  errors.JWKSNoMatchingKey,
  errors.JWKSMultipleMatchingKeys,
  errors.JOSENotSupported,
] as const;

type Fetch = (url: string, options: RequestInit) => Promise<Response>;

/** Repeats a fault for a moment, in place of the request that would most likely meet it again. */
function pausing(fetchKeys: Fetch): Fetch {
  let fault: { readonly error: unknown; readonly until: number } | undefined;
  return async (url, options) => {
    if (fault && performance.now() < fault.until) throw fault.error;
    try {
      return await fetchKeys(url, options);
    } catch (error) {
      fault = { error, until: performance.now() + pauseMs };
      throw error;
    }
  };
}

/** Redirects are not followed: jose asks for them as answers, which are none that it takes. */
async function fetchBounded(url: string, options: RequestInit): Promise<Response> {
  const response = await fetch(url, options);
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > maxBytes) throw new Error(`the answer of ${url} is larger than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  if (response.status !== 200) throw new Error(`${url} answered ${response.status}`);
  const text = Buffer.concat(chunks).toString();
  // What is no key set is a fault like any other: it must be paused after as well.
  createLocalJWKSet(JSON.parse(text) as JSONWebKeySet);
  return new Response(text);
}
