/**
 * As many image rows as are asked for, of owners of all sizes, for measuring reads: one has a tenth of everything, a
 * hundred share another tenth, thousands share the rest. Nothing is random, so that two runs measure the same rows.
 */
import { Client } from 'pg';
import { bootstrapOwner } from '../../domain/access/bootstrap-api-key.ts';

export interface Filling {
  readonly rows: number;
  readonly progress: (text: string) => void;
}

/** Of the images, which are the newest, have variants, events and lines in the audit log. */
const detailedShare = 0.05;
const chunk = 100_000;
/** The server's processes share the machine with those that insert. */
const writers = 2;

/** Made up of the number of the image, `n`; the higher, the older. A scattered number in [0, 1000000) is `h`. */
const numbered = `
  SELECT n, h, md5(n::text) AS md5, date_trunc('milliseconds', now() - n * interval '3 seconds') AS at,
         CASE n % 10 WHEN 0 THEN $3 WHEN 1 THEN 'studio-' || n / 10 % 100 ELSE 'person-' || h % 5000 END AS owner
    FROM (SELECT n, (n::bigint * 7919 + n / 1000 * 104729) % 1000000 AS h FROM generate_series($1::int, $2::int) AS n) AS numbers`;

/** Ids of version 7, as the product makes them: rows that are made together lie together in their indexes. */
const uuid = (salt: string): string =>
  `(lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7' || substr(md5, 1, 3) || '8${salt}' || substr(md5, 6, 14))::uuid`;

/**
 * What a filter may look for: common with everybody (`holiday`, `lake`), rare (`tag-…`, `eclipse`), and common with
 * others while the largest owner has none (`elsewhere`).
 */
const tags = `
  array_remove(ARRAY['tag-' || h / 7 % 5000, CASE WHEN h % 10 < 3 THEN 'holiday' END, CASE WHEN h % 10 = 5 THEN 'lake' END,
                     CASE WHEN h % 50000 = 7 THEN 'eclipse' END,
                     CASE WHEN n % 10 > 1 AND h % 5 = 0 THEN 'elsewhere' END], NULL)`;

const images = `
  INSERT INTO images (id, owner_id, upload_id, status, profile, namespace, visibility, filename, title, tags,
                      content_type, byte_size, sha256, width, height, frames, has_alpha, placeholder, storage_key,
                      created_at, updated_at)
  SELECT ${uuid('1')}, owner, (SELECT id FROM uploads WHERE uploads.owner_id = owner),
         CASE WHEN h % 20000 = 11 THEN 'FAILED' WHEN h % 100000 = 12 THEN 'PROCESSING' ELSE 'READY' END, 'default',
         CASE WHEN h % 100000 = 13 THEN 'launch' WHEN h % 2 = 0 THEN 'group-' || h / 2 % 100 WHEN h % 5 = 1 THEN 'archive' END,
         CASE WHEN n % 10 = 0 AND h % 5000 > 0 OR n % 2 = 1 THEN 'PRIVATE' ELSE 'PUBLIC' END,
         'img-' || n || '.jpg', 'word' || h / 3 % 20000 || ' of the ' || CASE WHEN n % 3 = 0 THEN 'sunrise' ELSE 'sunset' END,
         ${tags},
         CASE WHEN h % 100000 = 14 THEN 'image/gif' WHEN h % 10 = 1 THEN 'image/png' ELSE 'image/jpeg' END,
         50000 + h * 9, md5 || md5, 4000, 3000, 1, false, '{"dominantColor": "#345678"}', 'originals/' || ${uuid('1')},
         at, CASE WHEN n % 20 < 2 THEN at + interval '1 hour' * (h % 24) ELSE at END
    FROM (${numbered}) AS numbered`;

const variants = `
  INSERT INTO variants (id, image_id, name, format, position, required, geometry, quality, background, status, width,
                        height, byte_size, digest, storage_key, created_at, ready_at)
  SELECT gen_random_uuid(), id, name, 'WEBP', place, true, '{}', 80, 'ffffff', 'READY', 800, 600, 60000, sha256,
         'variants/' || id || name, created_at, created_at
    FROM newest, unnest(ARRAY['thumb', 'medium', 'full']) WITH ORDINALITY AS variant (name, place)`;

