import { describe, expect, it } from '@jest/globals';
import { definitions } from './definitions.ts';
import { loadConfig } from './load.ts';

describe('the configuration', () => {
  it('has a default for everything that a first start needs', () => {
    const config = loadConfig({});
    expect(config.http).toMatchObject({ port: 4000, adminPort: 9090, adminHost: '127.0.0.1' });
    expect(config.database.url).toBeUndefined();
  });

  it('reports all faults together with name, given value and what is allowed', () => {
    expect(() => loadConfig({ PORT: 'eighty', LOG_LEVEL: 'loud' })).toThrow(
      /PORT is "eighty"; allowed is a whole number from 0 to 65535\.\n.*|LOG_LEVEL is "loud"; allowed is trace/s,
    );
  });

  it.each([
    ['TRUSTED_PROXIES', '10.0.0.0/8,300.1.1.1', 'a comma-separated list of IP addresses and CIDR ranges'],
    [
      'CORS_ORIGINS',
      'www.example.com',
      'a comma-separated list of origins such as https://www.example.com, or *',
    ],
    ['CORS_ORIGINS', 'https://www.example.com/', 'a comma-separated list of origins'],
    ['DATABASE_URL', 'mysql://u:p@localhost/x', 'a URL that begins with postgres:// or postgresql://'],
    ['DATABASE_URL', 'hello', 'a URL that begins with postgres:// or postgresql://'],
  ])('refuses the %s %s and says what is allowed', (name, given, allowed) => {
    expect(() => loadConfig({ [name]: given })).toThrow(allowed);
  });

  it.each([
    { TRUSTED_PROXIES: '10.0.0.0/8, ::1', CORS_ORIGINS: 'https://a.example,http://localhost:5173' },
    { CORS_ORIGINS: '*', DATABASE_URL: 'postgresql:///darkroom?host=/run/postgresql' },
    { DATABASE_URL: 'postgres://u:p%40ss@db:5432/darkroom?sslmode=require' },
  ])('takes %j', (environment) => {
    expect(() => loadConfig(environment)).not.toThrow();
  });

  it('never repeats a secret, not even a wrong one', () => {
    expect(() => loadConfig({ BOOTSTRAP_API_KEY: 'short-secret' })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('short-secret') as unknown }),
    );
  });

  it('treats an empty variable like an absent one', () => {
    expect(loadConfig({ PORT: '' }).http.port).toBe(4000);
  });

  it('is frozen', () => {
    expect(Object.isFrozen(loadConfig({}).http)).toBe(true);
  });

  it('reads rotated signing keys in order', () => {
    const keys = loadConfig({ SIGNING_KEYS: `b:${'x'.repeat(32)},a:${'y'.repeat(40)}` }).access.signingKeys;
    expect(keys?.map(({ kid }) => kid)).toEqual(['b', 'a']);
  });

  it('says what a CDN needs that is not given', () => {
    expect(() => loadConfig({ CDN_PROVIDER: 'cloudflare', CLOUDFLARE_ZONE_ID: 'z' })).toThrow(
      /CLOUDFLARE_API_TOKEN is not set, and CDN_PROVIDER=cloudflare needs it/,
    );
    expect(() => loadConfig({ CDN_PROVIDER: 'purge' })).toThrow(/CDN_PURGE_URLS is not set/);
    expect(() => loadConfig({ CDN_PROVIDER: 'purge', CDN_PURGE_URLS: 'cache:6081' })).toThrow(
      /CDN_PURGE_URLS is "cache:6081"/,
    );
    const { purgeUrls } = loadConfig({ CDN_PROVIDER: 'purge', CDN_PURGE_URLS: 'http://a:1/, http://b' }).cdn;
    expect(purgeUrls).toEqual(['http://a:1', 'http://b']);
  });

  it('names every variable once', () => {
    const names = Object.values(definitions).flatMap((slice) => Object.values(slice).map(({ name }) => name));
    expect(new Set(names).size).toBe(names.length);
  });
});
