/** Notices that the key or token has ended with which something was begun that goes on. */
import type { KeyWatch } from '../../domain/access/key-watch.ts';
import type { Viewer } from '../../domain/access/viewer.ts';

/** What timers can wait; a longer one would end at once. */
const longestTimerMs = 2_147_483_647;

/** Calls back when it has expired or was revoked; returns the way to stop waiting for it. */
export function onAccessEnd({ expiresAt, keyId }: Viewer, keyWatch: KeyWatch, ended: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const wait = (at: Date): void => {
    const left = at.getTime() - Date.now();
    if (left <= 0) ended();
    else timer = setTimeout(() => wait(at), Math.min(left, longestTimerMs));
  };
  const unwatch = keyId === null ? undefined : keyWatch.watch(keyId, ended);
  if (expiresAt) wait(expiresAt);
  return () => {
    clearTimeout(timer);
    unwatch?.();
  };
}
