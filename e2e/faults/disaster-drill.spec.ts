/**
 * Everything is lost, and comes back from a backup: by the commands of docs/backup.md, which are read from there, made
 * while uploads go on.
 */
import { execFile, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { darkroom } from '../clients/command-line.ts';
import { bytesOf, download } from '../clients/download.ts';
import { newOwner, type Owner, ownerWith } from '../clients/owner.ts';
import { DeleteImages, ImagesPage } from '../documents/images.ts';
import { fileOf, jpeg } from '../fixtures/pictures.ts';
import { describeOwnStack } from '../stack/own-stack.ts';
import { type PostgresServer, postgresUnfit, startPostgresServer } from '../stack/postgres-server.ts';
import { type Stack, startStack } from '../stack.ts';
import { until } from '../until.ts';

const rsyncUnfit =
  spawnSync('rsync', ['--version']).status === 0
    ? ''
    : ' (not applicable: no rsync here; on Debian: apt-get install rsync)';

const secrets = { SIGNING_KEYS: `k1:${'one-secret-before-and-after-'.repeat(2)}` };

/** The commands of one section, block by block. */
async function documented(section: string): Promise<string[]> {
  const text = await readFile(resolve(import.meta.dirname, '../../docs/backup.md'), 'utf8');
  const [, after = ''] = text.split(`\n## ${section}\n`);
  const [body = ''] = after.split('\n## ');
  const blocks = [...body.matchAll(/^```sh\n(.+?)^```$/gms)].map(([, commands = '']) => commands);
  if (blocks.length === 0) throw new Error(`docs/backup.md has no commands in "${section}"`);
  return blocks;
}

/** As somebody types them, with `darkroom` on the PATH; the first that fails ends it. */
async function type(commands: string | undefined, environment: Record<string, string>): Promise<string> {
  const command = join(await folderOf('command'), 'darkroom');
  await promisify(execFile)('ln', ['-s', resolve(import.meta.dirname, '../../cli/darkroom.sh'), command]);
  const PATH = [environment['PATH'], dirname(command), process.env['PATH']].filter(Boolean).join(':');
  const { stdout } = await promisify(execFile)('sh', ['-euc', commands ?? 'false'], {
    cwd: dirname(command),
    env: { ...environment, PATH },
  });
  return stdout;
}

const folders: string[] = [];
async function folderOf(what: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `darkroom-drill-${what}-`));
  folders.push(folder);
  return folder;
}
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

interface Damage {
  readonly verify: { readonly faults: unknown[]; readonly named: Record<string, number> };
}

/** Every blob has the bytes that its row says. */
async function expectWhole(stack: Stack, environment: Record<string, string>): Promise<Damage['verify']> {
  const { out } = await darkroom(stack, ['doctor', '--verify', '--digests', '--json'], environment);
  const { verify } = JSON.parse(out) as Damage;
  expect(verify.faults).toEqual([]);
  return verify;
}

/** All of an image is there and can be fetched, at this place. */
async function expectServed(owner: Owner, id: string, origin: string): Promise<void> {
  const image = await owner.settled(id);
  expect(image.status).toBe('READY');
  const urls = image.variants.map(({ url }) => moved(url, origin));
  expect(urls).toHaveLength(9);
  for (const url of urls) expect((await bytesOf(url)).length).toBeGreaterThan(0);
}

/** Of all images that the owner has. */
async function idsOf(owner: Owner): Promise<string[]> {
  const ids: string[] = [];
  let after: string | null | undefined;
  do {
    const { images } = await owner.ask(ImagesPage, { first: 100, after: after ?? null });
    ids.push(...images.nodes.map(({ id }) => id));
    after = images.pageInfo.hasNextPage ? images.pageInfo.endCursor : undefined;
  } while (after !== undefined);
  return ids;
}

/** The path and the signature at another address: the names of hosts survive a disaster, and ports here do not. */
const moved = (url: string | null | undefined, origin: string): string =>
  origin + new URL(url ?? '').pathname + new URL(url ?? '').search;

const picture = async (name: string): Promise<File> => fileOf(await jpeg({ width: 120, height: 100 }), name);

