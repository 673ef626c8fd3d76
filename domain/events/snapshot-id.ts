/**
 * Ids of snapshots, which have no row: each carries how far the outbox was when it was made, so that a client may resume
 * behind whatever it saw last. Their version (8, RFC 9562: for whoever makes them) tells them from the ids of events.
 */
import { randomUUID } from 'node:crypto';

const positionDigits = 12;

/** A fresh one, for the state at this position. */
export function newSnapshotId(position: number): string {
  const id = randomUUID();
  return `${id.slice(0, 14)}8${id.slice(15, -positionDigits)}${position.toString(16).padStart(positionDigits, '0')}`;
}

/** The position in an id; undefined when it is not one of a snapshot. */
export const positionInSnapshotId = (uuid: string): number | undefined =>
  uuid[14] === '8' ? Number.parseInt(uuid.slice(-positionDigits), 16) : undefined;
