import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Config, loadConfig } from '../../platform/config/load.ts';
import { generatedSecrets } from './generated-secrets.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'darkroom-secrets-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const config = (variables: Record<string, string> = {}): Config =>
  loadConfig({ DATA_DIR: folder, ...variables });

describe('generated secrets', () => {
  it('are made once, fit the configuration, and are for one pair of eyes', () => {
    const secrets = generatedSecrets(config());
    expect(loadConfig(secrets).access.signingKeys).toHaveLength(1);
    expect(generatedSecrets(config())).toEqual(secrets);
    expect(statSync(join(folder, 'secrets.json')).mode & 0o777).toBe(0o600);
  });

  it('are not made when they are given', () => {
    expect(generatedSecrets(config({ SIGNING_KEYS: `a:${'x'.repeat(32)}` }))).toEqual({});
  });

  it('are not silently replaced when their file is damaged', () => {
    writeFileSync(join(folder, 'secrets.json'), '{');
    expect(() => generatedSecrets(config())).toThrow(/secrets\.json cannot be read/);
  });
});
