/** Shows and sets what a single owner may store, straight in the database. */
import { ownerQuotas, setOwnerQuotas } from '../../domain/usage/owner-quotas.ts';
import { loadConfig } from '../../platform/config/load.ts';
import { withDatabase } from '../with-database.ts';

/** `default` takes the configured one again. */
export type GivenQuota = number | 'default';

export interface SetQuotasOptions {
  readonly bytes?: GivenQuota;
  readonly images?: GivenQuota;
  readonly uploadsPerDay?: GivenQuota;
  readonly json?: true;
}

export async function setQuotas(
  owner: string,
  { bytes, images, uploadsPerDay, json }: SetQuotasOptions,
): Promise<void> {
  const changes = { bytes: read(bytes), images: read(images), uploadsPerDay: read(uploadsPerDay) };
  await withDatabase((database) => setOwnerQuotas(database, owner, changes));
  await showQuotas(owner, { json });
}

const read = (given: GivenQuota | undefined): number | null | undefined =>
  given === 'default' ? null : given;

export async function showQuotas(owner: string, { json }: { json?: true | undefined }): Promise<void> {
  const { allowed, used } = await withDatabase((database) =>
    ownerQuotas(database, owner, loadConfig(process.env).quotas),
  );
  if (json) return console.log(JSON.stringify({ owner, allowed, used }));
  console.table({
    bytes: row(used.bytes, allowed.bytes),
    images: row(used.images, allowed.images),
    'uploads today': row(used.uploadsToday, allowed.uploadsPerDay),
  });
}

const row = (used: number, allowed: number | null) => ({ used, allowed: allowed ?? 'unlimited' });
