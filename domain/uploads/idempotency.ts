/**
 * Idempotency: a request that is sent again under the same key has the result of the first, also when both run at
 * once on different servers, and when the answer to the first was lost.
 *
 * A way in wraps itself with one call:
 *
 *     return idempotently(dependencies, { ownerId, key, operation: 'createUpload', input }, {
 *       run: async (settle) => {
 *         // … in the transaction that makes the result final:
 *         await settle(manager, { uploadId });
 *         return result;
 *       },
 *       replay: async ({ uploadId }) => resultOf(uploadId),
 *     });
 *
 * The key is settled in the transaction of the result: a crash leaves both or neither, and an attempt that slept
 * until another took its key over cannot commit a second result. An attempt that fails gives its key back, so a
 * refusal can be mended and sent again under the same key; one that crashes loses it when its lease ends.
 */
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource, EntityManager } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import { AppError } from '../../platform/errors.ts';
import { newUuid } from '../../platform/ids.ts';
import { findUpload } from './find-upload.ts';
import { refuseOver } from './own-upload.ts';
import type { UploadEntity } from './upload.entity.ts';

export interface Idempotency {
  /** How long a repeated request waits for the first. */
  readonly waitSeconds: number;
  /** How long a settled key is remembered. */
  readonly retentionHours: number;
}

interface Dependencies {
  readonly database: DataSource;
  readonly idempotency: Idempotency;
}

export interface IdempotentRequest {
  readonly ownerId: string;
  /** As the client gave it; without one, the request simply runs. */
  readonly key: string | null | undefined;
  /** One key names one request: the same one of another operation is refused. */
  readonly operation: string;
  /** What was asked for, as plain data with its defaults filled in. The bytes of a file are no part of it. */
  readonly input: object;
}

/** What is remembered of the first attempt. */
export interface Settled {
  readonly uploadId: string;
  /** Of the bytes that came with it, where some did: `replay` compares them with its own. */
  readonly sha256?: string | null | undefined;
}

/** To be called in the transaction that makes the result final. @throws AppError IDEMPOTENCY_KEY_IN_USE. */
export type Settle = (manager: EntityManager, settled: Settled) => Promise<void>;

export interface IdempotentWork<T> {
  run(settle: Settle): Promise<T>;
  replay(settled: Settled): Promise<T>;
}

/** An attempt that says nothing for this long is taken for dead, and the next request takes its key over. */
const leaseSeconds = 15;
const renewEveryMs = 5_000;
/** Pauses between two looks at a key whose first request runs: short at first, since most end soon. */
const [shortestPauseMs, longestPauseMs] = [25, 500];

/** @throws AppError IDEMPOTENCY_KEY_REUSED, IDEMPOTENCY_KEY_IN_USE, INVALID_INPUT, and whatever `run` throws. */
export async function idempotently<T>(
  dependencies: Dependencies,
  { ownerId, key, operation, input }: IdempotentRequest,
  work: IdempotentWork<T>,
): Promise<T> {
  if (key === null || key === undefined) return work.run(async () => {});
  if (!/^[\x21-\x7e]{1,255}$/.test(key))
    throw new AppError('INVALID_INPUT', {
      field: 'idempotencyKey',
      reason: 'use 1 to 255 visible ASCII characters without spaces, such as a UUID',
    });
  const claim = { ownerId, key, fingerprint: fingerprintOf(operation, input), holder: newUuid() };
  const settled = await claimOrAwait(dependencies, claim);
  return settled ? work.replay(settled) : runHolding(dependencies, claim, work);
}

/** @throws AppError IDEMPOTENCY_KEY_REUSED: the request is the same and its bytes are others. */
export function keyReused(): AppError {
  return new AppError('IDEMPOTENCY_KEY_REUSED');
}

/** What the first request came to, as it is now. @throws AppError NOT_FOUND: the key is remembered for longer than the upload. */
export async function settledUpload(database: DataSource, { uploadId }: Settled): Promise<UploadEntity> {
  const upload = await findUpload(database, uploadId);
  if (!upload) throw new AppError('NOT_FOUND', { what: 'The upload of this idempotency key' });
  return upload;
}

/** The same, of an upload that whoever repeats the request wants to go on with. @throws AppError also why it is over. */
export async function repeatedUpload(database: DataSource, settled: Settled): Promise<UploadEntity> {
  const upload = await settledUpload(database, settled);
  refuseOver(upload);
  // The sweeper has not come yet, but it may at any moment: whatever is answered now would lead nowhere.
  if (upload.status !== 'COMPLETED' && upload.expiresAt && upload.expiresAt <= new Date())
    throw new AppError('UPLOAD_EXPIRED');
  return upload;
}

