/** Puts the variants that were made in the place of those that there were, all at once. */
import type { DataSource, EntityManager } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import { appendEvents, type NewEvent } from '../events/append-events.ts';
import { imageColumns, variantColumns } from '../images/image-columns.ts';
import type { ImageEntity } from '../images/image.entity.ts';
import type { VariantEntity } from '../images/variant.entity.ts';
import { type PurgeSender, sendPurges } from '../purging/send-purges.ts';
import type { PlannedVariant, VariantsPlan } from './plan-variants.ts';
import { removeSuperseded } from './reprocess-job.ts';

/** What came out for a row of the plan, and where it is kept. */
export interface MadeVariant {
  readonly variant: PlannedVariant;
  readonly digest: string;
  readonly storageKey: string;
  readonly byteSize: number;
  readonly width: number;
  readonly height: number;
  readonly quality: number;
  readonly processingMs: number;
}

export interface VariantsSwitch {
  /** As it was when the plan was made, with the rows of its variants. */
  readonly image: ImageEntity;
  readonly rows: readonly VariantEntity[];
  readonly plan: VariantsPlan;
  readonly made: readonly MadeVariant[];
}

type Dependencies = PurgeSender & { readonly database: DataSource };

/** Requests that were allowed a moment before still read the old bytes. */
const removeAfterSeconds = 60;

/** `changed` when the plan is no longer about what there is: nothing is done then. */
export async function switchVariants(
  dependencies: Dependencies,
  { image, rows, plan, made }: VariantsSwitch,
): Promise<'ready' | 'deleted' | 'changed'> {
  const { database, queue } = dependencies;
  return database.transaction(async (manager) => {
    const present = await readPresent({ database, manager }, image.id);
    if (!present) return 'deleted';
    if (present.seen !== seenOf(image, rows)) return 'changed';
    const replaced = [
      ...plan.drop,
      ...made.flatMap(({ variant: { old }, digest }) => (old && old.digest !== digest ? [old] : [])),
    ];
    // While the rows are there that are named by URLs.
    if (replaced.some(isReady))
      await sendPurges(dependencies, manager, { images: [image], variantsOnly: true, isWithdrawn: true });
    await sql(manager, 'DELETE FROM variants WHERE id = ANY($1::uuid[])', [plan.drop.map(({ id }) => id)]);
    await writeRows(manager, image.id, [...plan.await.map(waiting), ...made.map(ready)]);
    await moveRows(manager, plan.move);
    const keys = replaced.flatMap(({ storageKey }) => storageKey ?? []);
    if (keys.length > 0)
      await queue.send(
        removeSuperseded,
        { imageId: image.id, keys },
        { manager, group: image.ownerId, after: removeAfterSeconds },
      );
    const about = { imageId: image.id, ownerId: image.ownerId };
    const events: NewEvent[] = made
      .filter(({ variant: { old }, digest }) => old?.digest !== digest)
      .map(({ variant }) => ({ ...about, type: 'VARIANT_READY', variantId: variant.id }));
    if (plan.drop.length > 0) events.push({ ...about, type: 'IMAGE_UPDATED' });
    if (await recover(manager, image.id)) events.push({ ...about, type: 'IMAGE_READY' });
    if (events.length > 0) await appendEvents(manager, events);
    return 'ready';
  });
}

const isReady = ({ status }: VariantEntity): boolean => status === 'READY';

/** Takes the lock on the image, as everybody does who changes its variants. */
async function readPresent(
  { database, manager }: { database: DataSource; manager: EntityManager },
  imageId: string,
): Promise<{ readonly seen: string } | undefined> {
  const [image] = await sql<ImageEntity>(
    manager,
    `SELECT ${imageColumns(database)} FROM images WHERE id = $1 FOR UPDATE`,
    [imageId],
  );
  if (!image) return undefined;
  const rows = await sql<VariantEntity>(
    manager,
    `SELECT ${variantColumns(database)} FROM variants WHERE image_id = $1`,
    [imageId],
  );
  return { seen: seenOf(image, rows) };
}

