/** How far the outbox has been read for webhooks: one row for the whole fleet. */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { bigintAsNumber } from '../database-types.ts';

@Entity({ name: 'webhook_cursor' })
export class WebhookCursorEntity {
  @PrimaryColumn('integer') id!: number;
  /** Of the last event whose deliveries are queued. */
  @Column('bigint', { transformer: bigintAsNumber }) position!: number;
}
