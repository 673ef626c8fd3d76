/** The stack as a whole: ended in order, ended without it, started again, and its database killed under it. */
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { bytesOf, download } from '../clients/download.ts';
import { newOwner, type Owner, ownerWith } from '../clients/owner.ts';
import { UpdateImage } from '../documents/images.ts';
import { UploadImage } from '../documents/uploads.ts';
import { fileOf, jpeg } from '../fixtures/pictures.ts';
import { graphql } from '../generated/gql.ts';
import { startStack, type Stack } from '../stack.ts';
import { errorLines, logLines } from '../stack/log.ts';
import { describeOwnStack } from '../stack/own-stack.ts';
import { stillRunning } from '../stack/processes.ts';
import { until } from '../until.ts';

jest.setTimeout(150_000);

const OriginalUrl = graphql(`
  query OriginalUrl($id: ID!) {
    image(id: $id) {
      original {
        url
      }
    }
  }
`);

const keys = {
  old: `old:${'an-old-signing-key-'.repeat(2)}`,
  young: `young:${'a-young-signing-key-'.repeat(2)}`,
};

/** Each step begins where the one before it ended, as days in the life of one installation do. */
describeOwnStack('a stack', () => {
  let stack: Stack;
  let owner: Owner;
  let id: string;
  let thumb: Buffer;
  /** A signed URL of each signing key, without its origin: that changes with every start. */
  const signed: Record<string, string> = {};
  beforeAll(async () => {
    stack = await startStack({ environment: { SIGNING_KEYS: keys.old } });
    owner = await newOwner(stack);
    ({ id } = await owner.upload(fileOf(await jpeg()), { title: 'Kept', visibility: 'PUBLIC' }));
    await owner.settled(id);
    thumb = await bytesOf(`${stack.url}/i/${id}/thumb.webp`);
    signed['old'] = await originalPath();
  });
  afterAll(() => stack.remove());

  async function startAgain(signingKeys: string): Promise<void> {
    const environment = { BOOTSTRAP_API_KEY: stack.apiKey, SIGNING_KEYS: signingKeys };
    stack = await startStack({ folder: stack.folder, environment });
    owner = ownerWith(stack, owner);
  }

  async function originalPath(): Promise<string> {
    const { image } = await owner.ask(OriginalUrl, { id });
    const { pathname, search } = new URL(image?.original?.url ?? '');
    return pathname + search;
  }

  const statusAt = async (path: string | undefined): Promise<number> =>
    (await download(stack.url + (path ?? ''))).status;

  async function expectKept(): Promise<void> {
    expect(await owner.image(id)).toMatchObject({ status: 'READY', title: 'Kept' });
    expect(await bytesOf(`${stack.url}/i/${id}/thumb.webp`)).toEqual(thumb);
  }

  it('ends in order at Ctrl-C, finishing or handing back what it had begun, and leaves no process', async () => {
    const { id: late } = await owner.upload(fileOf(await jpeg({ width: 2_400, height: 1_800 })));
    expect(await stack.end('SIGINT')).toBe(0);
    await startAgain(`${keys.young},${keys.old}`);
    await expectKept();
    expect((await owner.settled(late)).status).toBe('READY');
  });

  it('with a new signing key before the old signs with the new one and takes both', async () => {
    signed['young'] = await originalPath();
    expect(signed['young']).toContain('kid=young');
    expect([await statusAt(signed['old']), await statusAt(signed['young'])]).toEqual([200, 200]);
  });

  it('that is killed outright takes its processes along, and the next start adopts the database', async () => {
    const orphans = await stack.killSupervisor();
    const ours = orphans.filter(({ command }) => !command.includes('postgres'));
    expect(ours.length).toBeGreaterThan(2);
    await until(async () => (await stillRunning(ours)).length === 0, {
      what: 'the children to notice',
      seconds: 40,
    });
    await startAgain(keys.young);
    await expectKept();
  });

  it('without the old signing key takes what the new one signed alone', async () => {
    expect([await statusAt(signed['old']), await statusAt(signed['young'])]).toEqual([403, 200]);
  });

  it('whose Postgres is killed goes on by itself: requests, renders and subscriptions', async () => {
    const watch = owner.watch({ imageIds: [id], seconds: 60 });
    await watch.first('ImageSnapshot');
    const lock = await readFile(join(stack.dataDir, 'postgres/cluster/postmaster.pid'), 'utf8');
    process.kill(Number(lock.split('\n')[0]), 'SIGKILL');
    const restarted = async () =>
      (await logLines(stack.logFile)).some(
        ({ msg }) => msg === 'the embedded Postgres died and is started again',
      );
    await until(restarted, { what: 'the supervisor to notice', seconds: 30 });
    await stack.serving();
    const title = await until(
      async () => {
        const { data } = await owner.send(UpdateImage, { input: { id, title: 'Kept' } });
        return data?.updateImage.image?.title ?? undefined;
      },
      { what: 'a change to be accepted' },
    );
    expect(title).toBe('Kept');
    await watch.first('ImageUpdated');
    await watch.close();
    const { id: next } = await owner.upload(fileOf(await jpeg()));
    expect((await owner.settled(next)).status).toBe('READY');
    await expectKept();
  });

  it('whose disk goes away says so, refuses what it cannot store, and recovers', async () => {
    const away = `${stack.blobsDir}.away`;
    await rename(stack.blobsDir, away);
    await writeFile(stack.blobsDir, 'no folder');
    try {
      const { ready, text } = await stack.probe();
      expect({ ready, parts: (JSON.parse(text) as { parts: unknown }).parts }).toMatchObject({
        ready: false,
        parts: { storage: 'failing', database: 'ok' },
      });
      const { errors } = await owner.send(UploadImage, { input: { file: fileOf(await jpeg()) } });
      expect(errors[0]?.extensions?.code).toBe('STORAGE_UNAVAILABLE');
    } finally {
      await rm(stack.blobsDir, { force: true });
      await rename(away, stack.blobsDir);
    }
    await stack.serving();
    expect((await owner.settled((await owner.upload(fileOf(await jpeg()))).id)).status).toBe('READY');
    await expectKept();
  });

  it('that lost the bytes of a variant tells its operator, and the client no more than that it is not there', async () => {
    const { id: robbed } = await owner.upload(fileOf(await jpeg()));
    const { variants } = await owner.settled(robbed);
    const url = variants[0]?.url ?? '';
    // Not its bytes, which the server would remember and go on sending.
    const head = await download(url, { method: 'HEAD' });
    const digest = head.headers.get('etag')?.replaceAll('"', '') ?? 'none';
    const lost = (await stack.blobs()).filter((path) => path.includes(digest));
    // Two images of the same picture have a blob each.
    expect(lost.length).toBeGreaterThan(0);
    await Promise.all(lost.map((path) => rm(path)));
    const answer = await download(url);
    expect({ status: answer.status, code: answer.problem().code }).toEqual({
      status: 404,
      code: 'NOT_FOUND',
    });
    expect(answer.bytes.toString()).not.toContain(digest);
    // The log is written beside the answer, not before it.
    await until(
      async () => (await errorLines(stack.logFile)).some((line) => JSON.stringify(line).includes(digest)),
      { what: 'the line in the log' },
    );
  });

  it('ends in order after all that', async () => {
    expect(await stack.end()).toBe(0);
  });
});
