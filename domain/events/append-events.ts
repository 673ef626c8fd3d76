/**
 * Writes to the outbox inside the transaction whose facts it tells, as the last thing that transaction does.
 *
 * Readers follow the table by position, so positions must become visible in order: with a bare sequence a reader
 * could see 8 before 7 commits, and miss 7 for ever. One advisory lock from here to the commit prevents that. It
 * costs little, because Postgres serialises the commits of transactions that NOTIFY anyway.
 */
import type { EntityManager } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import { newUuid } from '../../platform/ids.ts';
import { inSpan, traceParent } from '../../platform/tracing/span.ts';
import { announceCommit } from './event-signal.ts';
import type { EventType } from './event.entity.ts';

/** Any constant that nothing else in the database locks. */
const outboxLock = 7_203_114_866;

export interface NewEvent {
  readonly type: EventType;
  readonly imageId: string;
  readonly ownerId: string;
  readonly variantId?: string;
  readonly data?: object;
}

export function appendEvents(manager: EntityManager, events: readonly NewEvent[]): Promise<void> {
  const types = [...new Set(events.map(({ type }) => type))];
  return inSpan('append events', { kind: 'PRODUCER', attributes: { 'darkroom.event.types': types } }, () =>
    insertEvents(manager, events),
  );
}

async function insertEvents(manager: EntityManager, events: readonly NewEvent[]): Promise<void> {
  // The sort waits for the whole of its input, and so every position for the lock.
  await sql(
    manager,
    `WITH locked AS MATERIALIZED (SELECT pg_advisory_xact_lock($3)), added AS (
       INSERT INTO events (id, type, image_id, owner_id, variant_id, data, trace_parent)
       SELECT id, type, "imageId", "ownerId", "variantId", data, $4
         FROM locked, ROWS FROM (
                jsonb_to_recordset($1)
                  AS (id uuid, type text, "imageId" uuid, "ownerId" text, "variantId" uuid, data jsonb)
              ) WITH ORDINALITY AS event (id, type, "imageId", "ownerId", "variantId", data, place)
        ORDER BY place
     )
     SELECT pg_notify($2, '') WHERE $2 IS NOT NULL`,
    [
      JSON.stringify(events.map((event) => ({ id: newUuid(), ...event }))),
      announceCommit(manager),
      outboxLock,
      traceParent(),
    ],
  );
}
