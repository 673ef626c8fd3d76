/** What a file looks like: out of the memory of the browser, until the server has a small one. */
import { FileImage } from 'lucide-react';
import { type ComponentProps, useCallback, useState } from 'react';
import styles from './preview.module.css';

export interface PreviewProps {
  /** Undefined of what is not here, but fetched by the server. */
  readonly file?: Blob | undefined;
  /** Of the server. */
  readonly thumbnail: string | undefined;
}

export function Preview({ file, thumbnail }: PreviewProps) {
  const own = thumbnail === undefined && file?.type.startsWith('image/') ? file : undefined;
  return (
    <div className={styles.frame}>
      <FileImage aria-hidden className={styles.icon} />
      {thumbnail !== undefined && <Picture src={thumbnail} />}
      {own && <FromMemory file={own} />}
    </div>
  );
}

/** Its address holds the file in memory, and so it is given back. */
function FromMemory({ file }: { file: Blob }) {
  const show = useCallback(
    (picture: HTMLImageElement) => {
      const url = URL.createObjectURL(file);
      picture.src = url;
      return () => URL.revokeObjectURL(url);
    },
    [file],
  );
  return <Picture ref={show} />;
}

/** The icon stays in sight of what the browser cannot decode, such as HEIC. */
function Picture(source: Pick<ComponentProps<'img'>, 'ref' | 'src'>) {
  const [isShown, setShown] = useState(true);
  if (!isShown) return null;
  return (
    <img
      className={styles.picture}
      alt=""
      loading="lazy"
      decoding="async"
      onError={() => setShown(false)}
      {...source}
    />
  );
}
