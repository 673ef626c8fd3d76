/** Files that are dropped or pasted anywhere in the app are uploaded, and the list of uploads opens. */
import { ImageUp } from 'lucide-react';
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import styles from './drop-target.module.css';
import { droppedFiles, type Found } from './dropped-files.ts';
import { useAddFiles } from './use-add-files.ts';

export function DropTarget({ children }: { children: ReactNode }) {
  const [isOver, setOver] = useState(false);
  const navigate = useNavigate();
  const addFiles = useAddFiles();
  const take = useEffectEvent((found: Found) => {
    if (found.files.length > 0) void navigate('/upload');
    addFiles(found);
  });
  useEffect(() => listen({ take, setOver }), []);
  return (
    <>
      {children}
      {isOver && (
        <div className={styles.veil}>
          <p className={styles.invitation}>
            <ImageUp aria-hidden />
            Drop to upload
          </p>
        </div>
      )}
    </>
  );
}

/** @returns what ends it. */
function listen({
  take,
  setOver,
}: {
  take: (found: Found) => void;
  setOver: (isOver: boolean) => void;
}): () => void {
  const ended = new AbortController();
  const on = <Name extends keyof WindowEventMap>(
    name: Name,
    handle: (event: WindowEventMap[Name]) => void,
  ): void => window.addEventListener(name, handle, { signal: ended.signal });
  // A picture of the page itself looks like a file while it is dragged.
  let isOurs = false;
  const bringsFiles = ({ dataTransfer }: DragEvent): boolean =>
    !isOurs && dataTransfer?.types.includes('Files') === true;
  on('dragstart', () => (isOurs = true));
  on('dragend', () => (isOurs = false));
  on('dragenter', (event) => bringsFiles(event) && setOver(true));
  on('dragover', (event) => bringsFiles(event) && event.preventDefault());
  // Into nothing: out of the window.
  on('dragleave', ({ relatedTarget }) => relatedTarget === null && setOver(false));
  on('drop', (event) => {
    setOver(false);
    if (!bringsFiles(event) || !event.dataTransfer) return;
    event.preventDefault();
    void droppedFiles(event.dataTransfer).then(take);
  });
  on('paste', ({ clipboardData }) => {
    const files = [...(clipboardData?.files ?? [])];
    if (files.length > 0) take({ files, leftOut: 0 });
  });
  return () => ended.abort();
}
