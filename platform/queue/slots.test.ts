import { beforeEach, describe, expect, it } from '@jest/globals';
import { jobChannel, Slots } from './slots.ts';

/** Slots of two queues; those with a job have a count. */
let counts: Record<string, number>;
let woken: string[];
let slots: Slots;
beforeEach(() => {
  counts = { a1: 0, a2: 0, a3: 0, b1: 0 };
  woken = [];
  slots = new Slots({
    getWipData: () =>
      Object.entries(counts).map(([id, count]) => ({
        id,
        count,
        name: id.startsWith('a') ? 'a' : 'b',
      })) as never,
    notifyWorker: (id) => void woken.push(id),
  });
});

describe('a job that has come', () => {
  it('wakes one idle slot of its queue, and each further one another', () => {
    for (let count = 0; count < 3; count++) slots.wakeIdle('a');
    expect(woken).toEqual(['a1', 'a2', 'a3']);
  });

  it('wakes the one that was woken longest ago when all have been', () => {
    for (let count = 0; count < 4; count++) slots.wakeIdle('a');
    expect(woken.at(-1)).toBe('a1');
  });

  it('wakes nobody that is at work', () => {
    Object.assign(counts, { a1: 1, a3: 1 });
    slots.wakeIdle('a');
    Object.assign(counts, { a2: 1 });
    slots.wakeIdle('a');
    expect(woken).toEqual(['a2']);
  });

  it('of a queue that nobody works on wakes nobody', () => {
    slots.wakeIdle('c');
    expect(woken).toEqual([]);
  });
});

it('a job that ends has the slots that are at work look again, and no idle one', () => {
  Object.assign(counts, { a1: 1, a2: 1, b1: 1 });
  slots.wakeBusy('a');
  expect(woken).toEqual(['a1', 'a2']);
});

it('a connection that comes back has everybody look', () => {
  slots.wakeAll();
  expect(woken).toEqual(['a1', 'a2', 'a3', 'b1']);
});

it('the channel is the one that pg-boss names by its schema, as Postgres writes it down', () => {
  // SELECT 'pgboss_' || left(encode(sha224('pgboss'::bytea), 'hex'), 24)
  expect(jobChannel('pgboss')).toBe('pgboss_454650302e472074f72063fd');
});
