/**
 * The quotas of an owner. An upload holds its share before it begins, settles it when it becomes an image, or gives
 * it back; each is one conditional update in the transaction that changes the upload, so that a thousand uploads at
 * once cannot overdraw and nothing is given back twice.
 */
import type { DataSource, EntityManager } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import { AppError } from '../../platform/errors.ts';

/** Undefined: unlimited, or in a class what is configured for everybody. */
interface Limits {
  readonly bytes?: number | undefined;
  readonly images?: number | undefined;
  readonly uploadsPerDay?: number | undefined;
}

/**
 * What is configured. In `owner_quotas` an owner can have quotas of its own, which come first, and a class, whose
 * quotas come before those of everybody.
 */
export interface Quotas extends Limits {
  readonly bytes: number | undefined;
  readonly images: number | undefined;
  readonly classes?: Readonly<Record<string, Limits>>;
}

/** What an upload keeps free: its row remembers it, and loses it with the settling or the giving back. */
export interface Hold {
  readonly heldBytes: number;
  /** The day (UTC) on which it was counted. */
  readonly heldOn: string;
}

/** What an upload of unknown size can still grow to. No promise, only an early end for what cannot fit: the settling decides. */
export interface Room {
  readonly bytes: number;
  readonly limit: number;
}

type NullableRoom = { readonly [P in keyof Room]: number | null };

/** Undefined: unlimited. */
const roomOf = ({ bytes, limit }: NullableRoom): Room | undefined =>
  bytes !== null && limit !== null ? { bytes, limit } : undefined;

/** One day for everybody, and the clock of the database alone. */
const today = `(now() AT TIME ZONE 'UTC')::date`;

/** $1 is the owner, $2 to $4 what is configured for everybody, $5 the classes. */
const limits = `
  SELECT coalesce(own.bytes, (class.quotas ->> 'bytes')::bigint, $2::bigint) AS bytes,
         coalesce(own.images, (class.quotas ->> 'images')::bigint, $3::bigint) AS images,
         coalesce(own.uploads_per_day, (class.quotas ->> 'uploadsPerDay')::bigint, $4::bigint) AS uploads
    FROM (SELECT $1::text AS owner_id) AS owner LEFT JOIN owner_quotas AS own USING (owner_id)
         CROSS JOIN LATERAL (SELECT $5::jsonb -> own.quota_class AS quotas) AS class`;

const configured = ({ bytes, images, uploadsPerDay, classes = {} }: Quotas): (number | string | null)[] => [
  bytes ?? null,
  images ?? null,
  uploadsPerDay ?? null,
  JSON.stringify(classes),
];

const uploadsToday = `CASE WHEN owner_usage.uploads_on = ${today} THEN owner_usage.uploads ELSE 0 END`;

/** Of an owner, as SQL. */
interface Taken {
  readonly bytes: string;
  readonly images: string;
  readonly uploads: string;
}

const nothing: Taken = { bytes: '0', images: '0', uploads: '0' };
const alreadyTaken: Taken = {
  bytes: 'owner_usage.bytes + owner_usage.held_bytes',
  images: 'owner_usage.images + owner_usage.held_images',
  uploads: uploadsToday,
};

/** Whether one more fits beside it, $6 being its bytes. */
const fitsBeside = ({ bytes, images, uploads }: Taken): string => `
  (quota.images IS NULL OR ${images} + 1 <= quota.images)
  AND (quota.uploads IS NULL OR ${uploads} + 1 <= quota.uploads)
  AND (quota.bytes IS NULL OR ${bytes} + greatest($6::bigint, 1) <= quota.bytes)`;

/**
 * Holds one image, one upload of today, and the bytes that were announced; answers with the room that is left. Where
 * nothing was announced, only a byte must be left: such uploads would starve each other if each held all that it may
 * become, so the bytes decide at the end.
 * @throws AppError QUOTA_EXCEEDED, DAILY_QUOTA_EXCEEDED, and then the transaction must not commit.
 */
export async function holdQuota(
  manager: EntityManager,
  { ownerId, byteSize }: { ownerId: string; byteSize: number | undefined },
  quotas: Quotas,
): Promise<Hold & { readonly room: Room | undefined }> {
  const [held] = await sql<Pick<Hold, 'heldOn'> & NullableRoom>(
    manager,
    `WITH quota AS (${limits})
     INSERT INTO owner_usage (owner_id, held_bytes, held_images, uploads, uploads_on)
     SELECT $1, $6::bigint, 1, 1, ${today} FROM quota WHERE ${fitsBeside(nothing)}
     ON CONFLICT (owner_id) DO UPDATE
        SET held_bytes = owner_usage.held_bytes + $6::bigint, held_images = owner_usage.held_images + 1,
            uploads = ${uploadsToday} + 1, uploads_on = ${today}
      WHERE (SELECT ${fitsBeside(alreadyTaken)} FROM quota)
     RETURNING uploads_on::text AS "heldOn", (SELECT quota.bytes FROM quota)::float8 AS limit,
               ((SELECT quota.bytes FROM quota) - bytes - held_bytes)::float8 AS bytes`,
    [ownerId, ...configured(quotas), byteSize ?? 0],
  );
  if (!held) throw await exceeded(manager, { ownerId, bytes: byteSize ?? 1, quotas });
  return { heldBytes: byteSize ?? 0, heldOn: held.heldOn, room: roomOf(held) };
}

