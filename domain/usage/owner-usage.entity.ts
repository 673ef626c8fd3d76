/** What one owner has stored; moves only in the transaction that adds or removes an image. */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { bigintAsNumber } from '../database-types.ts';

@Entity({ name: 'owner_usage' })
export class OwnerUsageEntity {
  @PrimaryColumn('text', { name: 'owner_id' }) ownerId!: string;
  /** Bytes of originals. */
  @Column('bigint', { transformer: bigintAsNumber }) bytes!: number;
  @Column('bigint', { transformer: bigintAsNumber }) images!: number;
}
