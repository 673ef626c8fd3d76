import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { pino } from 'pino';
import type { DataSource } from 'typeorm';
import { openDatabase } from '../domain/database.ts';
import { jobs } from '../domain/jobs.ts';
import { sql } from '../platform/database/sql.ts';
import { deadLetterName } from '../platform/queue/job-contract.ts';
import { createTestDatabase, type TestDatabase } from '../test/database.ts';
import { silent } from '../test/harness.ts';
import { until } from '../test/until.ts';
import { migrate, migrations, openForMigration, untilMigrated } from './migrate.ts';

let testDatabase: TestDatabase;
let database: DataSource;
beforeEach(async () => {
  testDatabase = await createTestDatabase();
  database = await openForMigration(testDatabase.url);
});
afterEach(async () => {
  await database.destroy();
  await testDatabase.drop();
});

/** All that the schema is made of, in words that are the same on every server. */
async function schemaOf(schema = 'public'): Promise<string[]> {
  const rows = await sql<{ line: string }>(
    database,
    `SELECT format('%s.%s %s %s %s %s', table_name, column_name, data_type, is_nullable, column_default,
                   generation_expression) AS line
       FROM information_schema.columns WHERE table_schema = $1
     UNION ALL
     SELECT format('%s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
       FROM pg_constraint WHERE connamespace = $1::regnamespace AND contype <> 'n'
     UNION ALL
     SELECT indexdef FROM pg_indexes WHERE schemaname = $1
     UNION ALL
     SELECT pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = $1::regnamespace
      ORDER BY 1`,
    [schema],
  );
  return rows.map(({ line }) => line);
}

/** TypeORM's own list of what was applied is no part of the product. */
const ours = (lines: readonly string[]): string[] => lines.filter((line) => !/\bmigrations\b/.test(line));

async function empty(): Promise<void> {
  await sql(database, 'DROP SCHEMA pgboss CASCADE');
  await sql(database, 'DROP SCHEMA public CASCADE');
  await sql(database, 'CREATE SCHEMA public');
}

describe('the migrations', () => {
  it('make what a dump can be restored with, which has no search path', async () => {
    await database.transaction(async (manager) => {
      await sql(manager, `SET LOCAL search_path = ''`);
      expect(
        await sql(
          manager,
          `SELECT public.darkroom_words('A title', 'cats/dogs', 'a.jpg', ARRAY['Tag'])::text AS words`,
        ),
      ).toEqual([{ words: "'a':1,5 'cats':3 'dogs':4 'jpg':6 'tag':7 'title':2" }]);
    });
  });

  it('can be taken back one by one until nothing is left, and applied again to the same schema', async () => {
    const before = await schemaOf();
    expect(before.length).toBeGreaterThan(100);
    for (const _ of migrations) await database.undoLastMigration({ transaction: 'each' });
    expect(ours(await schemaOf())).toEqual([]);
    await database.runMigrations({ transaction: 'each' });
    expect(await schemaOf()).toEqual(before);
  });

  it('can be taken back with rows in every table', async () => {
    await sql(
      database,
      `WITH upload AS (
         INSERT INTO uploads (id, owner_id, status, profile, filename, storage_key)
         VALUES (gen_random_uuid(), 'a', 'COMPLETED', 'default', 'x', 'k') RETURNING id
       ), image AS (
         INSERT INTO images (id, owner_id, upload_id, status, profile, visibility, filename, content_type, byte_size,
                             sha256, width, height, frames, has_alpha, storage_key)
         SELECT id, 'a', id, 'READY', 'default', 'PRIVATE', 'x', 'image/png', 1, '', 1, 1, 1, false, 'k' FROM upload
         RETURNING id
       ), variant AS (
         INSERT INTO variants (id, image_id, name, format, position, required, geometry, background, status)
         SELECT id, id, 'thumb', 'webp', 0, true, '{}', '#fff', 'PENDING' FROM image RETURNING id
       ), rendition AS (
         INSERT INTO renditions (id, image_id, recipe, spec, format, width, height, quality, byte_size, digest,
                                 storage_key, processing_ms)
         SELECT id, id, 'r', 'w1.webp', 'webp', 1, 1, 80, 1, 'd', 'k', 1 FROM image
       )
       INSERT INTO events (id, type, image_id, owner_id) SELECT id, 'IMAGE_READY', id, 'a' FROM variant`,
    );
    for (const _ of migrations) await database.undoLastMigration({ transaction: 'each' });
    expect(ours(await schemaOf())).toEqual([]);
  });

  it('are each applied once', async () => {
    const names = await sql<{ name: string }>(database, 'SELECT name FROM migrations ORDER BY id');
    expect(names.map(({ name }) => name)).toEqual(migrations.map(({ name }) => name));
  });
});

