/** `darkroom doctor` finds what is wrong with an installation, and what its store has too much or too little of. */
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { darkroom } from '../clients/command-line.ts';
import { newOwner } from '../clients/owner.ts';
import { fileOf, jpeg } from '../fixtures/pictures.ts';
import { describeOwnStack } from '../stack/own-stack.ts';
import { type Stack, startStack } from '../stack.ts';
import { until } from '../until.ts';

interface Report {
  readonly findings: { name: string; state: string; says: string }[];
  readonly verify?: {
    readonly read: { readonly blobs: number };
    readonly faults: readonly { readonly problem: string; readonly isRepaired: boolean }[];
    readonly repaired: number;
  };
  readonly sweep?: { orphans: { key: string }[]; missing: string[]; removed: number };
}

describeOwnStack('the doctor', () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack();
  });
  afterAll(() => stack.remove());

  async function report(args: string[] = [], environment: Record<string, string> = {}) {
    const { code, out } = await darkroom(stack, ['doctor', '--json', ...args], environment);
    return { code, ...(JSON.parse(out) as Report) };
  }

  const saysOf = ({ findings }: Report, state: string): Record<string, string> =>
    Object.fromEntries(
      findings.filter((finding) => finding.state === state).map(({ name, says }) => [name, says]),
    );

  it('finds nothing wrong with what npm start has started', async () => {
    const healthy = await report();
    expect(healthy.code).toBe(0);
    expect(Object.keys(saysOf(healthy, 'failed'))).toEqual([]);
    expect(Object.keys(saysOf(healthy, 'ok'))).toEqual(
      expect.arrayContaining([
        'profiles',
        'signing keys',
        'database',
        'migrations',
        'clock',
        'queue',
        'storage',
        'rendering',
        'server',
        'worker',
      ]),
    );
  });

  it('says the same to people, a line each', async () => {
    const { code, out } = await darkroom(stack, ['doctor']);
    expect(code).toBe(0);
    expect(out).toMatch(/^✓ database +Postgres \d+\.\d+ answers\.$/m);
  });

  it('fails with what to do where a part cannot be used', async () => {
    const sick = await report([], {
      DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
      STORAGE_DIR: '/dev/null/blobs',
      PROFILES_PATH: '/nowhere.yaml',
      ADMIN_PORT: '1',
    });
    expect(sick.code).toBe(1);
    expect(saysOf(sick, 'failed')).toMatchObject({
      database: expect.stringContaining('nothing listens there: start Postgres'),
      storage: expect.stringContaining('/dev/null/blobs'),
      profiles: expect.stringContaining('cannot be read'),
    });
    expect(saysOf(sick, 'warning')).toMatchObject({ server: expect.stringContaining('No server answers') });
  });

  it('names what to install for HEIC where a program is missing, which is no fault', async () => {
    const bare = await report([], { PATH: '/nowhere' });
    expect(bare.code).toBe(0);
    expect(saysOf(bare, 'warning')).toMatchObject({
      HEIC: expect.stringContaining('apt-get install libheif-examples'),
    });
  });

  it('finds faults of the configuration first, as every process does', async () => {
    const { code, error } = await darkroom(stack, ['doctor'], { PORT: 'eighty' });
    expect(code).toBe(1);
    expect(error).toContain('PORT is "eighty"');
  });

  it('shows what no row names and what rows name in vain, and removes the first when it is told to', async () => {
    const owner = await newOwner(stack);
    const image = await owner.settled((await owner.upload(fileOf(await jpeg(), 'photo.jpg'))).id);
    const uuid = randomUUID().replace(/^(.{14})./, '$17');
    const orphan = `originals/00/${uuid}`;
    const path = join(stack.blobsDir, orphan);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, 'forgotten');
    const old = new Date(Date.now() - 48 * 3_600_000);
    await utimes(path, old, old);
    const lost = (await stack.blobs()).find((each) => each.endsWith('.avif')) ?? '';
    await rm(lost);
    const missing = [lost.slice(stack.blobsDir.length + 1)];

    expect(await report(['--sweep'])).toMatchObject({
      code: 1,
      sweep: { orphans: [{ key: orphan }], missing, removed: 0 },
    });
    const removed = await darkroom(stack, ['doctor', '--sweep', '--remove']);
    expect(removed.out).toContain('1 were removed');
    expect(removed.out).toContain(`missing  ${missing[0]}`);
    expect((await report(['--sweep'])).sweep).toMatchObject({ orphans: [] });
    expect(image.status).toBe('READY');
  });

  it('compares every blob with its row, and has what is damaged made again', async () => {
    // What another test has damaged.
    await report(['--verify', '--repair']);
    const earlier = new Set(await stack.blobs());
    const owner = await newOwner(stack);
    // So large that its three sizes are three files.
    const picture = fileOf(await jpeg({ width: 1_000, height: 750 }));
    const { id } = await owner.settled((await owner.upload(picture)).id);
    const whole = await report(['--verify', '--digests']);
    expect(whole).toMatchObject({ code: 0, verify: { faults: [], repaired: 0 } });
    expect(whole.verify?.read.blobs).toBeGreaterThanOrEqual(10);

    const made = (await stack.blobs()).filter((path) => !earlier.has(path));
    const [lost = '', flipped = ''] = made.filter((path) => path.endsWith('.webp'));
    await rm(lost);
    const bytes = await readFile(flipped);
    bytes[100] = (bytes[100] ?? 0) ^ 1;
    await writeFile(flipped, bytes);
    const keys = [lost, flipped].map((path) => path.slice(stack.blobsDir.length + 1));
    const before = await Promise.all((await stack.blobs()).map((path) => stat(path)));

    const damaged = await darkroom(stack, ['doctor', '--verify', '--digests']);
    expect(damaged).toMatchObject({ code: 1, out: expect.stringContaining('2 are damaged.') });
    expect(damaged.out).toContain(`${id}  `);
    for (const [problem, key] of [
      ['missing', keys[0]],
      ['wrong bytes', keys[1]],
    ])
      expect(damaged.out).toMatch(new RegExp(`^  ${problem} +img_\\w+ +\\w+\\.webp +${key}$`, 'm'));
    expect(damaged.out).toContain('made again by: darkroom doctor --verify --repair');
    // It has changed nothing.
    expect(await Promise.all((await stack.blobs()).map((path) => stat(path)))).toEqual(
      before.map((file) => expect.objectContaining({ ino: file.ino, mtimeMs: file.mtimeMs })),
    );

    const repaired = await report(['--verify', '--sample', '100', '--repair']);
    expect(saysOf(repaired, 'failed')).toEqual({});
    expect(repaired.verify?.faults.map(({ isRepaired }) => isRepaired)).toEqual([true, true]);
    expect(repaired).toMatchObject({ code: 0, verify: { repaired: 2 } });
    await until(async () => (await owner.image(id))?.variants.every(({ status }) => status === 'READY'), {
      what: 'the variants to be there again',
    });
    const again = await report(['--verify', '--digests']);
    expect(again).toMatchObject({ code: 0, verify: { faults: [] } });
  });

  it.each([
    ['--remove', '--sweep'],
    ['--digests', '--verify'],
    ['--repair', '--verify'],
  ])('wants %s together with %s', async (option, other) => {
    const { code, error } = await darkroom(stack, ['doctor', option]);
    expect({ code, error }).toEqual({ code: 2, error: `error: ${option} goes with ${other}\n` });
  });

  it.each(['0', '101', '', 'some', '-1'])('takes no sample of %j percent', async (percent) => {
    const { code, error } = await darkroom(stack, ['doctor', '--verify', `--sample=${percent}`]);
    expect({ code, error }).toEqual({ code: 2, error: expect.stringContaining('such as 1 or 0.5%') });
  });
});