/**
 * Turns what an upload holds into what its image takes. What was announced is promised: only more than that is
 * measured against the quota again.
 * @throws AppError QUOTA_EXCEEDED, and then the transaction must not commit.
 */
export async function settleQuota(
  manager: EntityManager,
  { ownerId, hold, byteSize }: { ownerId: string; hold: Hold; byteSize: number },
  quotas: Quotas,
): Promise<void> {
  const settled = await sql(
    manager,
    `WITH quota AS (${limits})
     UPDATE owner_usage
        SET bytes = owner_usage.bytes + $7::bigint, images = owner_usage.images + 1,
            held_bytes = held_bytes - $6::bigint, held_images = held_images - 1
       FROM quota
      WHERE owner_id = $1
        AND ($7::bigint <= $6::bigint OR quota.bytes IS NULL
             OR owner_usage.bytes + held_bytes - $6::bigint + $7::bigint <= quota.bytes)
      RETURNING 1`,
    [ownerId, ...configured(quotas), hold.heldBytes, byteSize],
  );
  if (settled.length > 0) return;
  const { bytes } = await quotasOf(manager, ownerId, quotas);
  throw new AppError('QUOTA_EXCEEDED', { limit: bytes ?? 0, what: 'bytes' });
}

/** Gives back what uploads of one owner held that came to nothing. Whoever calls has taken it from their rows. */
export async function releaseQuota(
  manager: EntityManager,
  ownerId: string,
  holds: readonly Hold[],
): Promise<void> {
  await sql(
    manager,
    `UPDATE owner_usage
        SET held_bytes = held_bytes - $2::bigint, held_images = held_images - $3::bigint,
            uploads = uploads - (SELECT count(*) FROM unnest($4::date[]) AS day WHERE day = uploads_on)
      WHERE owner_id = $1`,
    [
      ownerId,
      holds.reduce((sum, { heldBytes }) => sum + heldBytes, 0),
      holds.length,
      holds.map(({ heldOn }) => heldOn),
    ],
  );
}

/** Takes an image out of what its owner has stored: in the transaction that deletes it. */
export async function refund(
  manager: EntityManager,
  ownerId: string,
  { bytes, images }: { bytes: number; images: number },
): Promise<void> {
  await sql(manager, 'UPDATE owner_usage SET bytes = bytes - $2, images = images - $3 WHERE owner_id = $1', [
    ownerId,
    bytes,
    images,
  ]);
}

export interface Usage {
  readonly bytes: number;
  readonly images: number;
  readonly uploadsToday: number;
}

/** What an owner has stored, with what its uploads in work hold. */
export async function usageOf(database: DataSource | EntityManager, ownerId: string): Promise<Usage> {
  const [row] = await sql<Usage>(
    database,
    `SELECT (bytes + held_bytes)::float8 AS bytes, (images + held_images)::float8 AS images,
            (${uploadsToday})::float8 AS "uploadsToday" FROM owner_usage WHERE owner_id = $1`,
    [ownerId],
  );
  return row ?? { bytes: 0, images: 0, uploadsToday: 0 };
}

/** Without what is in work. */
export async function storedImages(database: DataSource, ownerId: string): Promise<number> {
  const [row] = await sql<{ images: number }>(
    database,
    'SELECT images::float8 AS images FROM owner_usage WHERE owner_id = $1',
    [ownerId],
  );
  return row?.images ?? 0;
}

/** What an owner may store; null: unlimited. */
export async function quotasOf(
  database: DataSource | EntityManager,
  ownerId: string,
  quotas: Quotas,
): Promise<{ bytes: number | null; images: number | null; uploadsPerDay: number | null }> {
  const [row] = await sql<{ bytes: number | null; images: number | null; uploadsPerDay: number | null }>(
    database,
    `SELECT bytes::float8 AS bytes, images::float8 AS images, uploads::float8 AS "uploadsPerDay"
       FROM (${limits}) AS quota`,
    [ownerId, ...configured(quotas)],
  );
  return row ?? { bytes: null, images: null, uploadsPerDay: null };
}

/** Of an upload that holds its share already. Undefined: unlimited. */
export async function roomFor(
  database: DataSource | EntityManager,
  ownerId: string,
  quotas: Quotas,
): Promise<Room | undefined> {
  const [row] = await sql<NullableRoom>(
    database,
    `WITH quota AS (${limits})
     SELECT (quota.bytes - coalesce(owner_usage.bytes + held_bytes, 0))::float8 AS bytes, quota.bytes::float8 AS limit
       FROM quota LEFT JOIN owner_usage ON owner_id = $1`,
    [ownerId, ...configured(quotas)],
  );
  return row && roomOf(row);
}

/** Which of the quotas is in the way. */
async function exceeded(
  manager: EntityManager,
  { ownerId, bytes, quotas }: { ownerId: string; bytes: number; quotas: Quotas },
): Promise<AppError> {
  const used = await usageOf(manager, ownerId);
  const limit = await quotasOf(manager, ownerId, quotas);
  if (limit.uploadsPerDay !== null && used.uploadsToday + 1 > limit.uploadsPerDay)
    return new AppError('DAILY_QUOTA_EXCEEDED', { limit: limit.uploadsPerDay });
  if (limit.bytes !== null && used.bytes + bytes > limit.bytes)
    return new AppError('QUOTA_EXCEEDED', { limit: limit.bytes, what: 'bytes' });
  return new AppError('QUOTA_EXCEEDED', { limit: limit.images ?? 0, what: 'images' });
}
