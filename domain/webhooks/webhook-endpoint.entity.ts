/** Where the webhooks of an owner go: a URL, which events, and the secrets that sign them. */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { KeptSecret } from './endpoint-secrets.ts';
import type { WebhookEvent } from './webhook-events.ts';

/** `OWNER`: by hand. `GONE`: the receiver answered 410. `FAILING`: nothing was accepted for days. */
export type DisabledReason = 'OWNER' | 'GONE' | 'FAILING';

@Entity({ name: 'webhook_endpoints' })
export class WebhookEndpointEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('text', { name: 'owner_id' }) ownerId!: string;
  @Column('text') url!: string;
  @Column('text', { nullable: true }) description!: string | null;
  /** Null: all, those of later versions included. */
  @Column('text', { array: true, nullable: true }) events!: WebhookEvent[] | null;
  /** The newest first; after a rotation also those that still sign. */
  @Column('jsonb') secrets!: KeptSecret[];
  /** Of the first failure since the last success. */
  @Column('timestamptz', { name: 'failing_since', nullable: true }) failingSince!: Date | null;
  @Column('timestamptz', { name: 'disabled_at', nullable: true }) disabledAt!: Date | null;
  @Column('text', { name: 'disabled_reason', nullable: true }) disabledReason!: DisabledReason | null;
  /** When the next of its deliveries is to be sent; null: none waits. */
  @Column('timestamptz', { name: 'due_at', nullable: true }) dueAt!: Date | null;
  /** The worker that sends to it now, and until when nobody else does. */
  @Column('uuid', { name: 'held_by', nullable: true }) heldBy!: string | null;
  @Column('timestamptz', { name: 'held_until', nullable: true }) heldUntil!: Date | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  /** Of what its owner says about it. */
  @Column('timestamptz', { name: 'updated_at' }) updatedAt!: Date;
}
