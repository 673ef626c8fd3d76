import { describe, expect, it } from '@jest/globals';
import { EventBuffer } from './event-buffer.ts';
import type { EventTail, Watcher } from './event-tail.ts';
import type { HydratedEvent } from './read-events.ts';

/** As a process's tail hands events on, without a database behind it. */
function handTail(): EventTail & { tell(position: number): void; watchers: Set<Watcher> } {
  const watchers = new Set<Watcher>();
  return {
    watchers,
    watch(watcher) {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    tell(position) {
      for (const watcher of watchers) watcher({ position } as HydratedEvent);
    },
    catchUp: async () => {},
    position: () => 0,
    close: async () => {},
  };
}

function open() {
  const tail = handTail();
  const buffer = new EventBuffer(tail, {});
  const positions = async (count: number): Promise<unknown[]> => {
    const read: unknown[] = [];
    while (read.length < count) {
      const next = await buffer.next();
      read.push(typeof next === 'string' ? next : next.position);
    }
    return read;
  };
  const tell = (from: number, to: number): void => {
    for (let position = from; position <= to; position++) tail.tell(position);
  };
  return { tail, buffer, positions, tell };
}

describe('a buffer of events', () => {
  it('keeps what was told before anybody reads, in order', async () => {
    const { tell, positions } = open();
    tell(1, 3);
    expect(await positions(3)).toEqual([1, 2, 3]);
  });

  it('wakes a reader that waits', async () => {
    const { tell, positions } = open();
    const waiting = positions(1);
    tell(7, 7);
    expect(await waiting).toEqual([7]);
  });

  it('holds 256 unread events', async () => {
    const { tell, positions } = open();
    tell(1, 256);
    expect(await positions(256)).toEqual(Array.from({ length: 256 }, (_, index) => index + 1));
  });

  it('drops them all at one more, says so once, and keeps what comes after that', async () => {
    const { tell, positions } = open();
    tell(1, 300);
    expect(await positions(1)).toEqual(['overflowed']);
    tell(301, 302);
    expect(await positions(2)).toEqual([301, 302]);
  });

  it('lets itself be interrupted once, before what is unread, and loses nothing of that', async () => {
    const { tell, buffer, positions } = open();
    const waiting = positions(1);
    buffer.interrupt();
    expect(await waiting).toEqual(['interrupted']);
    tell(1, 1);
    buffer.interrupt();
    buffer.interrupt();
    expect(await positions(2)).toEqual(['interrupted', 1]);
  });

  it('ends the wait of its reader when it is closed, and no longer watches', async () => {
    const { tail, buffer, positions } = open();
    const waiting = positions(1);
    buffer.close();
    expect(await waiting).toEqual(['closed']);
    expect(tail.watchers.size).toBe(0);
  });

  it('tells nothing more after it is closed', async () => {
    const { tell, buffer, positions } = open();
    tell(1, 1);
    buffer.close();
    expect(await positions(2)).toEqual(['closed', 'closed']);
  });
});
