/**
 * Quotas of one owner in place of those of its class, or else of the configured ones; null leaves those. The operator
 * writes them, and the owner's token its class.
 */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { bigintAsNumber } from '../database-types.ts';

@Entity({ name: 'owner_quotas' })
export class OwnerQuotaEntity {
  @PrimaryColumn('text', { name: 'owner_id' }) ownerId!: string;
  @Column('bigint', { nullable: true, transformer: bigintAsNumber }) bytes!: number | null;
  @Column('bigint', { nullable: true, transformer: bigintAsNumber }) images!: number | null;
  @Column('bigint', { name: 'uploads_per_day', nullable: true, transformer: bigintAsNumber })
  uploadsPerDay!: number | null;
  @Column('text', { name: 'quota_class', nullable: true }) quotaClass!: string | null;
}
