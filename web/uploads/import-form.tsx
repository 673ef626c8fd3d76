/** The address of a file that the server is to fetch. */
import { Globe } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { toldError } from '../errors/told-error.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/text-field.tsx';
import styles from './import-form.module.css';
import { useImport } from './use-import.ts';

export function ImportForm() {
  const [url, setUrl] = useState('');
  const { run, isBusy, fault } = useImport();
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (isBusy || url.trim() === '') return;
    if (await run(url.trim())) setUrl('');
  };
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <TextField
        label="Import from an address"
        inputMode="url"
        autoComplete="off"
        placeholder="https://"
        value={url}
        fault={fault && toldError(fault).message}
        onChange={({ target }) => setUrl(target.value)}
      />
      <Button type="submit" icon={<Globe aria-hidden />} busy={isBusy}>
        Import
      </Button>
    </form>
  );
}
