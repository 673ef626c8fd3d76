/** Requests that the server has signed for the storage: sent exactly as they are, without the page's credentials. */
import type { TargetFragment } from './generated/graphql.ts';
import type { Api } from './api.ts';
import { DarkroomError, refusalOf } from './failure.ts';
import { isOnline, type Patience, persist } from './patience.ts';
import { send, type SendRequest } from './send.ts';

/** Set by the browser, which lets nobody else set them. */
const forbidden = new Set(['content-length', 'host']);

/** @returns the ETag, where the storage shows it, when the storage has the bytes. @throws DarkroomError */
export async function putSigned(
  { method, url, headers }: TargetFragment,
  bytes: Required<Pick<SendRequest, 'body' | 'signal' | 'onProgress'>>,
): Promise<string | null> {
  const allowed = headers.filter(({ name }) => !forbidden.has(name.toLowerCase()));
  const answer = await send({
    method,
    url,
    headers: Object.fromEntries(allowed.map(({ name, value }) => [name, value])),
    ...bytes,
  });
  if (isStored(answer.status)) return answer.header('etag');
  throw refusalOf({ ...answer, retryAfter: answer.header('retry-after') });
}

/** 412: it is there already, and only the answer to the first time was lost. Nothing is ever overwritten. */
const isStored = (status: number): boolean => (status >= 200 && status <= 299) || status === 412;

/** Attempts once more with a signature of now, should the time of the one that was used be over. */
export async function orSignedAnew<Result>(
  attempt: () => Promise<Result>,
  forget: () => void | Promise<void>,
): Promise<Result> {
  try {
    return await attempt();
  } catch (fault) {
    if (!isExpired(fault)) throw fault;
    await forget();
    return attempt();
  }
}

/** What the storage says when the time of a signature is over. */
const isExpired = (fault: unknown): boolean => fault instanceof DarkroomError && fault.status === 403;

/** Whether the storage lets this page send to it at all, which shows with the first byte. */
export class StorageContact {
  readonly #api: Api;
  #isReached = false;

  constructor(api: Api) {
    this.#api = api;
  }

  /** Bytes have left: a browser sends none before the storage has allowed it. */
  note(sent: number): void {
    this.#isReached ||= sent > 0;
  }

  /** Tries again as long as ever, or not for long before the first contact. @throws DarkroomError `STORAGE_UNREACHABLE` */
  async persist<Result>(
    attempt: () => Promise<Result>,
    { patience, url }: { patience: Patience; url: string },
  ): Promise<Result> {
    const isDoubtful = !this.#isReached && this.#isForeign(url);
    const delays = isDoubtful ? patience.delays.slice(0, attemptsBeforeContact) : patience.delays;
    try {
      return await persist(attempt, { ...patience, delays });
    } catch (fault) {
      const isSilent = fault instanceof DarkroomError && fault.code === 'NETWORK';
      if (!isDoubtful || this.#isReached || !isSilent || !isOnline()) throw fault;
      const message =
        'The storage cannot be reached from this page: allow its origin by a CORS rule of the bucket.';
      throw new DarkroomError('STORAGE_UNREACHABLE', message, { cause: fault });
    }
  }

  /** One of another origin may forbid what the server allows. */
  #isForeign(url: string): boolean {
    return new URL(url).origin !== new URL(`${this.#api.url}/`, globalThis.location?.href).origin;
  }
}

/** Soon enough, another way is the better one. */
const attemptsBeforeContact = 3;
