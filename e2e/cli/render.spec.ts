/** `darkroom render` makes renditions of files without a server, once, and goes on after a bad one. */
import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { commandLine, type Outcome } from '../clients/command-line.ts';
import { jpeg, picture } from '../fixtures/pictures.ts';
import { describeOwnStack } from '../stack/own-stack.ts';

interface Report {
  readonly rendered: {
    source: string;
    transform: string;
    file: string;
    width: number;
    height: number;
    byteSize: number;
  }[];
  readonly upToDate: { file: string }[];
  readonly failed: { source: string; transform: string | null; code: string; message: string }[];
}

describeOwnStack('darkroom render', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'darkroom-render-'));
    await mkdir(join(folder, 'photos/2026'), { recursive: true });
    await writeFile(join(folder, 'photos/lake.jpg'), await jpeg({ width: 900, height: 600 }));
    await writeFile(
      join(folder, 'photos/2026/Alps.PNG'),
      await picture({ width: 60, height: 40 }, 4).png().toBuffer(),
    );
    await writeFile(join(folder, 'photos/notes.txt'), 'no image');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const render = (args: readonly string[], environment: Record<string, string> = {}): Promise<Outcome> =>
    commandLine({ cwd: folder, environment }, ['render', ...args]);
  async function report(args: readonly string[]): Promise<Report & { code: number }> {
    const { code, out, error } = await render([...args, '--json']);
    if (out === '') throw new Error(error);
    return { code, ...(JSON.parse(out) as Report) };
  }

  it('renders nothing into a folder of photos, which could be overwritten', async () => {
    for (const path of ['photos', 'photos/lake.jpg']) {
      const { code, error } = await render([path, '--out', 'photos', '--outputs', 'w300.jpg']);
      expect([code, error]).toEqual([expect.any(Number), expect.stringContaining('--out')]);
      expect(code).not.toBe(0);
    }
    expect((await readdir(join(folder, 'photos'))).sort()).toEqual(['2026', 'lake.jpg', 'notes.txt']);
  });

  it('renders files and folders into the same places, as the server would', async () => {
    const { code, rendered, failed } = await report([
      'photos',
      '--out',
      'out',
      '--outputs',
      'w640.webp, x30-gray.png',
    ]);
    expect({ code, failed }).toEqual({ code: 0, failed: [] });
    expect(rendered.map(({ file, width, height }) => `${file} ${width}x${height}`).sort()).toEqual([
      'out/2026/Alps-w640.webp 60x40',
      'out/2026/Alps-x30-gray.png 30x30',
      'out/lake-w640.webp 640x427',
      'out/lake-x30-gray.png 30x30',
    ]);
    for (const { file, width, height, byteSize } of rendered) {
      const bytes = await readFile(join(folder, file));
      const found = await sharp(bytes).metadata();
      expect([file, found.width, found.height, bytes.length]).toEqual([file, width, height, byteSize]);
    }
    expect(
      (await readdir(join(folder, 'out'), { recursive: true })).filter((name) => name.includes('partial')),
    ).toEqual([]);
  });

  it('finds the quality that qauto asks for', async () => {
    const args = ['photos/lake.jpg', '--out', 'found', '--outputs', 'w300-qauto5.jpg,w300-qauto999.jpg'];
    const { rendered } = await report(args);
    const [rough = 0, fine = 0] = ['qauto5', 'qauto999'].map(
      (quality) => rendered.find(({ file }) => file.endsWith(`${quality}.jpg`))?.byteSize,
    );
    expect(rough).toBeGreaterThan(0);
    expect(fine).toBeGreaterThan(rough);
  });

  it('makes again only what is older than its source', async () => {
    const args = ['photos', '--out', 'again', '--outputs', 'w64.webp,w32.jpeg'];
    expect((await report(args)).rendered).toHaveLength(4);
    const untouched = await report(args);
    expect([untouched.code, untouched.rendered.length, untouched.upToDate.length]).toEqual([0, 0, 4]);
    const later = new Date(Date.now() + 60_000);
    await utimes(join(folder, 'photos/lake.jpg'), later, later);
    const changed = await report(args);
    expect(changed.rendered.map(({ file }) => file).sort()).toEqual([
      'again/lake-w32.jpg',
      'again/lake-w64.webp',
    ]);
    const past = new Date(Date.now() - 60_000);
    await utimes(join(folder, 'photos/lake.jpg'), past, past);
  });

  it('does not render its own output again, where that lies among the sources', async () => {
    const args = ['photos', '--out', 'photos/small', '--outputs', 'w20.png'];
    expect((await report(args)).rendered).toHaveLength(2);
    const { rendered, upToDate } = await report(args);
    expect([rendered.length, upToDate.length]).toEqual([0, 2]);
    await rm(join(folder, 'photos/small'), { recursive: true });
  });

  it('goes on after bad files, and ends with 1 and a table of them', async () => {
    const bad = join(folder, 'bad');
    await mkdir(bad);
    const whole = await jpeg({ width: 400, height: 300 });
    await writeFile(join(bad, 'a-cut.jpg'), whole.subarray(0, whole.length / 2));
    await writeFile(join(bad, 'b-text.jpg'), 'not a picture at all');
    await writeFile(join(bad, 'c-good.jpg'), whole);
    await writeFile(join(bad, 'c-good.png'), await picture({ width: 20, height: 20 }).png().toBuffer());
    const args = ['bad', 'nowhere.jpg', '--out', 'bad-out', '--outputs', 'w64.webp,w64.jpg'];
    const { code, rendered, failed } = await report(args);
    expect(code).toBe(1);
    expect(rendered.map(({ file }) => file).toSorted()).toEqual([
      'bad-out/c-good-w64.jpg',
      'bad-out/c-good-w64.webp',
    ]);
    // Of which nothing can be made is said once.
    expect(failed.filter(({ source }) => source === 'bad/b-text.jpg')).toEqual([
      expect.objectContaining({
        transform: null,
        message: expect.stringMatching(/; Darkroom accepts image\/jpeg, /),
      }),
    ]);
    expect(Object.fromEntries(failed.map((each) => [each.source, each.code]))).toEqual({
      'bad/a-cut.jpg': 'IMAGE_CORRUPT',
      'bad/b-text.jpg': 'UNSUPPORTED_MEDIA_TYPE',
      'bad/c-good.png': 'INVALID_INPUT',
      'nowhere.jpg': 'INVALID_INPUT',
    });
    const people = await render(args);
    expect(people.code).toBe(1);
    expect(people.out).toContain('0 rendered, 2 up to date, 5 failed');
    expect(people.error).toMatch(/^file +transform +code +why$/m);
    expect(people.error).toMatch(/^bad\/a-cut\.jpg +w64\.webp +IMAGE_CORRUPT +\S/m);
  });

  it.each([
    [['--outputs', 'w640.auto'], 1, /auto is decided by who asks/],
    [['--outputs', 'w640.webp,huge.webp'], 1, /no preset of profile default: there are lqip;/],
    [['--outputs', 'w64-round.webp'], 1, /at character 5 "round" is no option/],
    [['--outputs', 'w64.webp', '--profile', 'none'], 1, /profiles\.yaml cannot be read/],
    [[], 2, /--outputs/],
  ])('renders nothing when it is called with %j', async (args, expected, sentence) => {
    const { code, error } = await render(['photos', '--out', 'none', ...args]);
    expect({ code, error }).toEqual({ code: expected, error: expect.stringMatching(sentence) });
    expect(await readdir(folder)).not.toContain('none');
  });

  it('wants the profiles that were named, and no others', async () => {
    const args = ['photos/lake.jpg', '--out', 'named', '--outputs', 'w64.webp'];
    const missing = await render(args, { PROFILES_PATH: 'nowhere.yaml' });
    expect([missing.code, missing.error]).toEqual([
      1,
      expect.stringContaining('nowhere.yaml cannot be read'),
    ]);
    expect(await render(args, { PROFILES_PATH: '' })).toMatchObject({ code: 0 });
  });

  it('leaves what was there when a new one cannot be written, and says so', async () => {
    await mkdir(join(folder, 'taken/lake-w64.webp'), { recursive: true });
    const before = await stat(join(folder, 'taken/lake-w64.webp'));
    const old = new Date(0);
    await utimes(join(folder, 'taken/lake-w64.webp'), old, old);
    const { code, failed } = await report([
      'photos/lake.jpg',
      '--out',
      'taken',
      '--outputs',
      'w64.webp,w65.webp',
    ]);
    expect([code, failed.map(({ transform }) => transform)]).toEqual([1, ['w64.webp']]);
    expect(before.isDirectory()).toBe(true);
    expect((await readdir(join(folder, 'taken'))).sort()).toEqual(['lake-w64.webp', 'lake-w65.webp']);
  });
});
