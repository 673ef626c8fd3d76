/** Batches as tests compare them, and the profiles that they are about. */
import type { BatchEntity } from '../domain/batches/batch.entity.ts';
import { findBatches } from '../domain/batches/find-batches.ts';
import type { Harness } from './harness.ts';

export async function foundBatch(
  { database }: Pick<Harness, 'database'>,
  { id }: Pick<BatchEntity, 'id'>,
): Promise<BatchEntity> {
  const [batch] = await findBatches(database, [id]);
  if (!batch) throw new Error('the batch is gone');
  return batch;
}

/** How far it is: ready, failed and deleted, of all. */
export const countsOf = ({ status, total, ready, failed, deleted, finishedAt }: BatchEntity): string =>
  `${status} ${ready}+${failed}+${deleted} of ${total}${finishedAt ? ', ended' : ''}`;

/** What is made of images by the profile default, and nothing by the other. */
export const batchProfiles = `
profiles:
  default:
    allowed_mimes: [image/jpeg]
    size_max_bytes: 200000
    variants:
      - { name: thumb, size: 40x40, fit: cover, formats: [webp] }
  other:
    allowed_mimes: [image/jpeg]
    size_max_bytes: 200000
`;
