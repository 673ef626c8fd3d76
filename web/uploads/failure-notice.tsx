/** Why an upload has failed, in the words of the server, and which way out there is. */
import type { Failure, WhatToDo } from '@darkroom/client';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { ErrorNotice } from '../errors/error-notice.tsx';
import styles from './failure-notice.module.css';
import { isWorthRetrying } from './totals.ts';

const advice: Readonly<Record<WhatToDo, ReactNode>> = {
  retry: null,
  'sign-in': 'Sign in with a new link, then choose the file again.',
  'change-file': 'This file will not be taken as it is: export it anew, or choose a profile that takes it.',
  'make-room': (
    <>
      Delete something in the <Link to="/library">library</Link>, or look at{' '}
      <Link to="/settings/usage">what is used</Link>.
    </>
  ),
  'change-request': 'Change the options, then choose the file again.',
};

const storedAsItIs =
  'It is kept as it came, without variants: delete it in the library, and export the file anew.';

interface FailureNoticeProps {
  readonly failure: Failure;
  /** Whether the file itself has arrived: it is in the library then, and counts. */
  readonly isStored: boolean;
  readonly onRetry: () => void;
}

export function FailureNotice({ failure, isStored, onRetry }: FailureNoticeProps) {
  const isUseless = isStored && failure.whatToDo === 'change-file';
  const hint = isUseless ? storedAsItIs : advice[failure.whatToDo];
  return (
    <>
      <ErrorNotice error={failure} onRetry={isWorthRetrying(failure) ? onRetry : undefined} />
      {hint !== null && <p className={styles.hint}>{hint}</p>}
    </>
  );
}
