/** Whether what happens elsewhere arrives here by itself. */
import { type ConnectionState, useConnectionState } from '../apollo/socket.ts';
import styles from './connection-badge.module.css';

const words: Readonly<Record<ConnectionState, string>> = {
  connecting: 'Connecting',
  live: 'Live',
  lost: 'Reconnecting',
};

export function ConnectionBadge() {
  const state = useConnectionState();
  return (
    <p role="status" className={styles.badge} data-state={state}>
      {words[state]}
    </p>
  );
}
