import { describe, expect, it } from '@jest/globals';
import { applyToEach } from './apply-to-each.ts';

const ids = Array.from({ length: 40 }, (_, number) => `image ${number}`);
const onProgress = () => {};

describe('one thing done to many', () => {
  it('is done to each of them once', async () => {
    const seen: string[] = [];
    const failed = await applyToEach(ids, { apply: async (id) => void seen.push(id), onProgress });
    expect(seen.sort()).toEqual([...ids].sort());
    expect(failed).toEqual([]);
  });

  it('goes on behind what fails, and says what did, in its order', async () => {
    const error = new Error('gone');
    const apply = async (id: string) => {
      if (id.endsWith('7')) throw error;
    };
    const failed = await applyToEach(ids, { apply, onProgress });
    expect(failed).toEqual(['image 7', 'image 17', 'image 27', 'image 37'].map((id) => ({ id, error })));
  });

  it('is done to a few at a time', async () => {
    let running = 0;
    let most = 0;
    const apply = async () => {
      most = Math.max(most, (running += 1));
      await Promise.resolve();
      running -= 1;
    };
    await applyToEach(ids, { apply, onProgress });
    expect(most).toBe(6);
  });

  it('tells after each one how many are done, also those that failed', async () => {
    const told: number[] = [];
    const apply = () => Promise.reject(new Error('gone'));
    await applyToEach(ids, { apply, onProgress: (done) => told.push(done) });
    expect(told).toEqual(ids.map((_, index) => index + 1));
  });
});
