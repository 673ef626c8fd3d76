/** Finds the image that an owner has of the same bytes, where the profile says that one is enough. */
import type { DataSource, EntityManager } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import { imageColumns } from '../images/image-columns.ts';
import type { ImageEntity } from '../images/image.entity.ts';
import type { Profile } from '../profiles/profile.ts';

interface Candidate {
  readonly ownerId: string;
  readonly profile: Profile;
  readonly namespace: string | null;
  readonly sha256: string;
}

/**
 * The image that is returned instead of a new one, if there is any. Until the transaction ends, nobody else decides
 * about the same bytes, and the image that was found cannot be deleted. One that failed is not offered again.
 */
export async function findDuplicate(
  { database, manager }: { database: DataSource; manager: EntityManager },
  { ownerId, profile, namespace, sha256 }: Candidate,
): Promise<ImageEntity | undefined> {
  if (!profile.deduplicate) return undefined;
  // A collision of the hash makes two uploads wait for each other's commit, and does no other harm.
  await sql(manager, 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
    JSON.stringify(['deduplicate', ownerId, profile.name, namespace, sha256]),
  ]);
  const [found] = await sql<ImageEntity>(
    manager,
    `SELECT ${imageColumns(database)} FROM images
      WHERE owner_id = $1 AND sha256 = $2 AND profile = $3 AND namespace IS NOT DISTINCT FROM $4
        AND status <> 'FAILED'
      ORDER BY id LIMIT 1 FOR SHARE`,
    [ownerId, sha256, profile.name, namespace],
  );
  return found;
}
