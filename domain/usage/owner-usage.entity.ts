/** What one owner has stored, and what is kept free for its uploads in work. */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { bigintAsNumber } from '../database-types.ts';

@Entity({ name: 'owner_usage' })
export class OwnerUsageEntity {
  @PrimaryColumn('text', { name: 'owner_id' }) ownerId!: string;
  /** Bytes of originals. */
  @Column('bigint', { transformer: bigintAsNumber }) bytes!: number;
  @Column('bigint', { transformer: bigintAsNumber }) images!: number;
  /** The sum of what its uploads in work hold. */
  @Column('bigint', { name: 'held_bytes', transformer: bigintAsNumber }) heldBytes!: number;
  @Column('bigint', { name: 'held_images', transformer: bigintAsNumber }) heldImages!: number;
  /** The day (UTC) that `uploads` counts; on any other day there were none. */
  @Column('date', { name: 'uploads_on', nullable: true }) uploadsOn!: string | null;
  @Column('bigint', { transformer: bigintAsNumber }) uploads!: number;
}
