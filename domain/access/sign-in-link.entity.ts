/** A link that begins one session: only the hash of its token is kept, and its row goes when it is used. */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Scope } from './viewer.ts';

@Entity({ name: 'sign_in_links' })
export class SignInLinkEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('bytea', { name: 'token_hash' }) tokenHash!: Buffer;
  /** Whose session it begins, and what that may do. */
  @Column('text', { name: 'owner_id' }) ownerId!: string;
  @Column('text', { array: true }) scopes!: Scope[];
  @Column('timestamptz', { name: 'expires_at' }) expiresAt!: Date;
}
