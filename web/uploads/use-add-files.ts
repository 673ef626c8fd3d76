/** Adds what was found, and says what was left out of it. */
import { useToast } from '../ui/toast.tsx';
import type { Found } from './dropped-files.ts';
import { useUploads } from './uploads.tsx';

export function useAddFiles(): (found: Found) => void {
  const { add } = useUploads();
  const toast = useToast();
  return ({ files, leftOut }) => {
    if (leftOut > 0)
      toast(`Left out: ${leftOut} ${leftOut === 1 ? 'file that is' : 'files that are'} no picture.`);
    void add(files);
  };
}
