import { describe, expect, it } from '@jest/globals';
import { oneAtATime } from './one-at-a-time.ts';

/** Work that waits for its turn to end, and notes what it did. */
function observed() {
  const runs: PromiseWithResolvers<boolean>[] = [];
  let atOnce = 0;
  let most = 0;
  const failures: unknown[] = [];
  const work = oneAtATime(
    async () => {
      const run = Promise.withResolvers<boolean>();
      runs.push(run);
      most = Math.max(most, (atOnce += 1));
      return run.promise.finally(() => (atOnce -= 1));
    },
    (error) => failures.push(error),
  );
  return { work, runs, failures, most: () => most };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('what runs one at a time', () => {
  it('runs once more, however often it was asked for meanwhile', async () => {
    const { work, runs, most } = observed();
    const all = [work.run(), work.run(), work.run()];
    expect(runs).toHaveLength(1);
    runs[0]?.resolve(false);
    await settled();
    expect(runs).toHaveLength(2);
    runs[1]?.resolve(false);
    await Promise.all(all);
    expect([runs.length, most()]).toEqual([2, 1]);
  });

  it('runs again for as long as it says so', async () => {
    let left = 3;
    const work = oneAtATime(
      async () => (left -= 1) > 0,
      () => {},
    );
    await work.run();
    expect(left).toBe(0);
  });

  it('loses nothing that is asked for in the very moment when it ends', async () => {
    let count = 0;
    const work = oneAtATime(
      async () => {
        count += 1;
        return false;
      },
      () => {},
    );
    for (let hops = 0; hops < 12; hops += 1) {
      count = 0;
      const first = work.run();
      for (let hop = 0; hop < hops; hop += 1) await Promise.resolve();
      await work.run();
      await first;
      expect({ hops, count }).toEqual({ hops, count: 2 });
    }
  });

  it('tells of a failure, and runs when it is asked for again', async () => {
    const { work, runs, failures } = observed();
    const first = work.run();
    runs[0]?.reject(new Error('away'));
    await first;
    expect(failures).toEqual([new Error('away')]);
    const second = work.run();
    runs[1]?.resolve(false);
    await second;
    expect([runs.length, failures.length]).toEqual([2, 1]);
  });

  it('waits for what runs when it is closed, and runs no more', async () => {
    const { work, runs } = observed();
    const running = [work.run(), work.run()];
    const closed = work.close();
    runs[0]?.resolve(true);
    await Promise.all([...running, closed, work.run()]);
    expect(runs).toHaveLength(1);
  });
});
