/** Keeps, finds and forgets renditions that were made on demand: bytes under a key of their own, then the row. */
import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { contentTypes, type RenderedOutput } from '../../media/types.ts';
import { sql } from '../../platform/database/sql.ts';
import { newUuid } from '../../platform/ids.ts';
import type { BlobStore } from '../../storage/blob-store.ts';
import { renditionColumns } from '../images/image-columns.ts';
import type { RenditionEntity } from './rendition.entity.ts';
import type { Rendition } from './rendition.ts';

interface Dependencies {
  readonly database: DataSource;
  readonly store: Pick<BlobStore, 'put' | 'delete'>;
}

/** Where the blobs of an image's renditions are kept. */
export const renditionPrefix = (imageId: string): string => `renditions/${imageId.slice(-2)}/${imageId}/`;

/** How exactly it is known when a rendition was last asked for: one write an hour, however many ask. */
const usedHours = 1;

export async function findRendition(
  database: DataSource,
  imageId: string,
  rendition: Pick<Rendition, 'recipe'>,
): Promise<RenditionEntity | undefined> {
  return (await findBestRendition(database, imageId, [rendition]))?.row;
}

/** The first of them that is stored, with its row: one statement, however many there are. */
export async function findBestRendition<R extends Pick<Rendition, 'recipe'>>(
  database: DataSource,
  imageId: string,
  candidates: readonly R[],
): Promise<{ readonly rendition: R; readonly row: RenditionEntity } | undefined> {
  const rows = await sql<RenditionEntity>(
    database,
    `SELECT ${renditionColumns(database)} FROM renditions WHERE image_id = $1 AND recipe = ANY($2)`,
    [imageId, candidates.map(({ recipe }) => recipe)],
  );
  for (const rendition of candidates) {
    const row = rows.find(({ recipe }) => recipe === rendition.recipe);
    if (!row) continue;
    await markUsed(database, row);
    return { rendition, row };
  }
  return undefined;
}

async function markUsed(database: DataSource, { id, usedAt }: RenditionEntity): Promise<void> {
  if (usedAt.getTime() < Date.now() - usedHours * 3_600_000)
    await sql(database, 'UPDATE renditions SET used_at = now() WHERE id = $1 RETURNING 1', [id]);
}

/**
 * The blob has a key that nobody else ever uses, so that who removes a row may remove its blob, whatever is being made
 * meanwhile. Undefined when the image is gone, or somebody else was faster: then these bytes are gone as well.
 */
export async function storeRendition(
  { database, store }: Dependencies,
  { imageId, rendition, output }: { imageId: string; rendition: Rendition; output: RenderedOutput },
): Promise<RenditionEntity | undefined> {
  const { format, spec, recipe } = rendition;
  const { data, width, height, quality, processingMs } = output;
  const id = newUuid();
  const key = `${renditionPrefix(imageId)}${id}.${format}`;
  await store.put(key, data, { contentType: contentTypes[format], byteSize: data.byteLength });
  const digest = createHash('sha256').update(data).digest('hex');
  // Holds a deletion off until the row is there for it to take along.
  const [kept] = await sql<RenditionEntity>(
    database,
    `INSERT INTO renditions (id, image_id, recipe, spec, format, width, height, quality, byte_size, digest, storage_key,
                             processing_ms)
     SELECT $1, id, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12 FROM images WHERE id = $2 FOR KEY SHARE
     ON CONFLICT (image_id, recipe) DO NOTHING
     RETURNING ${renditionColumns(database)}`,
    [
      id,
      imageId,
      recipe,
      spec,
      format,
      width,
      height,
      quality,
      data.byteLength,
      digest,
      key,
      Math.round(processingMs),
    ],
  );
  if (!kept) await store.delete([key]);
  return kept;
}

/** For a row whose blob is lost: the rendition is made anew when it is asked for. */
export async function forgetRendition(database: DataSource, { id }: RenditionEntity): Promise<void> {
  await sql(database, 'DELETE FROM renditions WHERE id = $1 RETURNING 1', [id]);
}
