/** A text to take along: an address, a command. */
import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import styles from './copy-field.module.css';
import { IconButton } from './icon-button.tsx';
import { useToast } from './toast.tsx';

export function CopyField({ label, text }: { label: string; text: string }) {
  const [copied, setCopied] = useState(false);
  const toast = useToast();
  // Only pages that came over https, or from this machine, may write to the clipboard.
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
      toast(`${label}: copied`);
    } catch {
      toast('The browser did not let it be copied: select the text and copy it by hand.');
    }
  };
  return (
    <div className={styles.field}>
      <input
        readOnly
        className={styles.text}
        aria-label={label}
        value={text}
        onFocus={({ target }) => target.select()}
      />
      <IconButton
        label={copied ? 'Copied' : 'Copy'}
        icon={copied ? <Check aria-hidden /> : <Copy aria-hidden />}
        onClick={() => void copy()}
        onBlur={() => setCopied(false)}
      />
    </div>
  );
}
