/** A grant to look at an image: to one subject, or to whoever holds a link, of which only a hash is kept. */
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ name: 'shares' })
export class ShareEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'image_id' }) imageId!: string;
  /** The owner of the image. */
  @Column('text', { name: 'owner_id' }) ownerId!: string;
  /** The subject that it is for; null: whoever holds the link. */
  @Column('text', { name: 'recipient_id', nullable: true }) recipientId!: string | null;
  /** SHA-256 of the link's token; null where there is a recipient. */
  @Column('bytea', { name: 'token_hash', nullable: true }) tokenHash!: Buffer | null;
  @Column('timestamptz', { name: 'expires_at', nullable: true }) expiresAt!: Date | null;
  /** How often it may be looked at. */
  @Column('integer', { name: 'max_views', nullable: true }) maxViews!: number | null;
  @Column('integer', { name: 'view_count' }) viewCount!: number;
  /** Pixels that a rendition may be wide. */
  @Column('integer', { name: 'max_width', nullable: true }) maxWidth!: number | null;
  @Column('boolean', { name: 'allow_original' }) allowOriginal!: boolean;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'revoked_at', nullable: true }) revokedAt!: Date | null;
}
