import { describe, expect, it } from '@jest/globals';
import { SharedWork } from './shared-work.ts';

/** Work that ends when it is told to, or when it is aborted. */
function work() {
  const end = Promise.withResolvers<string>();
  const state = { begun: 0, reason: undefined as unknown };
  const run = (signal: AbortSignal): Promise<string> => {
    state.begun += 1;
    signal.addEventListener('abort', () => {
      state.reason = signal.reason;
      end.reject(signal.reason as Error);
    });
    return end.promise;
  };
  return { state, run, end: end.resolve };
}

const nobodyLeaves = new AbortController().signal;

describe('work that nobody waits for', () => {
  it('is done once, and goes to who asks for it meanwhile', async () => {
    const shared = new SharedWork<string>();
    const { state, run, end } = work();
    for (let time = 0; time < 3; time += 1) shared.begin('one', run);
    const asked = shared.share('one', run, { signal: nobodyLeaves });
    shared.begin('one', run);
    end('done');
    expect(await asked).toBe('done');
    expect([state.begun, shared.size]).toEqual([1, 0]);
  });

  it('goes on when all have left who came for it meanwhile', async () => {
    const shared = new SharedWork<string>();
    const { state, run, end } = work();
    shared.begin('one', run);
    const left = new AbortController();
    const asked = shared.share('one', run, { signal: left.signal });
    left.abort(new Error('left'));
    await expect(asked).rejects.toThrow('left');
    expect([state.reason, shared.size]).toEqual([undefined, 1]);
    end('done');
  });

  it('goes on as well when somebody waited for it first', async () => {
    const shared = new SharedWork<string>();
    const { state, run, end } = work();
    const left = new AbortController();
    const asked = shared.share('one', run, { signal: left.signal });
    shared.begin('one', run);
    left.abort(new Error('left'));
    await expect(asked).rejects.toThrow('left');
    expect(state).toEqual({ begun: 1, reason: undefined });
    end('done');
  });

  it('may fail, and is forgotten then', async () => {
    const shared = new SharedWork<string>();
    shared.begin('one', () => Promise.reject(new Error('failed')));
    await new Promise(setImmediate);
    expect(shared.size).toBe(0);
  });
});

describe('work that is closed', () => {
  it('is ended, and nothing begins any more', async () => {
    const shared = new SharedWork<string>();
    const [first, second] = [work(), work()];
    shared.begin('one', first.run);
    await shared.close(new Error('closed'));
    expect(first.state.reason).toMatchObject({ message: 'closed' });
    shared.begin('two', second.run);
    await expect(shared.share('two', second.run, { signal: nobodyLeaves })).rejects.toThrow('closed');
    expect([second.state.begun, shared.size]).toEqual([0, 0]);
  });
});
