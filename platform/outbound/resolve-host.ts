/** Looks a host up once; the answer is what is dialled, so that no second look-up can say something else. */
import type { LookupAddress } from 'node:dns';
import { lookup as systemLookup } from 'node:dns/promises';
import { isIPv6 } from 'node:net';
import { AppError } from '../errors.ts';
import { type AddressRange, isAddress, mayReach } from './address-policy.ts';
import { hostOf, portOf } from './outbound-url.ts';

export type Lookup = (hostname: string) => Promise<LookupAddress[]>;

export const lookup: Lookup = (hostname) => systemLookup(hostname, { all: true });

/** There is no such name: no later attempt finds it. */
const unknownName = new Set(['ENOTFOUND', 'ENODATA', 'EAI_NONAME']);

/**
 * The addresses of the URL's host, of which every single one may be reached. A name that does not exist is refused
 * like one that is private: which names the network inside has is not told.
 * @throws AppError SOURCE_NOT_ALLOWED, SOURCE_UNREACHABLE
 */
export async function resolveHost(
  url: URL,
  { listed, lookup }: { listed: readonly AddressRange[]; lookup: Lookup },
): Promise<LookupAddress[]> {
  const host = hostOf(url);
  const addresses = isAddress(host)
    ? [{ address: host, family: isIPv6(host) ? 6 : 4 }]
    : await find(host, lookup);
  const port = portOf(url);
  if (addresses.length === 0 || !addresses.every(({ address }) => mayReach({ address, port }, listed)))
    throw new AppError('SOURCE_NOT_ALLOWED');
  return addresses;
}

async function find(host: string, lookup: Lookup): Promise<LookupAddress[]> {
  try {
    return await lookup(host);
  } catch (cause) {
    if (unknownName.has(String((cause as NodeJS.ErrnoException).code)))
      throw new AppError('SOURCE_NOT_ALLOWED', undefined, { cause });
    throw new AppError('SOURCE_UNREACHABLE', { reason: 'its name could not be looked up' }, { cause });
  }
}
