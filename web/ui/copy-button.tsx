/** Takes a text along, and says that it did. */
import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from './icon-button.tsx';
import { useToast } from './toast.tsx';

/** @param label What the text is. */
export function CopyButton({ label, text }: { label: string; text: string }) {
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
    <IconButton
      label={copied ? 'Copied' : 'Copy'}
      icon={copied ? <Check aria-hidden /> : <Copy aria-hidden />}
      onClick={() => void copy()}
      onBlur={() => setCopied(false)}
    />
  );
}
