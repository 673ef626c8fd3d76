/** Whom a budget belongs to: the subject with all of its keys, or a stranger's address. */
import ipaddr from 'ipaddr.js';
import type { Viewer } from '../access/viewer.ts';

/** More keys make no more room. */
export function rateClientOf({ subject }: Pick<Viewer, 'subject'>, address: string): string {
  return subject === null ? `address ${networkOf(address)}` : `subject ${subject}`;
}

/** Whoever has one address of IPv6 has the 2⁶⁴ beside it. */
function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return 'unknown';
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  const network = ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toString()}/64`);
  return `${network.toString()}/64`;
}
