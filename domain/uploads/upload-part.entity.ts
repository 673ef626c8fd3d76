/** One part of a multipart upload, as far as this product has seen it arrive. */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { bigintAsNumber } from '../database-types.ts';

@Entity({ name: 'upload_parts' })
export class UploadPartEntity {
  @PrimaryColumn('uuid', { name: 'upload_id' }) uploadId!: string;
  @PrimaryColumn('integer', { name: 'part_number' }) partNumber!: number;
  /** Who writes it now; null when nobody does. */
  @Column('uuid', { nullable: true }) writer!: string | null;
  /** Null until it is stored. */
  @Column('text', { nullable: true }) etag!: string | null;
  @Column('bigint', { name: 'byte_size', nullable: true, transformer: bigintAsNumber }) byteSize!:
    number | null;
  @Column('timestamptz', { name: 'stored_at', nullable: true }) storedAt!: Date | null;
}
