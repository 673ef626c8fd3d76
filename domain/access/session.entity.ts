/** A browser that is signed in: only the hash of its cookie is kept, and its row goes when it ends. */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Scope } from './viewer.ts';

@Entity({ name: 'sessions' })
export class SessionEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('bytea', { name: 'token_hash' }) tokenHash!: Buffer;
  @Column('text', { name: 'owner_id' }) ownerId!: string;
  @Column('text', { array: true }) scopes!: Scope[];
  /** What the browser said that it is, so that a person can tell sessions apart. */
  @Column('text', { name: 'user_agent', nullable: true }) userAgent!: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt!: Date;
  @Column('timestamptz', { name: 'last_used_at', nullable: true }) lastUsedAt!: Date | null;
}
