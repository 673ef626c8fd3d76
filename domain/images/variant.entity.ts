/** What is made of an image: a named variant that its profile makes of every image, or an output that was asked for, called by its spec. */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Effects, OutputFormat, UnaimedGeometry } from '../../media/types.ts';
import { bigintAsNumber } from '../database-types.ts';

export type VariantStatus = 'PENDING' | 'PROCESSING' | 'READY' | 'FAILED';

@Entity({ name: 'variants' })
export class VariantEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'image_id' }) imageId!: string;
  @Column('text') name!: string;
  @Column('text') format!: OutputFormat;
  /** The place in the profile: the order in which variants are made and listed. */
  @Column('integer') position!: number;
  /** Whether the image is READY only with this variant. */
  @Column('boolean') required!: boolean;
  /**
   * What to make, fixed when the image was committed or reprocessed: a changed profile does not change it. The focal point is not in
   * it, but is the one that the image has when the variant is made.
   */
  @Column('jsonb') geometry!: UnaimedGeometry;
  @Column('integer', { nullable: true }) quality!: number | null;
  /** The SSIM that the quality is searched for; what was found is its `quality`. */
  @Column('double precision', { name: 'auto_quality', nullable: true }) autoQuality!: number | null;
  @Column('text') background!: string;
  /** What else an output that was asked for does to the picture; null for the profile's own variants. */
  @Column('jsonb', { nullable: true }) effects!: Effects | null;
  @Column('text') status!: VariantStatus;
  @Column('integer', { nullable: true }) width!: number | null;
  @Column('integer', { nullable: true }) height!: number | null;
  @Column('bigint', { name: 'byte_size', nullable: true, transformer: bigintAsNumber }) byteSize!:
    number | null;
  /** SHA-256 of the bytes in hexadecimal: the name of the blob and the ETag. */
  @Column('text', { nullable: true }) digest!: string | null;
  @Column('text', { name: 'storage_key', nullable: true }) storageKey!: string | null;
  @Column('text', { name: 'failure_code', nullable: true }) failureCode!: string | null;
  @Column('text', { name: 'failure_message', nullable: true }) failureMessage!: string | null;
  @Column('integer', { name: 'processing_ms', nullable: true }) processingMs!: number | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  /** Whether it is made when somebody first asks for it, and not with the upload. */
  @Column('boolean') lazy!: boolean;
  /** When somebody first asked for a lazy one. */
  @Column('timestamptz', { name: 'requested_at', nullable: true }) requestedAt!: Date | null;
  @Column('timestamptz', { name: 'ready_at', nullable: true }) readyAt!: Date | null;
}
