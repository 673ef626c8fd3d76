import { afterEach, describe, expect, it } from '@jest/globals';
import { type Loopback, serve } from '../../test/loopback.ts';
import { type AddressRange, parseRange } from './address-policy.ts';
import {
  checkReceiver,
  openReceiver,
  type Receiver,
  type ReceiverOptions,
  type ReceiverRules,
} from './receiver.ts';
import type { Lookup } from './resolve-host.ts';

const opened: { close(): void | Promise<void> }[] = [];
afterEach(async () => {
  for (const each of opened.splice(0).toReversed()) await each.close();
});

const loopbackOnly = [parseRange('127.0.0.1') as AddressRange];

function open(url: string, more: Partial<ReceiverOptions> = {}): Receiver {
  const receiver = openReceiver(url, {
    listed: loopbackOnly,
    allowHttp: true,
    timeoutSeconds: 10,
    connections: 2,
    ...more,
  });
  opened.push(receiver);
  return receiver;
}

async function site(): Promise<Loopback & { connections: () => number }> {
  const loopback = await serve(
    (request, response) => void request.resume().on('end', () => response.end('ok')),
  );
  let connections = 0;
  loopback.server.on('connection', () => (connections += 1));
  opened.push(loopback);
  return { ...loopback, connections: () => connections };
}

const message = { headers: { 'content-type': 'application/json' }, body: '{}' };
const refused = (code: string) => expect.objectContaining({ code });

const answering = (...addresses: string[][]): Lookup & { count(): number } => {
  let count = 0;
  const lookup: Lookup = async () => {
    const found = addresses[Math.min(count, addresses.length - 1)] ?? [];
    count += 1;
    return found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  };
  return Object.assign(lookup, { count: () => count });
};

describe('a receiver', () => {
  it('is looked up once, dialled where that look-up said, and keeps its connection', async () => {
    const { port, connections } = await site();
    const lookup = answering(['127.0.0.1'], ['127.0.0.2']);
    const receiver = open(`http://rebinding.example:${port}/`, { lookup, connections: 1 });
    for (let count = 0; count < 5; count += 1)
      expect(await receiver.post(message)).toEqual({ status: 200, text: 'ok' });
    expect({ lookups: lookup.count(), connections: connections() }).toEqual({ lookups: 1, connections: 1 });
  });

  it('that is not allowed is told what would be, under the rules that hold', () => {
    const refusal = (rules: ReceiverRules) => () => checkReceiver('ftp://hooks.example/', rules);
    expect(refusal({ listed: [], allowHttp: false })).toThrow(
      'give one with https, on port 443, without user name and password, of a host that exists and has public addresses only.',
    );
    expect(refusal({ listed: loopbackOnly, allowHttp: true })).toThrow(
      'give one with http or https, on port 80 or 443, without user name and password, of a host that exists and has public addresses, or those of ALLOW_PRIVATE_ADDRESSES (on any port), only.',
    );
  });

  it.each([
    ['one of its addresses is private', ['127.0.0.1', '10.0.0.1']],
    ['it is private in IPv6 alone', ['127.0.0.1', '::1']],
    ['it has none', []],
  ])('is refused without a connection when %s', async (_what, addresses) => {
    const { port, connections } = await site();
    const receiver = open(`http://mixed.example:${port}/`, { lookup: answering(addresses) });
    await expect(receiver.post(message)).rejects.toEqual(refused('RECEIVER_NOT_ALLOWED'));
    expect(connections()).toBe(0);
  });

  it('is judged when it is sent to, whatever was allowed when it was made', async () => {
    const { port, connections } = await site();
    for (const [url, more, code] of [
      [`http://127.0.0.1:${port}/`, { listed: [] }, 'RECEIVER_NOT_ALLOWED'],
      [`http://127.0.0.1:${port}/`, { allowHttp: false }, 'RECEIVER_INSECURE'],
    ] as const)
      await expect(open(url, more).post(message)).rejects.toEqual(refused(code));
    expect(connections()).toBe(0);
  });

  it('whose name cannot be looked up now may be there later', async () => {
    const lookup: Lookup = () => Promise.reject(Object.assign(new Error('no'), { code: 'EAI_AGAIN' }));
    await expect(open('https://hooks.example/', { lookup }).post(message)).rejects.toEqual(
      refused('RECEIVER_UNREACHABLE'),
    );
  });

  it('whose name is never answered is given up in time', async () => {
    const lookup: Lookup = () => new Promise(() => {});
    const receiver = open('https://hooks.example/', { lookup, timeoutSeconds: 1 });
    await expect(receiver.post(message)).rejects.toMatchObject({
      code: 'RECEIVER_UNREACHABLE',
      detail: { reason: 'it took too long' },
    });
  });
});
