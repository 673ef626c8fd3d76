/** Quotas of one owner in place of the configured ones; null leaves the configured one. Written by the operator. */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { bigintAsNumber } from '../database-types.ts';

@Entity({ name: 'owner_quotas' })
export class OwnerQuotaEntity {
  @PrimaryColumn('text', { name: 'owner_id' }) ownerId!: string;
  @Column('bigint', { nullable: true, transformer: bigintAsNumber }) bytes!: number | null;
  @Column('bigint', { nullable: true, transformer: bigintAsNumber }) images!: number | null;
  @Column('bigint', { name: 'uploads_per_day', nullable: true, transformer: bigintAsNumber })
  uploadsPerDay!: number | null;
}
