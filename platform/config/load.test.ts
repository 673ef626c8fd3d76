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
      /LOG_LEVEL is "loud"; allowed is trace.*\n.*PORT is "eighty"; allowed is a whole number from 0 to 65535\./s,
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
    ['EVENTS_URL', 'https://redis:6379', 'a URL that begins with redis:// or rediss://'],
    ['EVENTS_URL', 'redis://', 'a URL that begins with redis:// or rediss://'],
    ['EVENTS_URL', 'redis://redis/first', 'a URL that begins with redis:// or rediss://'],
    ['EVENTS_URL', 'redis://:100%@redis', 'a URL that begins with redis:// or rediss://'],
  ])('refuses the %s %s and says what is allowed', (name, given, allowed) => {
    expect(() => loadConfig({ [name]: given })).toThrow(allowed);
  });

  it.each([
    { TRUSTED_PROXIES: '10.0.0.0/8, ::1', CORS_ORIGINS: 'https://a.example,http://localhost:5173' },
    { CORS_ORIGINS: '*', DATABASE_URL: 'postgresql:///darkroom?host=/run/postgresql' },
    { DATABASE_URL: 'postgres://u:p%40ss@db:5432/darkroom?sslmode=require' },
    { EVENTS_URL: 'rediss://user:p%40ss@[::1]:6380/2' },
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

  it('says whether a file of profiles was named', () => {
    expect(loadConfig({ PROFILES_PATH: '' }).profiles).toEqual({ path: 'profiles.yaml', isNamed: false });
    const path = 'profiles.yaml';
    expect(loadConfig({ PROFILES_PATH: path }).profiles).toEqual({ path, isNamed: true });
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

  it('refuses a way past the pooler where there is no database', () => {
    const directUrl = 'postgres://a@b/c';
    expect(() => loadConfig({ DATABASE_DIRECT_URL: directUrl })).toThrow(/DATABASE_URL is not/);
    const { database } = loadConfig({
      DATABASE_URL: 'postgres://a@pooler/c',
      DATABASE_DIRECT_URL: directUrl,
    });
    expect(database).toMatchObject({ directUrl });
  });

  describe('of tokens', () => {
    const issued = { JWT_ISSUER: 'https://app.example/', JWT_AUDIENCE: 'darkroom' };
    const published = { ...issued, JWT_JWKS_URL: 'https://app.example/keys.json' };
    const shared = { ...issued, JWT_SECRET: 's'.repeat(32) };

    it('takes published keys or a secret, each with algorithms that are safe for it', () => {
      expect(loadConfig(published).tokens).toMatchObject({
        jwksUrl: new URL('https://app.example/keys.json'),
        audience: ['darkroom'],
        algorithms: ['RS256', 'PS256', 'ES256', 'ES384', 'EdDSA', 'Ed25519'],
        defaultScopes: ['READ', 'UPLOAD'],
      });
      expect(loadConfig(shared).tokens.algorithms).toEqual(['HS256']);
      expect(loadConfig({}).tokens).toMatchObject({ jwksUrl: undefined, secret: undefined });
    });

    it('reads what roles may do and what classes of quotas there are', () => {
      const { tokens, quotas } = loadConfig({
        ...published,
        JWT_SCOPES_CLAIM: 'roles',
        JWT_SCOPES_MAP: 'editor:READ+UPLOAD, https://app.example/staff:ADMIN',
        JWT_DEFAULT_SCOPES: 'NONE',
        JWT_QUOTA_CLAIM: 'plan',
        QUOTA_CLASSES: 'free:bytes=1000+images=10+uploads-per-day=5, pro:bytes=5000',
      });
      expect(tokens.scopesMap).toEqual([
        ['editor', ['READ', 'UPLOAD']],
        ['https://app.example/staff', ['ADMIN']],
      ]);
      expect(tokens.defaultScopes).toEqual([]);
      expect(quotas.classes).toEqual({
        free: { bytes: 1_000, images: 10, uploadsPerDay: 5 },
        pro: { bytes: 5_000 },
      });
    });

    it.each<[string, Record<string, string>, RegExp]>([
      ['both', { ...published, ...shared }, /JWT_JWKS_URL and JWT_SECRET are both set/],
      ['no issuer and audience', { JWT_SECRET: 's'.repeat(32) }, /JWT_ISSUER is not set.*JWT_AUDIENCE is/s],
      ['nothing to verify with', issued, /JWT_ISSUER is set, and without .*JWT_AUDIENCE is set, and/s],
      ['a short secret', { ...issued, JWT_SECRET: 'short' }, /JWT_SECRET is a value that is not shown/],
      ['no algorithm', { ...published, JWT_ALGORITHMS: 'none' }, /JWT_ALGORITHMS is "none"/],
      ['one that is none', { ...published, JWT_ALGORITHMS: 'ES256,none' }, /JWT_ALGORITHMS is/],
      ['a secret’s algorithm', { ...published, JWT_ALGORITHMS: 'HS256' }, /only RS256, .* are possible/],
      ['a key’s algorithm', { ...shared, JWT_ALGORITHMS: 'RS256' }, /only HS256, HS384, HS512 are possible/],
      ['a long algorithm', { ...shared, JWT_ALGORITHMS: 'HS512' }, /too short for HS512, which needs 64/],
      ['ADMIN for all', { ...published, JWT_DEFAULT_SCOPES: 'READ,ADMIN' }, /JWT_DEFAULT_SCOPES is/],
      ['a map of nothing', { ...published, JWT_SCOPES_MAP: 'a:READ' }, /without JWT_SCOPES_CLAIM/],
      ['roles without scopes', { ...published, JWT_SCOPES_MAP: 'editor' }, /JWT_SCOPES_MAP is "editor"/],
      ['unknown scopes', { ...published, JWT_SCOPES_MAP: 'editor:WRITE' }, /JWT_SCOPES_MAP is "editor:W/],
      ['no classes', { ...published, JWT_QUOTA_CLAIM: 'plan' }, /there is no class for it in QUOTA_CLASSES/],
      ['a class of nothing', { QUOTA_CLASSES: 'free:' }, /QUOTA_CLASSES is "free:"; allowed is/],
      ['a class of something else', { QUOTA_CLASSES: 'free:cats=9' }, /QUOTA_CLASSES is "free:cats=9"/],
      ['a file of keys', { ...published, JWT_JWKS_URL: 'file:///keys.json' }, /JWT_JWKS_URL is/],
      ['a password', { ...published, JWT_JWKS_URL: 'https://u:p@app.example/' }, /JWT_JWKS_URL is/],
    ])('is refused with %s', (_what, environment, fault) => {
      expect(() => loadConfig(environment)).toThrow(fault);
    });
  });

  it('names every variable once', () => {
    const names = Object.values(definitions).flatMap((slice) => Object.values(slice).map(({ name }) => name));
    expect(new Set(names).size).toBe(names.length);
  });
});