/** What the plan rests on. Whether a row is being made is nothing to it: what is made by others is then READY before or after. */
const seenOf = ({ focalX, focalY }: ImageEntity, rows: readonly VariantEntity[]): string =>
  JSON.stringify([
    focalX,
    focalY,
    rows
      .map(({ id, status, storageKey, requestedAt }) => [
        id,
        status === 'PROCESSING' ? 'PENDING' : status,
        storageKey,
        requestedAt !== null,
      ])
      .sort(([one], [other]) => (String(one) < String(other) ? -1 : 1)),
  ]);

type WrittenRow = PlannedVariant &
  Pick<
    VariantEntity,
    'status' | 'width' | 'height' | 'byteSize' | 'digest' | 'storageKey' | 'processingMs' | 'readyAt'
  >;

const nothing = {
  width: null,
  height: null,
  byteSize: null,
  digest: null,
  storageKey: null,
  processingMs: null,
  readyAt: null,
} as const;

const waiting = (row: PlannedVariant): WrittenRow => ({
  ...row,
  ...nothing,
  status: 'PENDING',
});

const ready = ({ variant, ...output }: MadeVariant): WrittenRow => ({
  ...variant,
  width: output.width,
  height: output.height,
  quality: output.quality,
  byteSize: output.byteSize,
  digest: output.digest,
  storageKey: output.storageKey,
  processingMs: Math.round(output.processingMs),
  readyAt: new Date(),
  status: 'READY',
});

async function writeRows(
  manager: EntityManager,
  imageId: string,
  rows: readonly WrittenRow[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql(
    manager,
    `INSERT INTO variants (id, image_id, name, format, position, required, lazy, requested_at, geometry, quality,
                           auto_quality, background, effects, status, width, height, byte_size, digest, storage_key,
                           processing_ms, ready_at)
     SELECT id, $1, name, format, position, required, lazy, "requestedAt", geometry, quality, "autoQuality", background,
            NULL, status, width, height, "byteSize", digest, "storageKey", "processingMs", "readyAt"
       FROM jsonb_to_recordset($2::jsonb)
         AS made (id uuid, name text, format text, position integer, required boolean, lazy boolean,
                  "requestedAt" timestamptz, geometry jsonb, quality integer, "autoQuality" double precision,
                  background text, status text, width integer, height integer, "byteSize" bigint, digest text,
                  "storageKey" text, "processingMs" integer, "readyAt" timestamptz)
     ON CONFLICT (id) DO UPDATE
       SET position = excluded.position, required = excluded.required, lazy = excluded.lazy,
           requested_at = excluded.requested_at, geometry = excluded.geometry, quality = excluded.quality,
           auto_quality = excluded.auto_quality, background = excluded.background, effects = NULL,
           status = excluded.status, width = excluded.width, height = excluded.height,
           byte_size = excluded.byte_size, digest = excluded.digest, storage_key = excluded.storage_key,
           failure_code = NULL, failure_message = NULL, processing_ms = excluded.processing_ms,
           ready_at = excluded.ready_at`,
    [imageId, JSON.stringify(rows.map((row) => ({ ...row, old: undefined })))],
  );
}

async function moveRows(manager: EntityManager, rows: VariantsPlan['move']): Promise<void> {
  if (rows.length === 0) return;
  await sql(
    manager,
    `UPDATE variants SET position = moved.position, required = moved.required, lazy = moved.lazy, effects = NULL
       FROM jsonb_to_recordset($1::jsonb) AS moved (id uuid, position integer, required boolean, lazy boolean)
      WHERE variants.id = moved.id`,
    [JSON.stringify(rows.map(({ id, position, required, lazy }) => ({ id, position, required, lazy })))],
  );
}

/** An image that had failed, or was in work, is READY with this. */
async function recover(manager: EntityManager, imageId: string): Promise<boolean> {
  const recovered = await sql(
    manager,
    `UPDATE images SET status = 'READY', failure_code = NULL, failure_message = NULL, updated_at = now()
      WHERE id = $1 AND status <> 'READY' RETURNING 1`,
    [imageId],
  );
  return recovered.length > 0;
}
