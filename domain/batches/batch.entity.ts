/** Work that was asked for of many images at once: how far it is, and where it goes on. */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ImageFilter } from '../images/image-filter.ts';

/** Outputs of images that were named, or the variants of all images that a filter finds. */
export type BatchKind = 'RENDER' | 'REPROCESS';
export type BatchStatus = 'RUNNING' | 'READY' | 'CANCELLED';

/** Which images a reprocessing is about. */
export interface BatchSelection {
  /** Of one owner; absent: of all. */
  readonly ownerId?: string | undefined;
  readonly profile?: string | undefined;
  readonly filter: ImageFilter;
}

/** The last image that was taken, by the order in which they are. */
export interface BatchCursor {
  readonly ownerId: string;
  readonly createdAt: string;
  readonly id: string;
}

@Entity({ name: 'batches' })
export class BatchEntity {
  @PrimaryColumn('uuid') id!: string;
  /** Who asked for it. */
  @Column('text', { name: 'owner_id' }) ownerId!: string;
  @Column('text') kind!: BatchKind;
  @Column('text') status!: BatchStatus;
  /** Images; null until they are counted. */
  @Column('integer', { nullable: true }) total!: number | null;
  @Column('integer') ready!: number;
  @Column('integer') failed!: number;
  @Column('integer') deleted!: number;
  /** Rows of `batch_items`: images whose jobs are sent and that are not settled yet. */
  @Column('integer', { name: 'open_items' }) openItems!: number;
  /** Whether every image has become an item by now: with the last open one the batch is done. */
  @Column('boolean', { name: 'is_listed' }) isListed!: boolean;
  /** Null where the images were named. */
  @Column('jsonb', { nullable: true }) selection!: BatchSelection | null;
  @Column('jsonb', { nullable: true }) cursor!: BatchCursor | null;
  @Column('text', { name: 'request_id' }) requestId!: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'finished_at', nullable: true }) finishedAt!: Date | null;
}

/** An image that a batch waits for. */
@Entity({ name: 'batch_items' })
export class BatchItemEntity {
  @PrimaryColumn('uuid', { name: 'batch_id' }) batchId!: string;
  @PrimaryColumn('uuid', { name: 'image_id' }) imageId!: string;
  /** The outputs that were asked for; null where it is a reprocessing, which says itself when it is done. */
  @Column('uuid', { name: 'variant_ids', array: true, nullable: true }) variantIds!: string[] | null;
}
