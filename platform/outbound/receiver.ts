/**
 * Posts messages to an address that a user gave. Its host is looked up and judged once for each receiver that is opened,
 * and nothing but the addresses that were judged is dialled; redirects are not followed, time and answer are bounded.
 */
import type { LookupAddress } from 'node:dns';
import type { Pool } from 'undici';
import { AppError, isAppError } from '../errors.ts';
import type { AddressRange } from './address-policy.ts';
import { pinnedTo, raced, reasonOf } from './outbound.ts';
import { parseOutboundUrl } from './outbound-url.ts';
import { type Lookup, lookup as systemLookup, resolveHost } from './resolve-host.ts';

export interface ReceiverRules {
  /** Ranges that may be reached although they are not public, on every port. */
  readonly listed: readonly AddressRange[];
  /** Whether it may be reached without TLS. */
  readonly allowHttp: boolean;
}

export interface ReceiverOptions extends ReceiverRules {
  /** From the first byte of a message to the last of the answer, the look-up and the handshake included. */
  readonly timeoutSeconds: number;
  /** Open at the same time. */
  readonly connections: number;
  /** Default: the resolver of the system. */
  readonly lookup?: Lookup;
}

export interface Message {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Answer {
  readonly status: number;
  /** The first KiB of the body, as text. */
  readonly text: string;
}

export interface Receiver {
  /** Answers whatever status comes. @throws AppError RECEIVER_NOT_ALLOWED, RECEIVER_UNREACHABLE. */
  post(message: Message): Promise<Answer>;
  /** What is on its way is given up. */
  close(): void;
}

const answerBytes = 1_024;
const maxHeaderBytes = 16 * 1_024;

/** What the text of a URL says already. @throws AppError RECEIVER_NOT_ALLOWED, RECEIVER_INSECURE. */
export function checkReceiver(text: string, rules: ReceiverRules): URL {
  const url = parsed(text, rules);
  if (url.protocol !== 'https:' && !rules.allowHttp) throw new AppError('RECEIVER_INSECURE');
  return url;
}

export function openReceiver(
  text: string,
  { timeoutSeconds, connections, lookup = systemLookup, ...rules }: ReceiverOptions,
): Receiver {
  const timeoutMs = timeoutSeconds * 1_000;
  let opened: Promise<{ pool: Pool; path: string }> | undefined;

  const open = async (): Promise<{ pool: Pool; path: string }> => {
    const url = checkReceiver(text, rules);
    const addresses = await resolveHost(url, { listed: rules.listed, lookup });
    return { pool: await poolOf(url, addresses), path: url.pathname + url.search };
  };
  const poolOf = async (url: URL, addresses: readonly LookupAddress[]): Promise<Pool> => {
    // Only workers send webhooks, and it is much to load.
    const undici = await import('undici');
    return new undici.Pool(url.origin, {
      connections,
      pipelining: 1,
      allowH2: false,
      connect: { lookup: pinnedTo(addresses), timeout: timeoutMs },
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
      maxHeaderSize: maxHeaderBytes,
    });
  };

  return {
    async post(message) {
      const signal = AbortSignal.timeout(timeoutMs);
      try {
        const { pool, path } = await raced((opened ??= open()), signal);
        const { statusCode, body } = await pool.request({ method: 'POST', path, ...message, signal });
        return { status: statusCode, text: await beginningOf(body) };
      } catch (error) {
        throw refusalOf(error, signal, rules);
      }
    },
    close() {
      // Not waited for: it may be looked up for ever.
      opened?.then(({ pool }) => pool.destroy()).catch(() => undefined);
    },
  };
}

/** What is longer is not read: its connection is given up. What breaks off was an answer all the same. */
async function beginningOf(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of body) {
      chunks.push(chunk);
      length += chunk.length;
      if (length > answerBytes) break;
    }
  } catch {
    // The status says whether the message was taken, and it has come.
  }
  return Buffer.concat(chunks).subarray(0, answerBytes).toString();
}

function parsed(text: string, rules: ReceiverRules): URL {
  try {
    return parseOutboundUrl(text, rules.listed);
  } catch (cause) {
    throw notAllowed(rules, cause);
  }
}

/** Says what holds here: somebody who tries it out at home may have more allowed. */
function notAllowed({ listed, allowHttp }: ReceiverRules, cause: unknown): AppError {
  const rule = allowHttp ? 'with http or https, on port 80 or 443' : 'with https, on port 443';
  const addresses =
    listed.length > 0
      ? 'public addresses, or those of ALLOW_PRIVATE_ADDRESSES (on any port),'
      : 'public addresses';
  return new AppError('RECEIVER_NOT_ALLOWED', { rule, addresses }, { cause });
}

/** What `resolveHost` says of sources, said of receivers. */
function refusalOf(cause: unknown, signal: AbortSignal, rules: ReceiverRules): AppError {
  if (isAppError(cause) && cause.code.startsWith('RECEIVER_')) return cause;
  if (isAppError(cause) && cause.code === 'SOURCE_NOT_ALLOWED') return notAllowed(rules, cause);
  const reason = isAppError(cause) ? String(cause.detail['reason']) : reasonOf(cause, signal);
  return new AppError('RECEIVER_UNREACHABLE', { reason }, { cause });
}
