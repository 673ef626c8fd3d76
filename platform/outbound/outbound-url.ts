/** What the text of a URL says already, before any name is looked up. */
import { AppError } from '../errors.ts';
import { type AddressRange, isAddress, isWebPort, mayReach } from './address-policy.ts';

const maxLength = 4_096;
const defaultPorts: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 };

/** @throws AppError SOURCE_NOT_ALLOWED for everything but http and https to where a request may go. */
export function parseOutboundUrl(text: string, listed: readonly AddressRange[], base?: URL): URL {
  const url = text.length <= maxLength ? URL.parse(text, base?.href) : null;
  if (!url || !(url.protocol in defaultPorts) || url.username || url.password)
    throw new AppError('SOURCE_NOT_ALLOWED');
  const address = hostOf(url);
  const port = portOf(url);
  // Of a name nobody knows yet whether it leads into a listed range, where every port is allowed.
  const isPlausible = isAddress(address)
    ? mayReach({ address, port }, listed)
    : isWebPort(port) || listed.length > 0;
  if (!isPlausible) throw new AppError('SOURCE_NOT_ALLOWED');
  return url;
}

export const portOf = (url: URL): number => Number(url.port) || (defaultPorts[url.protocol] ?? 0);

/** The name, or the address without the brackets of IPv6. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[(.*)\]$/, '$1');
