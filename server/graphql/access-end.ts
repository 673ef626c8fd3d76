/** Notices that the key, token or session has ended with which something was begun that goes on. */
import { type AccessWatch, credentialOf } from '../../domain/access/access-watch.ts';
import type { Viewer } from '../../domain/access/viewer.ts';

/** What timers can wait; a longer one would end at once. */
const longestTimerMs = 2_147_483_647;

/** Calls back when it has expired or was ended; returns the way to stop waiting for it. */
export function onAccessEnd(
  viewer: Viewer,
  watch: Pick<AccessWatch, 'watch'>,
  ended: () => void,
): () => void {
  const { expiresAt } = viewer;
  let timer: NodeJS.Timeout | undefined;
  const wait = (at: Date): void => {
    const left = at.getTime() - Date.now();
    if (left <= 0) ended();
    else timer = setTimeout(() => wait(at), Math.min(left, longestTimerMs));
  };
  const credential = credentialOf(viewer);
  const unwatch = credential === undefined ? undefined : watch.watch(credential, ended);
  if (expiresAt) wait(expiresAt);
  return () => {
    clearTimeout(timer);
    unwatch?.();
  };
}
