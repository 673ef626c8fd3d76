import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const main = join(import.meta.dirname, 'main.ts');

function darkroom(args: string[], env: Record<string, string> = {}) {
  return new Promise<{ code: number; out: string; error: string }>((resolve) => {
    const child = execFile(process.execPath, [main, ...args], { env }, (_, out, error) =>
      resolve({ code: child.exitCode ?? -1, out, error }),
    );
  });
}

describe('the command line', () => {
  it('prints the version, for people and for scripts', async () => {
    const [text, json] = await Promise.all([darkroom(['version']), darkroom(['version', '--json'])]);
    expect(text).toEqual({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), error: '' });
    expect(JSON.parse(json.out)).toEqual({ version: text.out.trim(), node: process.version });
  });

  it('makes secrets of the length and number asked for, no two alike', async () => {
    const { out } = await darkroom(['secret', 'generate', '--length', '40', '--count', '3', '--json']);
    const secrets = JSON.parse(out) as string[];
    expect(new Set(secrets).size).toBe(3);
    expect(secrets.every((secret) => /^[\w-]{40}$/.test(secret))).toBe(true);
  });

  it('ends with 2 when it is called wrongly', async () => {
    expect(await darkroom(['secret', 'generate', '--length', '8'])).toMatchObject({
      code: 2,
      error: expect.stringContaining('Allowed is a whole number from 32 to 1024.'),
    });
    expect(await darkroom(['no-such-command'])).toMatchObject({ code: 2 });
  });

  it('ends with 0 when help is asked for', async () => {
    const { code, out } = await darkroom(['--help']);
    expect(code).toBe(0);
    expect(out).toContain('start everything');
  });

  it.each([[[]], [['--json']]])(
    'ends with 1 when an upload fails, and says which: upload %j',
    async (options) => {
      const { code, out, error } = await darkroom(['upload', '/nowhere/photo.jpg', ...options], {
        DARKROOM_API_KEY: 'any',
      });
      expect(code).toBe(1);
      expect(out + error).toContain('/nowhere/photo.jpg: it cannot be read.');
    },
  );
});