describe('whoever waits for the migrations', () => {
  interface Line {
    readonly lack: string;
  }

  /** What is waited for, in the order of the log. */
  function waiter(): { lacks: string[]; ended: Promise<string> } {
    const lacks: string[] = [];
    const heard = pino({ level: 'info' }, { write: (line) => lacks.push((JSON.parse(line) as Line).lack) });
    return { lacks, ended: untilMigrated(testDatabase.url, heard).then(() => 'ended') };
  }

  it('goes on at once when there are none to wait for', async () => {
    const { lacks, ended } = waiter();
    expect([await ended, lacks]).toEqual(['ended', []]);
  });

  it('waits until somebody else has applied them, and applies none', async () => {
    await database.undoLastMigration({ transaction: 'each' });
    const last = migrations.at(-1)?.name;
    const { lacks, ended } = waiter();
    await until('it says what it waits for', () => lacks.length > 0);
    expect(lacks).toEqual([`${last} has not been applied`]);
    const applied = await sql<{ name: string }>(database, 'SELECT name FROM migrations');
    expect(applied.map(({ name }) => name)).not.toContain(last);
    await migrate(testDatabase.url, silent);
    expect(await ended).toBe('ended');
    expect(lacks).toHaveLength(1);
  });
});

describe('the entities and the tables', () => {
  const dataTypes: Readonly<Record<string, string>> = {
    timestamptz: 'timestamp with time zone',
  };
  /** Columns that only SQL sees. */
  const generated = ['images.words tsvector null'];

  let entities: DataSource;
  beforeEach(async () => {
    entities = await openDatabase({ url: testDatabase.url, poolSize: 1, applicationName: 'drift' });
  });
  afterEach(() => entities.destroy());

  it('have the same columns, of the same types, with nulls in the same places', async () => {
    const inCode = entities.entityMetadatas.flatMap(({ tableName, columns }) =>
      columns.map(({ databaseName, type, isArray, isNullable }) => {
        const dataType = dataTypes[String(type)] ?? String(type);
        return `${tableName}.${databaseName} ${isArray ? 'ARRAY' : dataType} ${isNullable ? 'null' : 'not null'}`;
      }),
    );
    const inTables = await sql<{ line: string }>(
      database,
      `SELECT format('%s.%s %s %s', table_name, column_name, data_type,
                     CASE is_nullable WHEN 'YES' THEN 'null' ELSE 'not null' END) AS line
         FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'migrations'`,
    );
    expect([...inCode, ...generated].sort()).toEqual(inTables.map(({ line }) => line).sort());
  });

  it('keep times to the millisecond, as JavaScript does, so that a time read back finds its row', async () => {
    const others = await sql(
      database,
      `SELECT table_name, column_name FROM information_schema.columns
        WHERE table_schema = 'public' AND data_type LIKE 'timestamp%' AND datetime_precision <> 3`,
    );
    expect(others).toEqual([]);
  });

  it('have the same primary keys', async () => {
    const inTables = await sql<{ line: string }>(
      database,
      `SELECT format('%s.%s', conrelid::regclass, attname) AS line
         FROM pg_constraint JOIN pg_attribute ON attrelid = conrelid AND attnum = ANY (conkey)
        WHERE contype = 'p' AND connamespace = 'public'::regnamespace AND conrelid <> 'migrations'::regclass`,
    );
    const inCode = entities.entityMetadatas.flatMap(({ tableName, primaryColumns }) =>
      primaryColumns.map(({ databaseName }) => `${tableName}.${databaseName}`),
    );
    expect(inCode.sort()).toEqual(inTables.map(({ line }) => line).sort());
  });
});

