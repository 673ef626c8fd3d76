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
