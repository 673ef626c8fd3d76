import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openDataDir } from './data-dir.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'darkroom-data-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('DATA_DIR', () => {
  it('is made when absent', () => {
    openDataDir(join(folder, 'a', 'b')).release();
    openDataDir(join(folder, 'a', 'b')).release();
    expect(() => writeFileSync(join(folder, 'a', 'b', 'file'), '')).not.toThrow();
  });

  it('belongs to one at a time', () => {
    const first = openDataDir(folder);
    expect(() => openDataDir(folder)).toThrow(`Darkroom is already running in ${folder}`);
    first.release();
    expect(() => openDataDir(folder).release()).not.toThrow();
  });

  it('says so when something else has its name', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => openDataDir(join(folder, 'file'))).toThrow(/cannot be written \(EEXIST\): something else/);
  });

  it('says so when it cannot be made', () => {
    expect(() => openDataDir('/dev/null/darkroom')).toThrow(/cannot be written \(EEXIST\): .* set DATA_DIR/);
  });

  it('says so where nothing can ever be made, instead of trying for ever', () => {
    expect(() => openDataDir('/proc/darkroom/data')).toThrow(/cannot be written \(ENOENT\): .* set DATA_DIR/);
  });
});
