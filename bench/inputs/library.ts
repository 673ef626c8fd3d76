/** A library of images that were never uploaded, for reads that touch rows only. */
import { Client } from 'pg';
import { bootstrapOwner } from '../../domain/access/bootstrap-api-key.ts';
import { listImages } from '../../domain/images/list-images.ts';
import { benchViewer, type Statement, statementsOf } from './statements.ts';

export const imageCount = 500;

/** Rows as uploads leave them, with words, tags, metadata and a placeholder of the usual size. */
const insert = `
  WITH numbers AS (SELECT number, gen_random_uuid() AS upload, gen_random_uuid() AS image
                     FROM generate_series(1, $1::int) AS number),
       uploaded AS (
         INSERT INTO uploads (id, owner_id, status, profile, filename, storage_key, received_bytes, image_id)
         SELECT upload, $2, 'COMPLETED', 'default', 'photo.jpg', 'originals/' || upload, 830000, image FROM numbers
       )
  INSERT INTO images (id, owner_id, upload_id, status, profile, visibility, filename, title, tags, content_type,
                      byte_size, sha256, width, height, frames, has_alpha, placeholder, metadata, storage_key, created_at)
  SELECT image, $2, upload, 'READY', 'default', 'PRIVATE', 'photo-' || number || '.jpg', 'Holiday ' || number,
         ARRAY['holiday', 'lake'], 'image/jpeg', 830000 + number, repeat(md5(number::text), 2), 2725, 2225, 1, false,
         jsonb_build_object('thumbhash', repeat('a', 32), 'dataUri', 'data:image/webp;base64,' || repeat('b', 160),
                            'dominantColor', '#345678'),
         '{"cameraMake": "Canon", "cameraModel": "EOS 5D", "iso": 200}', 'originals/' || upload,
         now() - number * interval '1 minute'
    FROM numbers`;

export async function fillLibrary(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(insert, [imageCount, bootstrapOwner]);
    await client.query('ANALYZE');
  } finally {
    await client.end();
  }
}

/** What the product asks the database for such a page. */
export async function listStatement(url: string, first: number): Promise<Statement> {
  const [statement, ...more] = await statementsOf(url, (database) =>
    listImages(database, benchViewer, { page: { first } }),
  );
  if (!statement || more.length > 0) throw new Error('a page is not one statement any more');
  return statement;
}
