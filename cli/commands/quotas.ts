/** Shows and sets what a single owner may store, straight in the database. */
import { type OwnerQuotas, ownerQuotas, setOwnerQuotas } from '../../domain/usage/owner-quotas.ts';
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
  const quotas = await withDatabase(async (database, config) => {
    await setOwnerQuotas(database, owner, changes);
    return ownerQuotas(database, owner, config.quotas);
  });
  print(owner, quotas, json);
}

const read = (given: GivenQuota | undefined): number | null | undefined =>
  given === 'default' ? null : given;

export async function showQuotas(owner: string, { json }: { json?: true }): Promise<void> {
  print(owner, await withDatabase((database, config) => ownerQuotas(database, owner, config.quotas)), json);
}

function print(owner: string, { allowed, used }: OwnerQuotas, json: true | undefined): void {
  if (json) return console.log(JSON.stringify({ owner, allowed, used }));
  console.table({
    bytes: row(used.bytes, allowed.bytes),
    images: row(used.images, allowed.images),
    'uploads today': row(used.uploadsToday, allowed.uploadsPerDay),
  });
}

const row = (used: number, allowed: number | null) => ({ used, allowed: allowed ?? 'unlimited' });
