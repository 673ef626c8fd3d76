/** The ways to choose files: one by one, a folder, and on phones a photo that is taken now. */
import { Camera, FolderUp, ImageUp } from 'lucide-react';
import { type ChangeEvent, type ReactNode, useRef } from 'react';
import { Button, type ButtonProps } from '../ui/button.tsx';
import { type Found, picturesOf } from './dropped-files.ts';
import styles from './file-chooser.module.css';
import { useAddFiles } from './use-add-files.ts';

const accept = 'image/*,video/*,.heic,.heif,.avif';

export function FileChooser() {
  const addFiles = useAddFiles();
  return (
    <div className={styles.place}>
      <ImageUp aria-hidden className={styles.mark} />
      <p className={styles.title}>Drop photos anywhere, or paste them</p>
      <div className={styles.buttons}>
        <FileButton
          label="Images to upload"
          variant="primary"
          icon={<ImageUp aria-hidden />}
          input={{ accept }}
          onFound={addFiles}
        >
          Choose images
        </FileButton>
        <FileButton
          label="Folder to upload"
          className={styles.notOnPhones}
          icon={<FolderUp aria-hidden />}
          input={{ webkitdirectory: '' }}
          onFound={({ files }) => addFiles(picturesOf(files))}
        >
          Choose a folder
        </FileButton>
        <FileButton
          label="Photo to take and upload"
          className={styles.onPhones}
          icon={<Camera aria-hidden />}
          input={{ accept: 'image/*', capture: 'environment' }}
          onFound={addFiles}
        >
          Take a photo
        </FileButton>
      </div>
    </div>
  );
}

interface FileButtonProps extends Pick<ButtonProps, 'variant' | 'className'> {
  /** Of the field behind it. */
  readonly label: string;
  readonly icon?: ReactNode;
  /** What may be chosen, as HTML has it. */
  readonly input: Readonly<Record<string, string>>;
  readonly onFound: (found: Found) => void;
  readonly children: ReactNode;
}

/** A button before a file field, which no style reaches. */
export function FileButton({ label, input, onFound, children, ...look }: FileButtonProps) {
  const field = useRef<HTMLInputElement>(null);
  const take = ({ target }: ChangeEvent<HTMLInputElement>): void => {
    onFound({ files: [...(target.files ?? [])], leftOut: 0 });
    // So that the same file can be chosen again.
    target.value = '';
  };
  return (
    <>
      <Button {...look} onClick={() => field.current?.click()}>
        {children}
      </Button>
      <input ref={field} type="file" hidden multiple aria-label={label} onChange={take} {...input} />
    </>
  );
}
