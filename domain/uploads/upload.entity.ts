/** One attempt to bring bytes in. It claims the storage key before the first byte is written. */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { bigintAsNumber } from '../database-types.ts';
import type { Visibility } from '../images/image.entity.ts';
import type { ImageAttributes } from './image-attributes.ts';

export type UploadStatus =
  'PENDING' | 'RECEIVING' | 'VERIFYING' | 'COMPLETED' | 'FAILED' | 'ABORTED' | 'EXPIRED';

@Entity({ name: 'uploads' })
export class UploadEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('text', { name: 'owner_id' }) ownerId!: string;
  @Column('text') status!: UploadStatus;
  @Column('text') profile!: string;
  @Column('text') filename!: string;
  @Column('text', { name: 'storage_key' }) storageKey!: string;
  @Column('bigint', { name: 'received_bytes', transformer: bigintAsNumber }) receivedBytes!: number;
  @Column('bigint', { name: 'byte_size', nullable: true, transformer: bigintAsNumber }) byteSize!:
    number | null;
  @Column('uuid', { name: 'image_id', nullable: true }) imageId!: string | null;
  @Column('text', { name: 'failure_code', nullable: true }) failureCode!: string | null;
  @Column('text', { name: 'failure_message', nullable: true }) failureMessage!: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt!: Date;
  @Column('timestamptz', { name: 'expires_at', nullable: true }) expiresAt!: Date | null;
  /** When the bytes of an upload that came to nothing were removed. */
  @Column('timestamptz', { name: 'swept_at', nullable: true }) sweptAt!: Date | null;
  /** Where a worker fetches the bytes from; null when they are sent. */
  @Column('text', { name: 'source_url', nullable: true }) sourceUrl!: string | null;
  /** What was said about the image, where its bytes come later. */
  @Column('text', { nullable: true }) visibility!: Visibility | null;
  @Column('jsonb', { nullable: true }) attributes!: ImageAttributes | null;
}
