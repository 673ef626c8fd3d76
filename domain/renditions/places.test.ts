import { describe, expect, it } from '@jest/globals';
import { Places } from './places.ts';

const nobodyLeaves = new AbortController().signal;

/** Work that ends when it is told to. */
function worker(places: Places, signal = nobodyLeaves) {
  const end = Promise.withResolvers<void>();
  const state = { began: false, ended: false };
  const done = places
    .hold(async () => {
      state.began = true;
      await end.promise;
    }, signal)
    .finally(() => (state.ended = true));
  done.catch(() => {});
  return { state, done, end: end.resolve };
}

const turn = (): Promise<void> => new Promise(setImmediate);

describe('places', () => {
  it('are quiet as long as fewer than half of them are taken', async () => {
    const places = new Places({ places: 4, queue: 1 });
    expect(places.isQuiet).toBe(true);
    const [first, second] = [worker(places), worker(places)];
    expect(places.isQuiet).toBe(false);
    first.end();
    await first.done;
    expect(places.isQuiet).toBe(true);
    second.end();
    await second.done;
  });

  it('are given to those who come first, and the others wait in their order', async () => {
    const places = new Places({ places: 2, queue: 2 });
    const workers = [worker(places), worker(places), worker(places), worker(places)];
    const begun = () => workers.map(({ state }) => state.began);
    await turn();
    expect(begun()).toEqual([true, true, false, false]);
    workers[1]?.end();
    await turn();
    expect(begun()).toEqual([true, true, true, false]);
    for (const { end, done } of workers) {
      end();
      await done;
    }
    expect(begun()).toEqual([true, true, true, true]);
  });

  it('are refused when the queue is full, and there again when somebody has left it', async () => {
    const places = new Places({ places: 1, queue: 1 });
    const left = new AbortController();
    const [first, second, third] = [worker(places), worker(places, left.signal), worker(places)];
    await expect(third.done).rejects.toThrow(expect.objectContaining({ code: 'BUSY' }));
    left.abort(new Error('gone'));
    await expect(second.done).rejects.toThrow('gone');
    const fourth = worker(places);
    first.end();
    await first.done;
    fourth.end();
    await fourth.done;
    expect([second.state.began, third.state.began, fourth.state.began]).toEqual([false, false, true]);
  });

  it('are free again after work that fails', async () => {
    const places = new Places({ places: 1, queue: 0 });
    for (let round = 0; round < 3; round += 1)
      await expect(places.hold(() => Promise.reject(new Error('it broke')), nobodyLeaves)).rejects.toThrow(
        'it broke',
      );
    await expect(places.hold(() => Promise.resolve('done'), nobodyLeaves)).resolves.toBe('done');
  });
});
