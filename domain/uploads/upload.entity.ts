/** One attempt to bring bytes in. It claims the storage key before the first byte is written. */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { bigintAsNumber } from '../database-types.ts';
import type { ImageEntity, Visibility } from '../images/image.entity.ts';
import type { ImageAttributes } from './image-attributes.ts';

export type UploadStatus =
  'PENDING' | 'RECEIVING' | 'VERIFYING' | 'COMPLETED' | 'FAILED' | 'ABORTED' | 'EXPIRED';

/** Kept from the beginning of an upload to its end, where these are not the same request. */
export interface UploadAttributes extends ImageAttributes {
  readonly visibility?: Visibility | undefined;
  /** Canonical specs. */
  readonly outputs?: readonly string[] | undefined;
}

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
  /** What the client announced, of an upload that it brings to the store itself. */
  @Column('text', { name: 'content_type', nullable: true }) contentType!: string | null;
  /** In hexadecimal, as announced. */
  @Column('text', { nullable: true }) sha256!: string | null;
  /** What the image is going to be given. */
  @Column('jsonb', { nullable: true }) attributes!: UploadAttributes | null;
  /** Of all parts but the last; null when the body is sent whole. */
  @Column('bigint', { name: 'part_bytes', nullable: true, transformer: bigintAsNumber }) partBytes!:
    number | null;
  /** The store's own id of the multipart upload. */
  @Column('text', { name: 'multipart_id', nullable: true }) multipartId!: string | null;
  /** Bytes of the owner's quota that are kept free for it. */
  @Column('bigint', { name: 'held_bytes', transformer: bigintAsNumber }) heldBytes!: number;
  /** The day (UTC) on which it was counted; null once its hold has been settled or given back. */
  @Column('date', { name: 'held_on', nullable: true }) heldOn!: string | null;
  /** When the bytes of an upload that came to nothing were removed. */
  /** Which API key it came with, and from where, for the audit log. */
  @Column('uuid', { name: 'key_id', nullable: true }) keyId!: string | null;
  @Column('text', { nullable: true }) address!: string | null;
  @Column('timestamptz', { name: 'swept_at', nullable: true }) sweptAt!: Date | null;
  /** Where a worker fetches the bytes from; null when they are sent. */
  @Column('text', { name: 'source_url', nullable: true }) sourceUrl!: string | null;
  /** The client's own words about a resumable upload, as tus sends them; null for every other upload. */
  @Column('text', { name: 'tus_metadata', nullable: true }) tusMetadata!: string | null;
  /** Blobs with bytes that do not fill a part yet: the first one counts, while there are such bytes. */
  @Column('text', { name: 'rest_keys', array: true }) restKeys!: string[];
}

/** What the upload's first request said the image is to be given, with what holds where it said nothing. */
export const announcedAttributes = ({ attributes }: Pick<UploadEntity, 'attributes'>) => ({
  attributes: attributes ?? {},
  visibility: attributes?.visibility ?? 'PRIVATE',
  outputs: attributes?.outputs,
});

/** The upload as its row is once the image exists, without reading it again. */
export const completedUpload = (
  upload: UploadEntity,
  { id, byteSize }: Pick<ImageEntity, 'id' | 'byteSize'>,
): UploadEntity =>
  Object.assign(upload, { status: 'COMPLETED', imageId: id, receivedBytes: byteSize } as const);
