/** One event on its way to one endpoint, with every attempt to bring it there. */
import { Column, Entity, PrimaryColumn } from 'typeorm';

export type DeliveryStatus = 'PENDING' | 'DELIVERED' | 'FAILED';

/** As it is kept in the row of its delivery. */
export interface WebhookAttempt {
  /** ISO 8601. */
  readonly startedAt: string;
  readonly durationMs: number;
  /** Of the answer; null when none came. */
  readonly status: number | null;
  /** The first KiB of the answer's body; null when none came. */
  readonly answer: string | null;
  /** Null when it was accepted. */
  readonly failureCode: string | null;
  readonly failureMessage: string | null;
}

@Entity({ name: 'webhook_deliveries' })
export class WebhookDeliveryEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'endpoint_id' }) endpointId!: string;
  @Column('text', { name: 'owner_id' }) ownerId!: string;
  /** Its global id is the `webhook-id`, the same at every attempt. */
  @Column('uuid', { name: 'event_id' }) eventId!: string;
  @Column('text') type!: string;
  /** JSON, the same bytes at every attempt. */
  @Column('text') body!: string;
  @Column('text') status!: DeliveryStatus;
  /** Since it was queued or replayed; decides about the next pause. */
  @Column('integer', { name: 'attempt_count' }) attemptCount!: number;
  /** The oldest first; the last thirty. */
  @Column('jsonb') attempts!: WebhookAttempt[];
  @Column('timestamptz', { name: 'due_at', nullable: true }) dueAt!: Date | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'settled_at', nullable: true }) settledAt!: Date | null;
  /** Of the event; null where its trace is not kept. */
  @Column('text', { name: 'trace_parent', nullable: true }) traceParent!: string | null;
}
