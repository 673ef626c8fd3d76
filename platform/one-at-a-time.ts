/** Runs something whenever it is asked for, but never twice at the same time: asked while it runs, it runs once more. */

export interface OneAtATime {
  /** Resolves when a run that began after the call has ended, or nothing runs any more. It never rejects. */
  run(): Promise<void>;
  /** Runs no more, and waits for what runs. */
  close(): Promise<void>;
}

/**
 * @param work answers whether it is to run once more.
 * @param failed is told of what it throws; it runs again when it is asked for again.
 */
export function oneAtATime(work: () => Promise<boolean>, failed: (error: unknown) => void): OneAtATime {
  const state = { isAskedFor: false, isClosed: false };
  let running: Promise<void> | undefined;

  async function runWhileAskedFor(): Promise<void> {
    try {
      while (state.isAskedFor && !state.isClosed) {
        state.isAskedFor = false;
        if (await work()) state.isAskedFor = true;
      }
    } catch (error) {
      failed(error);
    } finally {
      // In one go with the last look at whether it is asked for: what comes from here on begins anew.
      running = undefined;
    }
  }

  return {
    async run() {
      if (state.isClosed) return;
      state.isAskedFor = true;
      await (running ??= runWhileAskedFor());
    },
    async close() {
      state.isClosed = true;
      await running;
    },
  };
}
