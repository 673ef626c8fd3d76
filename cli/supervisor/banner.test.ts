import { execFileSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { banner } from './banner.ts';

const urls = { url: 'http://localhost:4000', adminUrl: 'http://127.0.0.1:9090' };

/** The arguments that a shell would give to curl. */
function curlArguments(text: string, environment: Record<string, string> = {}): string[] {
  const command = text.slice(text.indexOf('curl '), text.indexOf('\n\n  Or watch'));
  const script = `curl() { printf '%s\\n' "$@"; }; ${command}`;
  return execFileSync('sh', ['-c', script], { env: environment, encoding: 'utf8' }).trim().split('\n');
}

describe('the banner', () => {
  it('shows where everything is', () => {
    const text = banner({ ...urls, key: { made: 'dk_new' } });
    expect(text).toContain('http://localhost:4000/graphql');
    expect(text).toContain('ws://localhost:4000/graphql');
    expect(text).toContain('http://127.0.0.1:9090/probe/ready');
  });

  it('has an upload to copy that a shell takes apart as the multipart specification wants it', () => {
    const args = curlArguments(banner({ ...urls, key: { made: 'dk_new' } }));
    expect(args).toEqual(
      expect.arrayContaining([
        'Authorization: Bearer dk_new',
        'Apollo-Require-Preflight: true',
        '0=@photo.jpg',
      ]),
    );
    const operations = args.find((arg) => arg.startsWith('operations='))?.slice('operations='.length);
    expect(JSON.parse(operations ?? '')).toMatchObject({ variables: { file: null } });
    const map = args.find((arg) => arg.startsWith('map='))?.slice('map='.length);
    expect(JSON.parse(map ?? '')).toEqual({ 0: ['variables.file'] });
  });

  it('shows no key that it does not know, and says how to get one', () => {
    const text = banner({ ...urls, key: 'exists' });
    expect(text).toContain('npx darkroom keys create');
    expect(curlArguments(text, { DARKROOM_API_KEY: 'dk_mine' })).toContain('Authorization: Bearer dk_mine');
  });

  it('has a link that signs a browser in, or says how to get one', () => {
    const url = 'http://localhost:4000/sign-in?token=abc';
    expect(banner({ ...urls, key: 'exists', signIn: { url, minutes: 15 } })).toMatch(
      /Browser +http:\/\/localhost:4000\/sign-in\?token=abc\n.*once, within 15 min/,
    );
    const without = banner({ ...urls, key: 'exists' });
    expect(without).toMatch(/Browser .*npx darkroom sign-in-link/);
    expect(without).not.toContain('token=');
  });

  it('does not repeat a key that was given', () => {
    expect(banner({ ...urls, key: 'given' })).toContain('the one in BOOTSTRAP_API_KEY');
  });
});
