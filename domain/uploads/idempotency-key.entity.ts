/** A name that an owner gave to an attempt, so that repeating the request repeats nothing else. */
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ name: 'idempotency_keys' })
export class IdempotencyKeyEntity {
  @PrimaryColumn('text', { name: 'owner_id' }) ownerId!: string;
  @PrimaryColumn('text') key!: string;
  /** SHA-256 of what was asked for; the bytes of a file are compared by `sha256`. */
  @Column('text') fingerprint!: string;
  /** The attempt that runs or ran; nobody else may settle the key. */
  @Column('uuid') holder!: string;
  /** What came of it; null while it runs. Not a foreign key: the answer may be forgotten sooner or later. */
  @Column('uuid', { name: 'upload_id', nullable: true }) uploadId!: string | null;
  /** Of the bytes that came with the first attempt; null where it brought none. */
  @Column('text', { nullable: true }) sha256!: string | null;
  /** While it runs: when the attempt is taken for dead. Afterwards: when the key is forgotten. */
  @Column('timestamptz', { name: 'held_until' }) heldUntil!: Date;
}
