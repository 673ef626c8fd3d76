/** Requests that the server has signed for the storage: sent exactly as they are, without the page's credentials. */
import type { TargetFragment } from './generated/graphql.ts';
import type { Api } from './api.ts';
import { DarkroomError, refusalOf } from './failure.ts';
import { isOnline } from './patience.ts';
import { send, type SendRequest } from './send.ts';

/** Set by the browser, which lets nobody else set them. */
const forbidden = new Set(['content-length', 'host']);

/** Resolves when the storage has it. @throws DarkroomError */
export async function putSigned(
  { method, url, headers }: TargetFragment,
  bytes: Required<Pick<SendRequest, 'body' | 'signal' | 'onProgress'>>,
): Promise<void> {
  const allowed = headers.filter(({ name }) => !forbidden.has(name.toLowerCase()));
  const answer = await send({
    method,
    url,
    headers: Object.fromEntries(allowed.map(({ name, value }) => [name, value])),
    ...bytes,
  });
  if (isStored(answer.status)) return;
  throw refusalOf({ ...answer, retryAfter: answer.header('retry-after') });
}

/** 412: it is there already, and only the answer to the first time was lost. Nothing is ever overwritten. */
const isStored = (status: number): boolean => (status >= 200 && status <= 299) || status === 412;

/** What the storage says when the time of a signature is over. */
export const isExpired = (fault: unknown): boolean => fault instanceof DarkroomError && fault.status === 403;

/**
 * After all attempts: a storage of another origin that never answers, while the server does, forbids this page to send
 * to it. @throws what it was given, or `STORAGE_UNREACHABLE`.
 */
export function unlessUnreachable(fault: unknown, { url, api }: { url: string; api: Api }): never {
  const isForeign = new URL(url).origin !== new URL(`${api.url}/`, globalThis.location?.href).origin;
  const isSilent = fault instanceof DarkroomError && fault.code === 'NETWORK';
  if (!isForeign || !isSilent || !isOnline()) throw fault;
  const message =
    'The storage cannot be reached from this page: allow its origin by a CORS rule of the bucket.';
  throw new DarkroomError('STORAGE_UNREACHABLE', message, { cause: fault });
}