(postgresUnfit + rsyncUnfit ? describe.skip : describeOwnStack)(
  `a disaster${postgresUnfit}${rsyncUnfit}`,
  () => {
    let postgres: PostgresServer;
    let stack: Stack;
    beforeAll(async () => {
      postgres = await startPostgresServer();
      stack = await startStack({ environment: { ...secrets, DATABASE_URL: postgres.url } });
    });
    afterAll(async () => {
      await stack.remove();
      await postgres.remove();
    });

    it('takes nothing that was there when the backup began, and leaves nothing by halves', async () => {
      const backup = await folderOf('backup');
      const blocks = { backup: await documented('Back up'), restore: await documented('Restore') };
      let owner = await newOwner(stack);
      const kept = (await owner.upload(await picture('kept.jpg'))).id;
      const gone = (await owner.upload(await picture('gone.jpg'))).id;
      const { variants } = await owner.settled(kept);
      await owner.settled(gone);
      await owner.ask(DeleteImages, { input: { ids: [gone] } });

      // Uploads go on from before the backup until after it.
      const uploaded: string[] = [];
      const stop = new AbortController();
      const uploading = (async () => {
        while (!stop.signal.aborted) {
          uploaded.push((await owner.upload(await picture(`${uploaded.length}.jpg`))).id);
          // Some are in work at any time, and not so many that looking at all of them takes long.
          const [third] = uploaded.slice(-3);
          if (third !== undefined) await owner.settled(third);
        }
      })();
      await until(() => uploaded.length >= 3, { what: 'three uploads' });
      const before = [kept, ...uploaded];
      await type(blocks.backup[0], {
        PATH: postgres.programs,
        DATABASE_URL: postgres.url,
        STORAGE_DIR: stack.blobsDir,
        BACKUP: backup,
      });
      const count = uploaded.length;
      await until(() => uploaded.length > count + 1, { what: 'another two uploads' });
      const after = uploaded.slice(count + 1);
      stop.abort();
      await uploading;

      await stack.remove();
      await postgres.remove();
      postgres = await startPostgresServer();
      const folder = await folderOf('restored');
      const restored = { ...secrets, DATABASE_URL: postgres.url, STORAGE_DIR: join(folder, 'data/blobs') };
      await mkdir(restored.STORAGE_DIR, { recursive: true });
      await type(blocks.restore[0], { ...restored, PATH: postgres.programs, BACKUP: backup });
      stack = await startStack({ environment: restored, folder });
      owner = ownerWith(stack, owner);

      // What the backup has in work is finished first.
      for (const id of before) await expectServed(owner, id, stack.url);
      const present = await idsOf(owner);
      for (const id of present) await expectServed(owner, id, stack.url);
      const verified = await expectWhole(stack, restored);
      expect(verified.named).toMatchObject({ original: present.length, variant: present.length * 9 });
      expect(present).toEqual(expect.arrayContaining(before));
      for (const id of [gone, ...after]) {
        expect(present).not.toContain(id);
        expect(await owner.image(id)).toBeNull();
        expect((await download(`${stack.url}/images/${id}`)).status).toBe(404);
      }
      // One may have been half received, and holds its place until the sweeper of uploads frees it.
      const held = (await owner.usage()).images - present.length;
      expect([0, 1]).toContain(held);
      // A URL that was signed before the disaster is good after it.
      await bytesOf(moved(variants[0]?.url, stack.url));
      const fresh = await owner.upload(await picture('fresh.jpg'));
      await expectServed(owner, fresh.id, stack.url);
    }, 300_000);
  },
);

(rsyncUnfit ? describe.skip : describeOwnStack)(`a disaster of all in one${rsyncUnfit}`, () => {
  it('takes nothing that was in the copy of its folder', async () => {
    const backup = await folderOf('backup');
    let stack = await startStack();
    const owner = await newOwner(stack);
    const { id } = await owner.upload(await picture('kept.jpg'));
    const { variants } = await owner.settled(id);
    await stack.end();
    const copy = (await documented('Back up')).at(-1);
    await type(copy, { DATA_DIR: stack.dataDir, BACKUP: backup });
    await stack.remove();

    stack = await startStack({ folder: await restoredFrom(backup) });
    try {
      await expectWhole(stack, {});
      await expectServed(ownerWith(stack, owner), id, stack.url);
      // A URL that was signed before.
      expect((await bytesOf(moved(variants[0]?.url, stack.url))).length).toBeGreaterThan(0);
    } finally {
      await stack.remove();
    }
  }, 300_000);

  async function restoredFrom(backup: string): Promise<string> {
    const folder = await folderOf('restored');
    await type('rsync --archive "$BACKUP/data/" "$DATA_DIR/"', {
      BACKUP: backup,
      DATA_DIR: join(folder, 'data'),
    });
    return folder;
  }
});