/** Forgets the keys of answers that are old enough, and of attempts that died. */
export async function expireIdempotencyKeys(database: DataSource): Promise<void> {
  await sql(database, 'DELETE FROM idempotency_keys WHERE held_until <= now()');
}

interface Claim {
  readonly ownerId: string;
  readonly key: string;
  readonly fingerprint: string;
  readonly holder: string;
}

/** Undefined when the key is ours now; otherwise what the first request came to. */
async function claimOrAwait(
  { database, idempotency }: Dependencies,
  claim: Claim,
): Promise<Settled | undefined> {
  const deadline = performance.now() + idempotency.waitSeconds * 1_000;
  for (let pause = shortestPauseMs; ; pause = Math.min(pause * 2, longestPauseMs)) {
    if (await take(database, claim)) return undefined;
    const first = await read(database, claim);
    if (first && first.fingerprint !== claim.fingerprint) throw keyReused();
    if (first?.uploadId) return { uploadId: first.uploadId, sha256: first.sha256 };
    if (performance.now() >= deadline) throw new AppError('IDEMPOTENCY_KEY_IN_USE');
    await sleep(pause);
  }
}

/** Takes a key that is free, forgotten, or held by an attempt that died. */
async function take(database: DataSource, { ownerId, key, fingerprint, holder }: Claim): Promise<boolean> {
  const taken = await sql(
    database,
    `INSERT INTO idempotency_keys AS held (owner_id, key, fingerprint, holder, held_until)
     VALUES ($1, $2, $3, $4, now() + $5 * interval '1 second')
     ON CONFLICT (owner_id, key) DO UPDATE
       SET fingerprint = excluded.fingerprint, holder = excluded.holder, held_until = excluded.held_until,
           upload_id = NULL, sha256 = NULL
     WHERE held.held_until <= now() RETURNING 1`,
    [ownerId, key, fingerprint, holder, leaseSeconds],
  );
  return taken.length > 0;
}

interface First {
  readonly fingerprint: string;
  readonly uploadId: string | null;
  readonly sha256: string | null;
}

async function read(database: DataSource, { ownerId, key }: Claim): Promise<First | undefined> {
  const [first] = await sql<First>(
    database,
    `SELECT fingerprint, upload_id AS "uploadId", sha256 FROM idempotency_keys WHERE owner_id = $1 AND key = $2`,
    [ownerId, key],
  );
  return first;
}

async function runHolding<T>(
  { database, idempotency }: Dependencies,
  { ownerId, key, holder }: Claim,
  work: IdempotentWork<T>,
): Promise<T> {
  const ours = 'owner_id = $1 AND key = $2 AND holder = $3 AND upload_id IS NULL';
  const renewal = setInterval(() => {
    sql(
      database,
      `UPDATE idempotency_keys SET held_until = now() + $4 * interval '1 second' WHERE ${ours}`,
      [ownerId, key, holder, leaseSeconds],
      // One that fails is made up for by the next; a lease that ends meanwhile costs this attempt, and nothing else.
    ).catch(() => undefined);
  }, renewEveryMs);
  try {
    return await work.run(async (manager, { uploadId, sha256 }) => {
      const settled = await sql(
        manager,
        `UPDATE idempotency_keys
            SET upload_id = $4, sha256 = $5, held_until = now() + $6 * interval '1 hour'
          WHERE ${ours} RETURNING 1`,
        [ownerId, key, holder, uploadId, sha256 ?? null, idempotency.retentionHours],
      );
      if (settled.length === 0) throw new AppError('IDEMPOTENCY_KEY_IN_USE');
    });
  } catch (error) {
    // A commit that did go through although its answer was lost has settled the key, and then it stays.
    await sql(database, `DELETE FROM idempotency_keys WHERE ${ours}`, [ownerId, key, holder]).catch(
      () => undefined,
    );
    throw error;
  } finally {
    clearInterval(renewal);
  }
}

/** Properties are sorted and nulls left out: it does not matter who wrote them down, or how. */
function fingerprintOf(operation: string, input: object): string {
  const sorted = JSON.stringify({ operation, input }, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
      : (value ?? undefined),
  );
  return createHash('sha256').update(sorted).digest('hex');
}
