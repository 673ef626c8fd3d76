/** Files become images: chosen here, and sent one after the other. */
import { Upload } from 'lucide-react';
import { useRef, useState } from 'react';
import { Link } from 'react-router';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { answered } from '../errors/problem-error.ts';
import { PageHeader } from '../shell/page-header.tsx';
import { Button } from '../ui/button.tsx';
import { Switch } from '../ui/switch.tsx';
import { useToast } from '../ui/toast.tsx';
import styles from './upload-page.module.css';

interface Sent {
  readonly key: string;
  readonly name: string;
  readonly image?: string;
  readonly error?: unknown;
}

/** @returns the id of the image. */
async function send(file: File, visibility: 'PUBLIC' | 'PRIVATE'): Promise<string> {
  const body = new FormData();
  body.append('file', file);
  const response = await answered(await fetch(`/upload?visibility=${visibility}`, { method: 'POST', body }));
  return ((await response.json()) as { id: string }).id;
}

export function Component() {
  const input = useRef<HTMLInputElement>(null);
  const [isPrivate, setPrivate] = useState(true);
  const [sent, setSent] = useState<readonly Sent[]>([]);
  const [busy, setBusy] = useState(false);
  const toast = useToast();
  const upload = async (files: readonly File[]): Promise<void> => {
    setBusy(true);
    for (const file of files) {
      const key = crypto.randomUUID();
      const settle = (result: Pick<Sent, 'image' | 'error'>): void =>
        setSent((all) => all.map((each) => (each.key === key ? { ...each, ...result } : each)));
      setSent((all) => [{ key, name: file.name }, ...all]);
      try {
        settle({ image: await send(file, isPrivate ? 'PRIVATE' : 'PUBLIC') });
        toast(`${file.name} is uploaded.`);
      } catch (error) {
        settle({ error });
      }
    }
    setBusy(false);
  };
  return (
    <>
      <PageHeader title="Upload" />
      <div className={styles.chooser}>
        <Button
          variant="primary"
          icon={<Upload aria-hidden />}
          busy={busy}
          onClick={() => input.current?.click()}
        >
          Choose images
        </Button>
        <input
          ref={input}
          type="file"
          hidden
          multiple
          accept="image/*,video/*"
          aria-label="Images to upload"
          onChange={({ target }) => {
            void upload([...(target.files ?? [])]);
            // So that the same file can be chosen again.
            target.value = '';
          }}
        />
        <Switch label="Private: only you, and who has a link" checked={isPrivate} onChange={setPrivate} />
      </div>
      <ul className={styles.list} aria-label="Uploads">
        {sent.map(({ key, name, image, error }) => (
          <li key={key} className={styles.item}>
            {image === undefined ? name : <Link to={`/library/${image}`}>{name}</Link>}
            {error !== undefined && <ErrorNotice error={error} />}
            {image === undefined && error === undefined && <span className={styles.state}>Sending…</span>}
          </li>
        ))}
      </ul>
    </>
  );
}
