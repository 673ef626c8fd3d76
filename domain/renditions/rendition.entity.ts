/** A rendition that was made on demand and kept: a cache, which may be emptied at any time. */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { OutputFormat } from '../../media/types.ts';
import { bigintAsNumber } from '../database-types.ts';

@Entity({ name: 'renditions' })
export class RenditionEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'image_id' }) imageId!: string;
  /** SHA-256 of all that decides what comes out, in hexadecimal: one rendition of an image for each. */
  @Column('text') recipe!: string;
  /** As it was asked for, for people: what a preset means may have changed since. */
  @Column('text') spec!: string;
  @Column('text') format!: OutputFormat;
  @Column('integer') width!: number;
  @Column('integer') height!: number;
  @Column('integer') quality!: number;
  @Column('bigint', { name: 'byte_size', transformer: bigintAsNumber }) byteSize!: number;
  /** SHA-256 of the bytes in hexadecimal: the ETag. */
  @Column('text') digest!: string;
  /** Of this row alone: who removes the row may remove the blob. */
  @Column('text', { name: 'storage_key' }) storageKey!: string;
  @Column('integer', { name: 'processing_ms' }) processingMs!: number;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  /** When somebody last asked for it, to the hour. */
  @Column('timestamptz', { name: 'used_at' }) usedAt!: Date;
}
