/** Whose budgets a request spends of: its subject's and its key's, or without credentials its address's. */
import ipaddr from 'ipaddr.js';
import type { Viewer } from '../access/viewer.ts';

/** One whose bucket is drawn from. */
export interface Payer {
  /** A key has a part of its subject's budget, so that one of them leaves room for the others. */
  readonly kind: 'key' | 'subject' | 'address';
  readonly name: string;
}

/** All of whom a request has to have room with. */
export function payersOf({ subject, keyId }: Viewer, address: string): readonly Payer[] {
  if (subject === null) return [{ kind: 'address', name: networkOf(address) }];
  const owner: Payer = { kind: 'subject', name: subject };
  return keyId === null ? [owner] : [owner, { kind: 'key', name: keyId }];
}

/** Whose sockets are counted together: the subject's with all of its keys, or a stranger's address. */
export function rateClientOf({ subject }: Pick<Viewer, 'subject'>, address: string): string {
  return subject === null ? `address ${networkOf(address)}` : `subject ${subject}`;
}

/** Whoever has one address of IPv6 has the 2⁶⁴ beside it. */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return 'unknown';
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  const network = ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toString()}/64`);
  return `${network.toString()}/64`;
}
