import { describe, expect, it } from '@jest/globals';
import { linesWith } from './noted-secrets.ts';

const secret = 'dk_a-secret-of-somebody';

describe('the search for secrets in a log', () => {
  it('finds the lines in which one stands, wherever it stands in them', () => {
    const log = [
      `{"msg":"${secret}"}`,
      '{"msg":"nothing"}',
      `at ${secret}`,
      secret,
      'dk_a-secret-of-some',
    ].join('\n');
    expect(linesWith(log, [secret, 'another-that-is-in-none'])).toEqual([
      `{"msg":"${secret}"}`,
      `at ${secret}`,
      secret,
    ]);
  });

  it('finds each of several that begin alike', () => {
    expect(linesWith('dk_a-secret-of-nobody', [secret, 'dk_a-secret-of-nobody'])).toHaveLength(1);
  });

  it('leaves out what a start shows on purpose, and nothing behind it', () => {
    const banner = `  Darkroom is ready.\n\n    API key     ${secret}\n\n  Ctrl-C stops everything; the data stays.`;
    expect(linesWith(banner, [secret])).toEqual([]);
    expect(linesWith(`${banner}\n${secret}\n${banner}`, [secret])).toEqual([secret]);
  });
});