const events = `
  INSERT INTO events (id, type, image_id, owner_id, occurred_at)
  SELECT gen_random_uuid(), type, id, owner_id, created_at
    FROM newest, unnest(ARRAY['IMAGE_UPLOADED', 'IMAGE_UPDATED', 'IMAGE_READY']) AS type ORDER BY created_at, id`;

const audit = `
  INSERT INTO audit_log (id, occurred_at, action, actor_id, address, owner_id, image_id)
  SELECT id, created_at, CASE WHEN right(id::text, 3) = '123' THEN 'SHARE_CREATED' ELSE 'IMAGE_UPLOADED' END,
         owner_id, '192.0.2.1', owner_id, id
    FROM newest`;

/** Of other people's images with the largest owner. */
const shares = `
  INSERT INTO shares (id, image_id, owner_id, recipient_id, allow_original, created_at)
  SELECT id, id, owner_id, $1, false, created_at FROM newest WHERE owner_id LIKE 'studio-%'`;

const tables = ['images', 'variants', 'events', 'audit_log', 'shares'];

/** @param url of a database that has been migrated and holds nothing yet. */
export async function fillImages(url: string, { rows, progress }: Filling): Promise<void> {
  const clients = await Promise.all(Array.from({ length: writers }, () => openWriter(url)));
  const [client] = clients as [Client];
  try {
    await client.query(
      `INSERT INTO uploads (id, owner_id, status, profile, filename, storage_key)
       SELECT gen_random_uuid(), owner, 'COMPLETED', 'default', 'photo.jpg', 'originals/' || owner
         FROM (SELECT $1 AS owner UNION ALL SELECT 'studio-' || n FROM generate_series(0, 99) AS n
               UNION ALL SELECT 'person-' || n FROM generate_series(0, 4999) AS n) AS owners`,
      [bootstrapOwner],
    );
    await withoutIndexes(client, progress, async () => {
      await insertImages(clients, { rows, progress });
      progress('variants, events, audit log, shares');
      await insertDetails(client, rows);
    });
    await client.query(
      `INSERT INTO owner_usage (owner_id, bytes, images) SELECT owner_id, sum(byte_size), count(*) FROM images GROUP BY 1
       ON CONFLICT (owner_id) DO UPDATE SET bytes = excluded.bytes, images = excluded.images`,
    );
    // As autovacuum leaves them: with statistics, and with pages that are known to be visible to all.
    for (const table of tables) {
      progress(`VACUUM ANALYZE ${table}`);
      await client.query(`VACUUM ANALYZE ${table}`);
    }
  } finally {
    await Promise.all(clients.map((each) => each.end()));
  }
}

async function openWriter(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(`SET synchronous_commit = off`);
  await client.query(`SET maintenance_work_mem = '1GB'; SET max_parallel_maintenance_workers = 2`);
  return client;
}

async function insertImages(clients: readonly Client[], { rows, progress }: Filling): Promise<void> {
  let next = 0;
  const work = async (client: Client): Promise<void> => {
    while (next < rows) {
      const first = next;
      next = Math.min(first + chunk, rows);
      await client.query(images, [first, next - 1, bootstrapOwner]);
      progress(`${next} of ${rows} images`);
    }
  };
  await Promise.all(clients.map(work));
}

async function insertDetails(client: Client, rows: number): Promise<void> {
  const newest = `WITH newest AS (SELECT * FROM images ORDER BY created_at DESC LIMIT ${Math.ceil(rows * detailedShare)})`;
  for (const statement of [variants, events, audit]) await client.query(`${newest} ${statement}`);
  await client.query(`${newest} ${shares}`, [bootstrapOwner]);
}

/**
 * Indexes that are built of a full table take a fraction of the time that each row would take to find its place, and so
 * do foreign keys. Unique ones stay: they are constraints of their tables.
 */
async function withoutIndexes(
  client: Client,
  progress: (text: string) => void,
  use: () => Promise<void>,
): Promise<void> {
  const { rows } = await client.query<{ away: string; back: string }>(
    `SELECT 'DROP INDEX ' || indexrelid::regclass AS away, pg_get_indexdef(indexrelid) AS back FROM pg_index
      WHERE indrelid = ANY($1::regclass[]) AND NOT indisunique
     UNION ALL
     SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname),
            format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
       FROM pg_constraint WHERE conrelid = ANY($1::regclass[]) AND contype = 'f'`,
    [tables],
  );
  for (const { away } of rows) await client.query(away);
  await use();
  for (const { back } of rows) {
    progress(back);
    await client.query(back);
  }
}
