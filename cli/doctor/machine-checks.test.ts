/** What the doctor says of the programs that a machine may lack: each with what is lost and what to install. */
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { findTool } from '../../media/pool/find-tool.ts';
import { loadConfig } from '../../platform/config/load.ts';
import { type Finding, lookAt } from './check.ts';
import { machineChecks } from './machine-checks.ts';

const image = 'default: { allowed_mimes: [image/jpeg], size_max_bytes: 1000 }';
const video = 'film: { kind: video, allowed_mimes: [video/mp4], size_max_bytes: 1000 }';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'darkroom-doctor-'));
  await writeFile(join(folder, 'images.yaml'), `profiles:\n  ${image}\n`);
  await writeFile(join(folder, 'videos.yaml'), `profiles:\n  ${image}\n  ${video}\n`);
});
afterAll(() => rm(folder, { recursive: true }));

const path = process.env['PATH'];
afterEach(() => {
  process.env['PATH'] = path;
});

/** What is found with these programs and no others: name and script. */
async function found(name: string, programs: Record<string, string>, profiles = 'images'): Promise<Finding> {
  const bin = await mkdtemp(join(folder, 'bin-'));
  for (const [program, script] of Object.entries(programs)) {
    await writeFile(join(bin, program), `#!/bin/sh\n${script}\n`);
    await chmod(join(bin, program), 0o755);
  }
  process.env['PATH'] = bin;
  return look(name, profiles);
}

function look(name: string, profiles = 'images'): Promise<Finding> {
  const config = loadConfig({ PROFILES_PATH: join(folder, `${profiles}.yaml`) });
  const check = machineChecks(config).find((each) => each.name === name);
  if (!check) throw new Error(`there is no check ${name}`);
  return lookAt(check);
}

describe('the doctor, of HEIC,', () => {
  it('names the package of heif-enc where that is missing', async () => {
    expect(await found('HEIC', {})).toMatchObject({
      state: 'warning',
      says: expect.stringMatching(/heif-enc is missing.*apt-get install libheif-examples/),
    });
  });

  it.each([
    ['ends with a fault', 'exit 5'],
    ['writes nothing', 'exit 0'],
  ])('names the package of its encoder where heif-enc %s', async (_, script) => {
    expect(await found('HEIC', { 'heif-enc': script })).toMatchObject({
      state: 'warning',
      says: expect.stringMatching(/heif-enc writes none.*apt-get install libheif-plugin-x265/),
    });
  });

  (findTool('heif-enc') === undefined ? describe.skip : describe)('where heif-enc is installed', () => {
    it('is content when it writes one', async () => {
      expect(await look('HEIC')).toMatchObject({ state: 'ok', says: 'heif-enc is there and writes it.' });
    });
  });
});

describe('the doctor, of videos,', () => {
  it('names the package of ffmpeg where a profile takes them and it is missing', async () => {
    expect(await found('videos', {}, 'videos')).toMatchObject({
      state: 'warning',
      says: expect.stringMatching(/ffmpeg is missing.*apt-get install ffmpeg/),
    });
    expect(await found('videos', { ffmpeg: 'exit 0' }, 'videos')).toMatchObject({ state: 'ok' });
  });

  it('misses nothing where no profile takes them', async () => {
    expect(await found('videos', {})).toMatchObject({ state: 'ok', says: 'No profile takes videos.' });
  });
});
