import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { AppError } from '../errors.ts';
import { loadConfig } from './load.ts';
import type { NeededSecret } from './secret-faults.ts';

const random = () => randomBytes(24).toString('hex');

const own = {
  NODE_ENV: 'production',
  SIGNING_KEYS: `k1:${random()}`,
  BOOTSTRAP_API_KEY: `dk_${random()}`,
  DATABASE_URL: `postgres://darkroom:${random()}@postgres/darkroom`,
};
const needed: NeededSecret[] = ['SIGNING_KEYS', 'BOOTSTRAP_API_KEY'];

function report(environment: Record<string, string>, names = needed): string {
  try {
    loadConfig(environment, names);
    return '';
  } catch (error) {
    return `${(error as AppError).code}: ${(error as AppError).message}`;
  }
}
const withUrl = (DATABASE_URL: string) => report({ ...own, DATABASE_URL });

describe('production', () => {
  it('runs with secrets of its own', () => {
    expect(report(own)).toBe('');
  });

  it('is told of everything that is missing or can be guessed in one report, with what to do and no secret', () => {
    const said = report({
      NODE_ENV: 'production',
      JWT_SECRET: 'secret-secret-secret-secret-secret',
      JWT_ISSUER: 'https://app.example/',
      JWT_AUDIENCE: 'darkroom',
      DATABASE_URL: 'postgres://darkroom:darkroom@postgres/darkroom',
    });
    expect(said).toMatch(/^CONFIG_INVALID: /);
    for (const name of ['SIGNING_KEYS', 'BOOTSTRAP_API_KEY', 'JWT_SECRET', 'DATABASE_URL'])
      expect(said).toContain(name);
    expect(said).toContain('npx darkroom secret generate');
    expect(said).not.toContain('secret-secret');
    expect(said).not.toContain(':darkroom@');
  });

  it('is told of secrets together with every other fault, each once', () => {
    const said = report({
      NODE_ENV: 'production',
      PORT: 'eighty',
      SIGNING_KEYS: 'short',
      JWT_SECRET: 'x'.repeat(32),
      CDN_PROVIDER: 'cloudflare',
    });
    for (const start of [
      'PORT is "eighty"',
      'SIGNING_KEYS is a value that is not shown',
      'BOOTSTRAP_API_KEY is not set',
      'JWT_SECRET can be guessed',
      'JWT_ISSUER is not set',
      'CLOUDFLARE_API_TOKEN is not set',
    ])
      expect(said.split(`\n  ${start}`)).toHaveLength(2);
    expect(said).not.toContain('SIGNING_KEYS is not set');
  });

  it.each(['SIGNING_KEYS', 'WEBHOOK_SECRET_KEYS'])(
    'names the key of several in %s that can be guessed',
    (name) => {
      const said = report({ ...own, [name]: `new:${random()},old:${'x'.repeat(32)}` });
      expect(said).toContain(`The key old of ${name}`);
      expect(said).not.toContain('key new');
    },
  );

  it.each([
    'x'.repeat(32),
    'abcd'.repeat(8),
    'darkroom-secret-darkroom-secret-1',
    '12345678901234567890123456789012',
    'abcdefghijklmnopqrstuvwxyz012345',
    'change-me-change-me-0123456789abcdef',
    'dk_changeme_0123456789abcdefghijklmnop',
    'your-secret-key-of-at-least-32-characters',
    'example_0123456789abcdefghijklmnopqrst',
  ])('does not take %j for a secret', (secret) => {
    expect(report({ ...own, BOOTSTRAP_API_KEY: secret })).toContain('BOOTSTRAP_API_KEY can be guessed');
  });

  it.each(['correct.horse.battery-staple-and-more', 'dk_exampleless0123456789abcdefghijkl', random()])(
    'takes %j for one',
    (secret) => {
      expect(report({ ...own, BOOTSTRAP_API_KEY: secret })).toBe('');
    },
  );

  it.each([
    'postgres://darkroom:darkroom@db/x',
    'postgres://app:App@db/x',
    'postgres://app:postgres@db/x',
    'postgres://app:change%2Dme@db/x',
    'postgres://app:1234567@db/x',
  ])('does not take the password of %s for a secret', (url) => {
    expect(withUrl(url)).toContain('The password in DATABASE_URL');
  });

  it.each(['postgres://app@db/x', 'postgres:///x?host=/run/postgresql', `postgres://app:${random()}@db/x`])(
    'takes %s, which has a good password or another way to log in',
    (url) => {
      expect(withUrl(url)).toBe('');
    },
  );

  it('asks no process for what that does not use', () => {
    const { DATABASE_URL, NODE_ENV } = own;
    expect(report({ DATABASE_URL, NODE_ENV }, [])).toBe('');
  });
});

it('a command that only looks judges no secret', () => {
  expect(loadConfig({ NODE_ENV: 'production' }).access.signingKeys).toBeUndefined();
});

it('elsewhere anything goes', () => {
  for (const NODE_ENV of ['development', 'test'])
    expect(report({ NODE_ENV, BOOTSTRAP_API_KEY: 'x'.repeat(32) })).toBe('');
});
