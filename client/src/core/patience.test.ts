import { afterEach, describe, expect, it } from '@jest/globals';
import { DarkroomError, networkFault } from './failure.ts';
import { pause, persist } from './patience.ts';

const { signal } = new AbortController();

/** Fails as often as it is told to, then answers how often it was tried. */
const failing = (times: number, fault: Error) => {
  let tried = 0;
  return async () => {
    tried += 1;
    if (tried <= times) throw fault;
    return tried;
  };
};

const online = Object.getOwnPropertyDescriptor(globalThis, 'navigator');
/** Node has no such events of its own. */
const browser = globalThis as unknown as Record<string, unknown>;
afterEach(() => {
  if (online) Object.defineProperty(globalThis, 'navigator', online);
  delete browser['addEventListener'];
  delete browser['removeEventListener'];
});

describe('persist', () => {
  it('tries what passes as often as there are delays, and once before', async () => {
    await expect(persist(failing(2, networkFault()), { delays: [1, 1], signal })).resolves.toBe(3);
    await expect(persist(failing(3, networkFault()), { delays: [1, 1], signal })).rejects.toMatchObject({
      code: 'NETWORK',
    });
  });

  it('does not repeat what will not pass', async () => {
    const refusal = new DarkroomError('QUOTA_EXCEEDED', '');
    await expect(persist(failing(1, refusal), { delays: [1], signal })).rejects.toBe(refusal);
  });

  it('tells when it waits, and when it goes on', async () => {
    const told: boolean[] = [];
    await persist(failing(1, networkFault()), { delays: [1], signal, onWaiting: (is) => told.push(is) });
    expect(told).toEqual([true, false]);
  });

  it('ends at once when it is aborted, while it waits and before', async () => {
    const attempt = new AbortController();
    const waiting = persist(failing(1, networkFault()), {
      delays: [1_000_000],
      signal: attempt.signal,
      onWaiting: () => attempt.abort(new Error('enough')),
    });
    await expect(waiting).rejects.toThrow('enough');
    await expect(pause(1_000_000, attempt.signal)).rejects.toThrow('enough');
  });

  it('waits for the network without counting, however often it goes', async () => {
    const target = new EventTarget();
    const navigator = { onLine: true };
    Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true });
    browser['addEventListener'] = target.addEventListener.bind(target);
    browser['removeEventListener'] = target.removeEventListener.bind(target);
    const attempt = failing(5, networkFault());
    const goes = () => {
      navigator.onLine = false;
      return attempt();
    };
    const onWaiting = (isWaiting: boolean) => {
      if (isWaiting) queueMicrotask(() => target.dispatchEvent(new Event('online')));
    };
    await expect(persist(goes, { delays: [], signal, onWaiting })).resolves.toBe(6);
  });
});
