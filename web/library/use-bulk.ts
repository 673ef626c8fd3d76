/** What is done to the selection: how far it is, and with what it has failed. */
import { useState } from 'react';
import { type ToldError, toldError } from '../errors/told-error.ts';
import { formatImageCount } from '../format.ts';
import { useToast } from '../ui/toast.tsx';
import type { Change } from './change-images.ts';

export interface Work {
  /** Such as `Deleting`, and `deleted` when it is done. */
  readonly doing: string;
  readonly done: string;
  readonly change: Change;
}

export interface BulkState {
  /** While it runs. */
  readonly running: { readonly doing: string; readonly done: number; readonly total: number } | undefined;
  readonly failures: ReadonlyMap<string, ToldError>;
  readonly run: (work: Work) => Promise<void>;
  /** Once more, for those that failed. */
  readonly retry: () => Promise<void>;
  readonly dismiss: () => void;
}

const none: ReadonlyMap<string, ToldError> = new Map();

/** @param selectOnly is told what is still selected: that which failed. */
export function useBulk(
  selected: ReadonlySet<string>,
  selectOnly: (ids: readonly string[]) => void,
): BulkState {
  const [running, setRunning] = useState<BulkState['running']>();
  const [failures, setFailures] = useState(none);
  const [last, setLast] = useState<Work>();
  const toast = useToast();

  const runOn = async (ids: readonly string[], work: Work): Promise<void> => {
    const { doing, done, change } = work;
    setLast(work);
    setFailures(none);
    setRunning({ doing, done: 0, total: ids.length });
    const progress = (count: number) => setRunning({ doing, done: count, total: ids.length });
    // What stops all of them stops each of them.
    const failed = await change(ids, progress).catch((error: unknown) => ids.map((id) => ({ id, error })));
    setRunning(undefined);
    setFailures(new Map(failed.map(({ id, error }) => [id, toldError(error)])));
    selectOnly(failed.map(({ id }) => id));
    const succeeded = ids.length - failed.length;
    if (succeeded > 0) toast(`${formatImageCount(succeeded)} ${done}`);
  };
  return {
    running,
    failures,
    run: (work) => runOn([...selected], work),
    retry: async () => {
      if (last) await runOn([...failures.keys()], last);
    },
    dismiss: () => setFailures(none),
  };
}
