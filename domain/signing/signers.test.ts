/** The signers of docs/signing.md in other languages: the files that the document shows, run where their language is installed. */
import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { signingDocument, signingVectors, vectorKey } from '../../test/signing-vectors.ts';
import { signPath } from './sign-path.ts';

const run = promisify(execFile);
const folder = new URL('../../docs/signers/', import.meta.url).pathname;
const scratch = mkdtempSync(join(tmpdir(), 'darkroom-signers-'));
afterAll(() => rmSync(scratch, { recursive: true }));

interface Signer {
  readonly language: string;
  /** Of the block in the document. */
  readonly block: string;
  readonly file: string;
  /** What runs the file, and how it is asked whether it is there. */
  readonly program: string;
  readonly version: string;
  /** Compiled first, and then run by itself. */
  readonly compiled?: true;
}

const signers: readonly Signer[] = [
  { language: 'Go', block: 'go', file: 'sign.go', program: 'go', version: 'version', compiled: true },
  { language: 'Python', block: 'python', file: 'sign.py', program: 'python3', version: '--version' },
  { language: 'PHP', block: 'php', file: 'sign.php', program: 'php', version: '--version' },
];

const exp = 1_800_000_000;

describe.each(signers)('the signer in $language', ({ block, file, program, version, compiled }) => {
  it('is in the document as it is in its file', () => {
    const [, shown = ''] = new RegExp(`^\`\`\`${block}\n([^]*?)^\`\`\`$`, 'm').exec(signingDocument) ?? [];
    expect(shown).toContain('sign(');
    expect(readFileSync(join(folder, file), 'utf8')).toContain(`\n${shown}`);
  });

  const isThere = spawnSync(program, [version]).status === 0;

  (isThere ? describe : describe.skip)(`where ${program} is installed`, () => {
    const command = compiled ? [join(scratch, file)] : [program, join(folder, file)];
    beforeAll(async () => {
      if (compiled) await run(program, ['build', '-o', join(scratch, file), join(folder, file)]);
    });

    const sign = async (method: string, path: string, query: Iterable<[string, string]>) => {
      const [executable = '', ...rest] = command;
      const parameters = [...query].map(([name, value]) => `${name}=${value}`);
      const { stdout } = await run(executable, [...rest, method, path, String(exp), ...parameters], {
        env: { ...process.env, SIGNING_KEY: `${vectorKey.kid}:${vectorKey.secret}` },
      });
      return stdout.trimEnd();
    };

    it.each(signingVectors)('makes the vector $method $url', async ({ method, url, sig }) => {
      const { pathname, searchParams } = new URL(url, 'http://localhost');
      searchParams.delete('exp');
      searchParams.delete('kid');
      expect(await sign(method, pathname, searchParams)).toBe(`${url}&sig=${sig}`);
    });

    it('encodes and sorts as Darkroom does what languages like to encode and sort in their own ways', async () => {
      const query = {
        é: '1',
        z: '~%2F',
        '~': "!'()*",
        'a b': 'c+d e',
        10: '',
        9: '',
        a: '&=#?/:@',
        'a!': '😀',
        A: '"<>`{}|\\^',
      };
      const now = new Date((exp - 1) * 1_000);
      const expiresAt = new Date(exp * 1_000);
      expect(await sign('GET', '/i/a/b.jpg', Object.entries(query))).toBe(
        signPath({ path: '/i/a/b.jpg', query, expiresAt, now }, [vectorKey]),
      );
    });
  });
});
