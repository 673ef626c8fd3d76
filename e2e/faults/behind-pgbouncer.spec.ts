/** The main job with a real PgBouncer between Darkroom and its database: by session, and by transaction. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { darkroom } from '../clients/command-line.ts';
import { newOwner, type Owner } from '../clients/owner.ts';
import { ImagesPage } from '../documents/images.ts';
import { fileOf, jpeg } from '../fixtures/pictures.ts';
import { launchStack, startStack, type Stack } from '../stack.ts';
import { readLog } from '../stack/log.ts';
import { describeOwnStack } from '../stack/own-stack.ts';
import { type PgBouncer, pgbouncerUnfit, startPgBouncer } from '../stack/pgbouncer.ts';
import { databaseUrl } from '../stack/second-server.ts';
import { until } from '../until.ts';

const define = pgbouncerUnfit === '' ? describeOwnStack : describe.skip;

define(`behind PgBouncer${pgbouncerUnfit}`, () => {
  /** Lends its Postgres. */
  let lender: Stack;
  let lent: string;
  beforeAll(async () => {
    lender = await startStack();
    lent = await databaseUrl(lender);
  });
  afterAll(() => lender.remove());

  /** A database of its own, since whoever lends works on the jobs of the first. */
  async function newDatabase(name: string): Promise<string> {
    const client = new Client({ connectionString: lent });
    await client.connect();
    await client.query(`CREATE DATABASE ${name}`);
    await client.end();
    const url = new URL(lent);
    url.pathname = `/${name}`;
    return url.href;
  }

  interface Finding {
    readonly name: string;
    readonly state: string;
    readonly says: string;
  }

  /** What the doctor says of the pooler. */
  async function pooler(stack: Stack, environment: Record<string, string>): Promise<Finding | undefined> {
    const { out } = await darkroom(stack, ['doctor', '--json'], environment);
    return (JSON.parse(out) as { findings: Finding[] }).findings.find(({ name }) => name === 'pooler');
  }

  describe.each([
    // Each connection of each process keeps one of Postgres.
    ['session', 60],
    // Fewer than the processes open.
    ['transaction', 6],
  ] as const)('by %s, past which notifications and locks go', (mode, poolSize) => {
    let bouncer: PgBouncer;
    let stack: Stack;
    let environment: Record<string, string>;
    let owner: Owner;
    beforeAll(async () => {
      const direct = await newDatabase(`by_${mode}`);
      bouncer = await startPgBouncer(direct, { mode, poolSize });
      environment = { DATABASE_URL: bouncer.url, DATABASE_DIRECT_URL: direct };
      stack = await startStack({ environment });
      owner = await newOwner(stack);
    });
    afterAll(async () => {
      await stack.remove();
      await bouncer.stop();
    });

    it('an upload becomes an image with its variants, and its events are told', async () => {
      const watch = owner.watch({ after: await owner.bookmark() });
      const { id } = await owner.upload(fileOf(await jpeg(), 'a.jpg'), { tags: ['pooled'] });
      await watch.first('ImageReady', ({ image }) => image.id === id);
      await watch.close();
      const { images } = await owner.ask(ImagesPage, { filter: { tags: ['pooled'] } });
      expect(images).toMatchObject({ nodes: [{ id }], totalCount: { value: 1, isExact: true } });
    });

    it('twenty uploads at once all become images, and the same statements come again and again', async () => {
      const bytes = await Promise.all(
        Array.from({ length: 20 }, (_, index) => jpeg({ width: 120 + index, height: 120 })),
      );
      const ids = await Promise.all(
        bytes.map(async (data, index) => (await owner.upload(fileOf(data, `${index}.jpg`))).id),
      );
      await Promise.all(ids.map((id) => owner.settled(id)));
      const { images } = await owner.ask(ImagesPage, { first: 100, filter: { status: ['READY'] } });
      expect(images.nodes.map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
    });

    it('the doctor says what through the pooler has no end, and else is content', async () => {
      expect(await pooler(stack, environment)).toMatchObject({
        state: 'warning',
        says: expect.stringContaining('ALTER ROLE darkroom SET statement_timeout'),
      });
    });
  });

  it('by transaction without a way past it, the start and the doctor say what to set', async () => {
    const bouncer = await startPgBouncer(await newDatabase('no_way_past'), {
      mode: 'transaction',
      poolSize: 6,
    });
    const environment = { DATABASE_URL: bouncer.url };
    const stack = await launchStack({ environment });
    await until(() => stack.exitCode !== null, { what: 'the start to fail', seconds: 50 });
    expect(await readLog(stack.logFile)).toContain('set DATABASE_DIRECT_URL to the same database past it');
    expect(await pooler(lender, environment)).toMatchObject({
      state: 'failed',
      says: expect.stringContaining('set DATABASE_DIRECT_URL'),
    });
    const both = { ...environment, DATABASE_DIRECT_URL: bouncer.url };
    expect(await pooler(lender, both)).toMatchObject({
      state: 'failed',
      says: expect.stringContaining('as well: name the port of Postgres itself'),
    });
    const elsewhere = { ...environment, DATABASE_DIRECT_URL: lent };
    expect(await pooler(lender, elsewhere)).toMatchObject({
      state: 'failed',
      says: expect.stringContaining('lead to different databases'),
    });
    await stack.remove();
    await bouncer.stop();
  });
});
