/** How much room there is where this process writes: a full disk ends uploads and, all in one, the database. */
import type { StatsFs } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { reading } from './registry.ts';

const available = reading(
  'disk_available_bytes',
  'Room that is left on the disk of a folder that this process writes to: blobs (STORAGE_DIR, where blobs are on disk) or scratch (SCRATCH_DIR).',
  ['folder'],
);
const size = reading('disk_size_bytes', 'How large the disk of a folder is that this process writes to.', [
  'folder',
]);

/** By what each is for; one that is not there yet is left out. @returns the way to stop. */
export function measureDisks(folders: Readonly<Record<string, string>>): () => void {
  const each = async (tell: (folder: string, disk: StatsFs) => void): Promise<void> => {
    for (const [folder, path] of Object.entries(folders)) {
      const disk = await statfs(path).catch(() => undefined);
      if (disk) tell(folder, disk);
    }
  };
  const ends = [
    available.from((set) => each((folder, { bavail, bsize }) => set({ folder }, bavail * bsize))),
    size.from((set) => each((folder, { blocks, bsize }) => set({ folder }, blocks * bsize))),
  ];
  return () => ends.forEach((end) => end());
}
