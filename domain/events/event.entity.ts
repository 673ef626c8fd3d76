/** One line of the outbox: something that happened to an image, in the order of commits. */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { bigintAsNumber } from '../database-types.ts';

export const eventTypes = [
  'IMAGE_UPLOADED',
  'VARIANT_READY',
  'VARIANT_FAILED',
  'IMAGE_READY',
  'IMAGE_FAILED',
  'IMAGE_UPDATED',
  'IMAGE_DELETED',
] as const;
export type EventType = (typeof eventTypes)[number];

@Entity({ name: 'events' })
export class EventEntity {
  /** Grows in the order of commits, without exception: see append-events.ts. */
  @PrimaryColumn('bigint', { transformer: bigintAsNumber }) position!: number;
  @Column('uuid') id!: string;
  @Column('text') type!: EventType;
  @Column('uuid', { name: 'image_id' }) imageId!: string;
  @Column('text', { name: 'owner_id' }) ownerId!: string;
  @Column('uuid', { name: 'variant_id', nullable: true }) variantId!: string | null;
  /** The last known state of a deleted image; null for every other type. */
  @Column('jsonb', { nullable: true }) data!: object | null;
  @Column('timestamptz', { name: 'occurred_at' }) occurredAt!: Date;
  /** The span that it was appended in; null where its trace is not kept. */
  @Column('text', { name: 'trace_parent', nullable: true }) traceParent!: string | null;
}
