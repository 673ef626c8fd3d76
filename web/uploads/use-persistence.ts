/** How uploads outlive a line that is away, a page that is loaded anew, and a tab that is closed by mistake. */
import type { UploadView } from '@darkroom/client/react';
import { type Dispatch, type SetStateAction, useEffect, useEffectEvent, useState } from 'react';
import { useConnectionState } from '../apollo/socket.ts';
import { totalsOf } from './totals.ts';
import { isUnfinished, keepUnfinished, readUnfinished, type Unfinished } from './unfinished.ts';

/** What an earlier page has left, remembered together with what this one has not finished yet. */
export function useKeptUnfinished(
  account: string,
  views: readonly UploadView[],
): [readonly Unfinished[], Dispatch<SetStateAction<readonly Unfinished[]>>] {
  const [earlier, setEarlier] = useState(() => readUnfinished(sessionStorage, account));
  const own = views.filter(({ state }) => isUnfinished(state)).flatMap(({ upload }) => factsOf(upload));
  const text = JSON.stringify([...earlier, ...own]);
  useEffect(() => keepUnfinished(sessionStorage, account, text), [account, text]);
  return [earlier, setEarlier];
}

function factsOf({ file, options }: UploadView['upload']): Unfinished[] {
  if (!(file instanceof File)) return [];
  const { name, size, lastModified } = file;
  return [{ name, size, lastModified, options }];
}

/** What had waited for the line longer than the client does goes on when the line is back. */
export function useResumption(views: readonly UploadView[]): void {
  const connection = useConnectionState();
  const resume = useEffectEvent(() => {
    for (const { state, upload } of views)
      if (state.status === 'failed' && state.failure.code === 'NETWORK') upload.retry();
  });
  useEffect(() => {
    if (connection === 'live') resume();
  }, [connection]);
}

/** The browser asks whether to leave, in its own words, as long as bytes would have to be sent again. */
export function useWarningBeforeLeaving(views: readonly UploadView[]): void {
  const isSending = totalsOf(views.map(({ state }) => state)).sending > 0;
  useEffect(() => {
    if (!isSending) return undefined;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isSending]);
}
