import { afterEach, describe, expect, it } from '@jest/globals';
import { until } from '../../test/until.ts';
import { type Connection, SocketCensus } from './socket-census.ts';

const open: SocketCensus[] = [];
afterEach(() => open.splice(0).forEach((census) => census.end()));

function newCensus(limits: Partial<ConstructorParameters<typeof SocketCensus>[0]> = {}): SocketCensus {
  const census = new SocketCensus({ perClient: 2, subscriptionsPerClient: 3, idleSeconds: 60, ...limits });
  open.push(census);
  return census;
}

function entered(census: SocketCensus, client: string): Connection {
  const connection = census.enter(client);
  if (!connection) throw new Error(`${client} has too many`);
  return connection;
}

const quiet = { subscriptions: () => 0, close: () => {} };

describe('the census of sockets', () => {
  it('lets a client have so many and no more, until one of them leaves', () => {
    const census = newCensus();
    const first = entered(census, 'address a');
    entered(census, 'address a');
    expect(census.enter('address a')).toBeUndefined();
    entered(census, 'address b');
    census.leave(first);
    entered(census, 'address a');
    expect(census.enter('address a')).toBeUndefined();
  });

  it('counts a socket for who it says that it is, and no longer for its address', () => {
    const census = newCensus();
    for (const index of [1, 2]) {
      const connection = entered(census, 'address a');
      expect({ index, greeted: census.greet(connection, 'subject alice', quiet) }).toEqual({
        index,
        greeted: true,
      });
    }
    const third = entered(census, 'address a');
    expect(census.greet(third, 'subject alice', quiet)).toBe(false);
    census.leave(third);
    expect(census.greet(entered(census, 'address a'), 'subject bob', quiet)).toBe(true);
    expect(census.greet(entered(census, 'address a'), 'address a', quiet)).toBe(true);
  });

  it('does not count who has left before it was known who it is', () => {
    const census = newCensus({ perClient: 1 });
    const hasty = entered(census, 'address a');
    census.leave(hasty);
    expect(census.greet(hasty, 'subject alice', quiet)).toBe(false);
    expect(census.greet(entered(census, 'address a'), 'subject alice', quiet)).toBe(true);
  });

  it('adds up the subscriptions of a client’s sockets', () => {
    const census = newCensus();
    let running = 1;
    const [one, other] = [entered(census, 'address a'), entered(census, 'address b')];
    census.greet(one, 'subject alice', { ...quiet, subscriptions: () => running });
    census.greet(other, 'subject alice', { ...quiet, subscriptions: () => 2 });
    census.refuseTooMany(one);
    running = 2;
    for (const each of [one, other])
      expect(() => census.refuseTooMany(each)).toThrow('At most 3 subscriptions');
    census.leave(other);
    census.refuseTooMany(one);
  });

  it('counts again once as many have begun as there was room for, and lets others take the places of those that ended', () => {
    const census = newCensus({ subscriptionsPerClient: 3 });
    const socket = entered(census, 'address a');
    let running = 0;
    let counted = 0;
    const subscriptions = (): number => {
      counted += 1;
      return running;
    };
    census.greet(socket, 'subject alice', { ...quiet, subscriptions });
    const begin = (): void => {
      running += 1;
      census.refuseTooMany(socket);
    };
    for (let count = 0; count < 3; count += 1) begin();
    expect(counted).toBe(1);
    expect(begin).toThrow('At most 3 subscriptions');
    // The one that was refused, and one that its client ended.
    running -= 2;
    begin();
    expect(begin).toThrow('At most 3 subscriptions');
  });

  it('closes who has greeted and subscribes to nothing, and nobody else', async () => {
    const census = newCensus({ idleSeconds: 0.2 });
    const closed: string[] = [];
    const greet = (client: string, subscriptions: number): boolean =>
      census.greet(entered(census, client), client, {
        subscriptions: () => subscriptions,
        close: () => void closed.push(client),
      });
    greet('busy', 1);
    greet('idle', 0);
    await until('the idle one is closed', () => closed.length > 0);
    expect(new Set(closed)).toEqual(new Set(['idle']));
  });
});
