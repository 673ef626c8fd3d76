/** What one client has used of one budget, on all servers. Its columns are those that the limiter's library writes. */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { bigintAsNumber } from '../database-types.ts';

@Entity({ name: 'rate_limits' })
export class RateLimitEntity {
  /** The budget and the client. */
  @PrimaryColumn('text') key!: string;
  @Column('integer') points!: number;
  /** When the window ends, in milliseconds since 1970. */
  @Column('bigint', { nullable: true, transformer: bigintAsNumber }) expire!: number | null;
}
