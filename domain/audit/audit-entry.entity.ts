/** One line of the audit log: who did what to which image, and from where. */
import { Column, Entity, PrimaryColumn } from 'typeorm';

export const auditActions = [
  'IMAGE_UPLOADED',
  'IMAGE_UPDATED',
  'IMAGE_DELETED',
  'IMAGE_PURGED',
  'URL_SIGNED',
  'SHARE_CREATED',
  'SHARE_REVOKED',
  'API_KEY_CREATED',
  'API_KEY_REVOKED',
  'SIGNED_IN',
  'SIGNED_OUT',
  'BATCH_STARTED',
  'BATCH_CANCELLED',
  'WEBHOOK_ENDPOINT_CREATED',
  'WEBHOOK_ENDPOINT_UPDATED',
  'WEBHOOK_ENDPOINT_DISABLED',
  'WEBHOOK_ENDPOINT_DELETED',
  'WEBHOOK_SECRET_ROTATED',
  'WEBHOOKS_REPLAYED',
] as const;
export type AuditAction = (typeof auditActions)[number];

@Entity({ name: 'audit_log' })
export class AuditEntryEntity {
  /** A UUIDv7. */
  @PrimaryColumn('uuid') id!: string;
  @Column('timestamptz', { name: 'occurred_at' }) occurredAt!: Date;
  @Column('text') action!: AuditAction;
  /** The subject that did it. */
  @Column('text', { name: 'actor_id' }) actorId!: string;
  /** The API key that was used, if it was one. */
  @Column('uuid', { name: 'key_id', nullable: true }) keyId!: string | null;
  /** Of the client, as far as trusted proxies tell. */
  @Column('text', { nullable: true }) address!: string | null;
  /** Whose thing it was done to. */
  @Column('text', { name: 'owner_id' }) ownerId!: string;
  /** May be gone. */
  @Column('uuid', { name: 'image_id', nullable: true }) imageId!: string | null;
  @Column('text', { nullable: true }) detail!: string | null;
}
