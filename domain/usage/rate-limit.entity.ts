/** The bucket of one client of one budget, over all servers. */
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ name: 'rate_limits' })
export class RateLimitEntity {
  /** The budget and the client. */
  @PrimaryColumn('text') key!: string;
  /** When it is full again. */
  @Column('timestamptz', { name: 'full_at' }) fullAt!: Date;
}
