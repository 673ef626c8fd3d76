/** The locks of resumable uploads, as two processes see them. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import { newUuid } from '../../platform/ids.ts';
import { createTestDatabase, type TestDatabase } from '../../test/database.ts';
import { silent } from '../../test/harness.ts';
import { until } from '../../test/until.ts';
import { openDatabase } from '../database.ts';
import { createUploadLocks, forgetDeadLocks, type UploadLocks } from './upload-locks.ts';

let testDatabase: TestDatabase;
let database: DataSource;
let here: UploadLocks;
let there: UploadLocks;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = await openDatabase({ url: testDatabase.url, poolSize: 5, applicationName: 'locks test' });
  [here, there] = [
    createUploadLocks({ database, logger: silent }),
    createUploadLocks({ database, logger: silent }),
  ];
});
afterAll(async () => {
  here.close();
  there.close();
  await database.destroy();
  await testDatabase.drop();
});

const rows = async (): Promise<number> => (await sql(database, 'SELECT 1 FROM upload_locks')).length;

const patient = { onWanted: () => {}, signal: new AbortController().signal };

describe('the lock of an upload', () => {
  it('is held by one at a time, of any number in any process', async () => {
    const id = newUuid();
    let inside = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: 6 }, async (_, index) => {
        const release = await (index % 2 ? here : there).acquire(id, patient);
        inside += 1;
        most = Math.max(most, inside);
        await sql(database, 'SELECT pg_sleep(0.02)');
        inside -= 1;
        await release();
      }),
    );
    expect(most).toBe(1);
  });

  it('is nobody else’s matter', async () => {
    const releases = await Promise.all([newUuid(), newUuid()].map((id) => here.acquire(id, patient)));
    expect(await rows()).toBe(2);
    await Promise.all(releases.map((release) => release()));
    expect(await rows()).toBe(0);
  });

  it.each(['this', 'another'])('is asked back when a request to %s process waits for it', async (which) => {
    const id = newUuid();
    const wanted = Promise.withResolvers<void>();
    const release = await here.acquire(id, { ...patient, onWanted: () => wanted.resolve() });
    const next = (which === 'this' ? here : there).acquire(id, patient);
    await wanted.promise;
    await release();
    const giveBack = await next;
    expect(await rows()).toBe(1);
    await giveBack();
    expect(await rows()).toBe(0);
  });

  it('is not waited for by a request that has ended', async () => {
    const id = newUuid();
    const release = await here.acquire(id, patient);
    await expect(there.acquire(id, { ...patient, signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'UPLOAD_LOCKED',
    });
    await release();
  });

  it('lasts for as long as its holder lives, and a holder that has lost it is told', async () => {
    const id = newUuid();
    const lost = Promise.withResolvers<void>();
    const release = await here.acquire(id, { ...patient, onWanted: () => lost.resolve() });
    const until_ = async () =>
      (await sql<{ heldUntil: Date }>(database, 'SELECT held_until AS "heldUntil" FROM upload_locks'))[0]
        ?.heldUntil;
    const first = await until_();
    await until('it is renewed', async () => Number(await until_()) > Number(first));
    // As if the process had slept for longer than its lease.
    await sql(database, `UPDATE upload_locks SET held_until = now() - interval '1 second'`);
    const taken = await there.acquire(id, patient);
    await lost.promise;
    // What was lost cannot be given back: it is another's.
    await release();
    expect(await rows()).toBe(1);
    await taken();
  });

  it('of a process that died is forgotten', async () => {
    await sql(database, `INSERT INTO upload_locks VALUES ($1, $1, now() - interval '1 second')`, [newUuid()]);
    await forgetDeadLocks(database);
    expect(await rows()).toBe(0);
  });
});
