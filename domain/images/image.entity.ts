/** The record of one picture: what was uploaded, who owns it and how far its processing is. */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Placeholder, SafeMetadata } from '../../media/types.ts';
import { bigintAsNumber } from '../database-types.ts';

export type ImageStatus = 'PROCESSING' | 'READY' | 'FAILED';
export type Visibility = 'PUBLIC' | 'PRIVATE';

@Entity({ name: 'images' })
export class ImageEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('text', { name: 'owner_id' }) ownerId!: string;
  @Column('uuid', { name: 'upload_id' }) uploadId!: string;
  @Column('text') status!: ImageStatus;
  @Column('text') profile!: string;
  @Column('text', { nullable: true }) namespace!: string | null;
  @Column('text') visibility!: Visibility;
  @Column('text') filename!: string;
  @Column('text', { nullable: true }) title!: string | null;
  @Column('text', { nullable: true }) description!: string | null;
  @Column('text', { array: true }) tags!: string[];
  @Column('text', { name: 'content_type' }) contentType!: string;
  @Column('bigint', { name: 'byte_size', transformer: bigintAsNumber }) byteSize!: number;
  /** Hexadecimal. */
  @Column('text') sha256!: string;
  @Column('integer') width!: number;
  @Column('integer') height!: number;
  @Column('integer') frames!: number;
  @Column('boolean', { name: 'has_alpha' }) hasAlpha!: boolean;
  /** Of a video that says it. */
  @Column('double precision', { name: 'duration_seconds', nullable: true }) durationSeconds!: number | null;
  @Column('double precision', { name: 'focal_x', nullable: true }) focalX!: number | null;
  @Column('double precision', { name: 'focal_y', nullable: true }) focalY!: number | null;
  @Column('jsonb', { nullable: true }) placeholder!: Placeholder | null;
  @Column('jsonb', { nullable: true }) metadata!: SafeMetadata | null;
  @Column('text', { name: 'storage_key' }) storageKey!: string;
  /** Where the blobs of its variants are kept, fixed when the image was committed. */
  @Column('text', { name: 'variant_folder' }) variantFolder!: string;
  @Column('text', { name: 'failure_code', nullable: true }) failureCode!: string | null;
  @Column('text', { name: 'failure_message', nullable: true }) failureMessage!: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt!: Date;
}
