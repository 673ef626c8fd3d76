/** A large library out of few photos: images that were never uploaded, whose originals are links to those of others. */
import { link, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { atATime } from '../client/at-a-time.ts';
import type { Stack } from '../stack/stack.ts';

/** Every column as it is, but for what is each row's own: ids, and the time, which is a minute before the last one's. */
const copy = (columns: string): string => `
  WITH originals AS (SELECT row_number() OVER (ORDER BY id) - 1 AS place, count(*) OVER () AS all_of_them, id FROM images),
       numbers AS (SELECT number, gen_random_uuid() AS upload, gen_random_uuid() AS image,
                          'originals/copies/' || number AS key
                     FROM generate_series(1, $1::int) AS number),
       chosen AS (SELECT numbers.*, id FROM numbers JOIN originals ON place = number % all_of_them),
       uploaded AS (
         INSERT INTO uploads
         SELECT (jsonb_populate_record(uploads, jsonb_build_object('id', chosen.upload, 'image_id', chosen.image,
                   'storage_key', key))).*
           FROM chosen JOIN images ON images.id = chosen.id JOIN uploads ON uploads.id = images.upload_id
       ),
       copies AS (
         SELECT (jsonb_populate_record(images, jsonb_build_object('id', image, 'upload_id', upload, 'storage_key', key,
                   'created_at', now() - number * interval '1 minute'))).*
           FROM chosen JOIN images ON images.id = chosen.id
       ),
       inserted AS (INSERT INTO images (${columns}) SELECT ${columns} FROM copies)
  SELECT images.storage_key AS original, chosen.key AS copy FROM chosen JOIN images ON images.id = chosen.id`;

/** Those that may be written to. */
const columnsOfImages = `
  SELECT string_agg(quote_ident(column_name), ', ') AS columns
    FROM information_schema.columns
   WHERE table_schema = current_schema AND table_name = 'images' AND is_generated = 'NEVER'`;

/** Keys of bytes. */
interface Copy {
  readonly original: string;
  readonly copy: string;
}

/** @param count how many are added to those that are there. */
export async function copyImages({ databaseUrl, environment }: Stack, count: number): Promise<void> {
  const pathOf = (key: string): string => join(environment['DATA_DIR'] ?? '', 'blobs', key);
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ columns: string }>(columnsOfImages);
    const copies = await client.query<Copy>(copy(rows[0]?.columns ?? ''), [count]);
    await mkdir(dirname(pathOf('originals/copies/1')), { recursive: true });
    await atATime({ items: copies.rows, limit: 8 }, ({ original, copy }) =>
      link(pathOf(original), pathOf(copy)),
    );
    await client.query('ANALYZE');
  } finally {
    await client.end();
  }
}
