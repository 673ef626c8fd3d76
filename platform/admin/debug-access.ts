/** Who may look into a process: a heap has every secret in it, and a profile slows the process down. */
import { BlockList, isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';
import type { Config } from '../config/load.ts';
import { AppError } from '../errors.ts';

export type DebugAccess = Config['http']['adminDebug'];

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** @throws AppError DEBUG_NOT_ALLOWED. */
export function requireDebugAccess(access: DebugAccess, request: FastifyRequest): void {
  if (access === 'everybody') return;
  if (access === 'off') throw new AppError('DEBUG_NOT_ALLOWED', { rule: 'off here' });
  const { remoteAddress = '' } = request.socket;
  if (!isLoopback(remoteAddress) || isOfPage(request))
    throw new AppError('DEBUG_NOT_ALLOWED', { rule: 'for this machine alone' });
}

const isLoopback = (address: string): boolean =>
  loopback.check(address, address.includes(':') ? 'ipv6' : 'ipv4');

/**
 * Whether a web page in a browser of this machine asks: by what browsers add to such requests, or by a name that its owner
 * lets point here. Neither has who types an address, and no program.
 */
function isOfPage({ headers, hostname }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site'];
  if (headers.origin !== undefined || (site !== undefined && site !== 'none')) return true;
  const host = hostname.replace(/^\[|\]$/g, '');
  return host !== 'localhost' && isIP(host) === 0;
}
