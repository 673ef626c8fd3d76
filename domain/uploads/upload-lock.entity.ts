/** Who writes to a resumable upload now, in whichever process: a lease, so that a crash takes nothing with it. */
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ name: 'upload_locks' })
export class UploadLockEntity {
  @PrimaryColumn('uuid', { name: 'upload_id' }) uploadId!: string;
  /** One request. */
  @Column('uuid') holder!: string;
  /** When the holder is taken for dead. */
  @Column('timestamptz', { name: 'held_until' }) heldUntil!: Date;
  /** Whether somebody waits for it: then the holder ends early. */
  @Column('boolean') wanted!: boolean;
}
