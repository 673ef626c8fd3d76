/** A way to a server through which a test can cut, freeze or hold connections. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface FaultyNetwork {
  /** The given URL, led through here. */
  readonly url: string;
  /** Connections that were opened so far. */
  readonly opened: () => number;
  /** Connections that the near end keeps open. */
  readonly open: () => number;
  /** Ends every connection without a farewell. */
  cut(): void;
  /** From now on nothing passes in either direction, and nobody is told; new connections pass. */
  freeze(): void;
  /** From now on new connections are accepted and nothing passes through them, until the answer is called. */
  holdNew(): () => void;
  close(): Promise<void>;
}

export async function faultyNetwork(target: string): Promise<FaultyNetwork> {
  const { hostname, port } = new URL(target);
  const pairs = new Set<readonly [Socket, Socket]>();
  const held: (() => void)[] = [];
  let holding = false;
  let opened = 0;

  const server = createServer((near) => {
    opened += 1;
    const far = connect(Number(port), hostname);
    const pair = [near, far] as const;
    pairs.add(pair);
    for (const [one, other] of [pair, [far, near] as const]) {
      one.on('error', () => {});
      one.on('close', () => {
        pairs.delete(pair);
        other.destroy();
      });
    }
    const join = (): void => {
      near.pipe(far);
      far.pipe(near);
    };
    if (holding) held.push(join);
    else join();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  const url = new URL(target);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  const cut = (): void => {
    for (const [near, far] of pairs) {
      near.resetAndDestroy();
      far.destroy();
    }
  };
  return {
    url: url.href,
    opened: () => opened,
    open: () => pairs.size,
    cut,
    freeze() {
      for (const [near, far] of pairs) {
        near.unpipe(far).pause();
        far.unpipe(near).pause();
      }
    },
    holdNew() {
      holding = true;
      return () => {
        holding = false;
        for (const join of held.splice(0)) join();
      };
    },
    async close() {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}
