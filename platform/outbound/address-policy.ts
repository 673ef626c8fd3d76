/**
 * Which addresses a request may go to that somebody else asked for: public ones on the ports of the web, and what
 * the operator lists. Whatever is not known to be public is refused, so a range that nobody thought of stays shut.
 */
import ipaddr from 'ipaddr.js';

export type AddressRange = readonly [base: ipaddr.IPv4 | ipaddr.IPv6, bits: number];

export interface Endpoint {
  readonly address: string;
  readonly port: number;
}

const webPorts = new Set([80, 443]);

/** All of IPv6 that is routed publicly lies in here; the library calls the unassigned rest unicast as well. */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/** Public by its number, but Azure answers there with the secrets of the virtual machine that asks. */
const metadataAddresses = new Set(['168.63.129.16']);

/** A CIDR range, or a single address. Undefined when it is neither. */
export function parseRange(text: string): AddressRange | undefined {
  const [base = ''] = text.split('/', 1);
  // The library would read 10.1/16 as 10.0.0.1/16.
  if (!isAddress(base)) return undefined;
  if (text.includes('/')) return ipaddr.isValidCIDR(text) ? ipaddr.parseCIDR(text) : undefined;
  const address = ipaddr.parse(text);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}

/** In the usual spelling: `new URL` has turned decimal, octal and hexadecimal ones into it. */
export const isAddress = (text: string): boolean =>
  ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text);

export const isWebPort = (port: number): boolean => webPorts.has(port);

/** A listed range may be reached on every port. */
export function mayReach({ address, port }: Endpoint, listed: readonly AddressRange[]): boolean {
  if (!isAddress(address)) return false;
  const parsed = ipaddr.parse(address);
  return listed.some((range) => contains(range, parsed)) || (isWebPort(port) && isPublic(parsed));
}

function contains([base, bits]: AddressRange, address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  return base.kind() === address.kind() && address.match(base, bits);
}

/** Addresses that carry an IPv4 address inside (mapped, translated, tunnelled) are none of the public ones. */
function isPublic(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  if (address.range() !== 'unicast' || metadataAddresses.has(address.toString())) return false;
  return address.kind() === 'ipv4' || contains(globalUnicast, address);
}
