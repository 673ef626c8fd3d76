import { expect, it } from '@jest/globals';
import { Slots } from './slots.ts';

const { signal } = new AbortController();

it('runs so many at a time, and the others in their order', async () => {
  const slots = new Slots(2);
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const runs = [0, 1, 2, 3].map((index) =>
    slots.run(signal, () => {
      begun.push(index);
      return new Promise<void>((resolve) => ends.push(resolve));
    }),
  );
  const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
  await settle();
  expect(begun).toEqual([0, 1]);
  ends[1]?.();
  await settle();
  expect(begun).toEqual([0, 1, 2]);
  ends[0]?.();
  ends[2]?.();
  await settle();
  ends[3]?.();
  await Promise.all(runs);
  expect(begun).toEqual([0, 1, 2, 3]);
});

it('gives the place of what failed to the next', async () => {
  const slots = new Slots(1);
  const fail = () => Promise.reject(new Error('no'));
  await expect(slots.run(signal, fail)).rejects.toThrow('no');
  await expect(slots.run(signal, async () => 'next')).resolves.toBe('next');
});

it('lets whoever gives up leave the line, and no place is lost', async () => {
  const slots = new Slots(1);
  let end = () => undefined as void;
  const first = slots.run(signal, () => new Promise<void>((resolve) => (end = resolve)));
  const leaving = new AbortController();
  const second = slots.run(leaving.signal, async () => 'second');
  const third = slots.run(signal, async () => 'third');
  leaving.abort(new Error('enough'));
  await expect(second).rejects.toThrow('enough');
  end();
  await first;
  await expect(third).resolves.toBe('third');
});
