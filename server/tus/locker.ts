/** The locks of @tus/server, which hold across processes. */
import type { Lock, Locker } from '@tus/server';
import type { UploadLocks } from '../../domain/uploads/upload-locks.ts';
import { fromGlobalId } from '../../platform/ids.ts';

export function lockerOf(locks: UploadLocks): Locker {
  return {
    newLock(id): Lock {
      let release: (() => Promise<void>) | undefined;
      return {
        async lock(signal, requestRelease) {
          const onWanted = () => void requestRelease();
          release = await locks.acquire(fromGlobalId('upload', id), { signal, onWanted });
        },
        unlock: async () => release?.(),
      };
    },
  };
}