describe('migrating', () => {
  it('makes everything from nothing, from four hosts at once as from one', async () => {
    const [tables, queues] = [await schemaOf(), await schemaOf('pgboss')];
    await empty();
    await Promise.all(Array.from({ length: 4 }, () => migrate(testDatabase.url, silent)));
    expect(await schemaOf()).toEqual(tables);
    expect(await schemaOf('pgboss')).toEqual(queues);
    expect(await sql(database, 'SELECT 1 FROM migrations')).toHaveLength(migrations.length);
  });

  it('changes nothing where everything is there', async () => {
    const before = [await schemaOf(), await schemaOf('pgboss')];
    await migrate(testDatabase.url, silent);
    expect([await schemaOf(), await schemaOf('pgboss')]).toEqual(before);
  });

  it('declares the queue of every job with its dead letters', async () => {
    const queues = await sql<{ name: string; dead: string | null }>(
      database,
      'SELECT name, dead_letter AS dead FROM pgboss.queue',
    );
    for (const job of jobs) {
      expect(queues).toContainEqual({ name: job.name, dead: deadLetterName(job) });
      expect(queues).toContainEqual({ name: deadLetterName(job), dead: null });
    }
  });

  /** Of this database: the view shows those of all. */
  const advisoryLocks = `FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
    WHERE datname = current_database() AND locktype = 'advisory'`;

  /** Who has asked for the lock and did not get it. */
  const waiting = () =>
    sql<{ state: string }>(
      database,
      `SELECT state FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '%pg_try_advisory_lock%'
          AND application_name = 'darkroom migrate' AND state = 'idle'`,
    );

  it('can make an index beside running servers while another host waits for its turn', async () => {
    const other = new Client({ connectionString: testDatabase.url });
    await other.connect();
    await other.query('SELECT pg_advisory_lock(7203114865)');
    const migrating = migrate(testDatabase.url, silent);
    await until('it waits', async () => (await waiting()).length > 0);
    // Would wait for ever for somebody who waits inside of a statement.
    await other.query(`SET statement_timeout = '20s'`);
    await other.query('CREATE INDEX CONCURRENTLY made_meanwhile ON images (byte_size)');
    await other.end();
    await expect(migrating).resolves.toBeUndefined();
  });

  it('keeps nobody waiting who uses a table that it waits for itself, and gets its turn in the end', async () => {
    const isApplied = async (name: string) =>
      (await sql(database, 'SELECT 1 FROM migrations WHERE name = $1', [name])).length > 0;
    // Which alters a table of images.
    while (await isApplied('ColorSpace1700000000145'))
      await database.undoLastMigration({ transaction: 'each' });
    const [reader, late] = [0, 1].map(() => new Client({ connectionString: testDatabase.url }));
    await Promise.all([reader?.connect(), late?.connect()]);
    await reader?.query('BEGIN');
    await reader?.query('SELECT FROM variants');
    const migrating = migrate(testDatabase.url, silent);
    await until('it waits', async () => {
      const waiting = await sql(
        database,
        `SELECT 1 FROM pg_locks WHERE relation = 'variants'::regclass AND NOT granted`,
      );
      return waiting.length > 0;
    });
    await late?.query(`SET statement_timeout = '20s'`);
    await expect(late?.query('SELECT FROM variants')).resolves.toBeDefined();
    await reader?.query('COMMIT');
    await expect(migrating).resolves.toBeUndefined();
    expect(await isApplied('ColorSpace1700000000145')).toBe(true);
    await Promise.all([reader?.end(), late?.end()]);
  });

  it('goes on when the host that was at it dies', async () => {
    const other = new Client({ connectionString: testDatabase.url });
    other.on('error', () => {});
    await other.connect();
    await other.query('SELECT pg_advisory_lock(7203114865)');
    const migrating = migrate(testDatabase.url, silent);
    await until('it waits', async () => (await waiting()).length > 0);
    await sql(database, `SELECT pg_terminate_backend(pid) ${advisoryLocks} AND granted`);
    await expect(migrating).resolves.toBeUndefined();
  });

  it('fails with the reason, and leaves no lock and no connection', async () => {
    await sql(database, 'ALTER TABLE migrations RENAME TO lost');
    await expect(migrate(testDatabase.url, silent)).rejects.toThrow('already exists');
    expect(await sql(database, `SELECT 1 ${advisoryLocks}`)).toEqual([]);
  });
});
