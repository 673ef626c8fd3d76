import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import { newUuid } from '../../platform/ids.ts';
import { createTestDatabase, type TestDatabase } from '../../test/database.ts';
import { admin, alice, bob, viewerOf } from '../../test/harness.ts';
import { statementsOf } from '../../test/statements.ts';
import { until } from '../../test/until.ts';
import { openDatabase } from '../database.ts';
import { apiKeyVerifier, createApiKey, findApiKey, listApiKeys, revokeApiKey } from './api-keys.ts';
import { bootstrapApiKey, bootstrapOwner } from './bootstrap-api-key.ts';
import { anonymous, type Scope } from './viewer.ts';

let testDatabase: TestDatabase;
let database: DataSource;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = await openDatabase({ url: testDatabase.url, poolSize: 4, applicationName: 'api keys' });
});
afterAll(async () => {
  await database.destroy();
  await testDatabase.drop();
});

const unauthenticated = expect.objectContaining({ code: 'UNAUTHENTICATED' });

const wanted = { name: 'camera', scopes: ['READ', 'UPLOAD'] as Scope[] };
const make = (more: Partial<Parameters<typeof createApiKey>[2]> = {}, viewer = alice) =>
  createApiKey(database, viewer, { ...wanted, ...more });

describe('a new key', () => {
  it('opens the door to its owner with its scopes', async () => {
    const { apiKey, secret } = await make();
    const viewer = await apiKeyVerifier(database)(secret);
    expect(viewer).toEqual({ subject: 'alice', scopes: ['READ', 'UPLOAD'], keyId: apiKey.id });
    expect(Object.isFrozen(viewer)).toBe(true);
  });

  it('has a secret of 256 random bits, of which the database knows only a digest', async () => {
    const { apiKey, secret } = await make();
    expect(secret).toMatch(/^dk_[\w-]{43}$/);
    expect(apiKey.prefix).toBe(secret.slice(0, 8));
    const [row] = await sql<{ row: string }>(
      database,
      'SELECT to_jsonb(api_keys)::text AS row FROM api_keys WHERE id = $1',
      [apiKey.id],
    );
    expect(row?.row).not.toContain(secret.slice(8));
    expect((await make()).secret).not.toBe(secret);
  });

  it.each<[string, Parameters<typeof make>[0], string]>([
    ['without a name', { name: ' ' }, 'INVALID_INPUT'],
    ['with a name of more than 100 characters', { name: 'x'.repeat(101) }, 'INVALID_INPUT'],
    ['with a NUL in its name', { name: 'a\u0000' }, 'INVALID_INPUT'],
    ['without a scope', { scopes: [] }, 'INVALID_INPUT'],
    ['that has expired already', { expiresIn: 0 }, 'INVALID_INPUT'],
    ['that expired before it was made', { expiresIn: -5 }, 'INVALID_INPUT'],
    ['with a scope that its maker lacks', { scopes: ['READ', 'ADMIN'] }, 'FORBIDDEN'],
    ['for somebody else', { ownerId: 'bob' }, 'FORBIDDEN'],
  ])('is not made %s', async (_, more, code) => {
    const { length } = await sql(database, 'SELECT 1 FROM api_keys');
    await expect(make(more)).rejects.toMatchObject({ code });
    expect(await sql(database, 'SELECT 1 FROM api_keys')).toHaveLength(length);
  });

  it('says what its name may be', async () => {
    await expect(make({ name: 'a\tb' })).rejects.toThrow(/100 characters, without control characters/);
  });

  it('needs a key that may manage', async () => {
    await expect(make({}, anonymous)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(make({}, viewerOf('alice', 'READ', 'UPLOAD'))).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('has each scope once', async () => {
    const { apiKey } = await make({ scopes: ['READ', 'UPLOAD', 'READ'] });
    expect(apiKey.scopes).toEqual(['READ', 'UPLOAD']);
    expect((await findApiKey(database, apiKey.id))?.scopes).toEqual(['READ', 'UPLOAD']);
  });

  it('may be for anybody and with any scope where an admin makes it', async () => {
    const { secret } = await make({ ownerId: 'bob', scopes: ['ADMIN'] }, admin);
    expect(await apiKeyVerifier(database)(secret)).toMatchObject({ subject: 'bob', scopes: ['ADMIN'] });
  });

  it.each(['', 'a\u0000', 'x'.repeat(256)])('is not made for the subject %j', async (ownerId) => {
    await expect(make({ ownerId }, admin)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });
});

describe('a secret', () => {
  it.each(['', 'dk_', 'dk_wrong', `dk_${'A'.repeat(43)}`, 'dk_\u0000', 'x'.repeat(100_000)])(
    'that belongs to no key is refused: %j',
    async (secret) => {
      await expect(apiKeyVerifier(database)(secret)).rejects.toEqual(unauthenticated);
    },
  );

  it('is not opened by the digest that a leaked database shows', async () => {
    const { apiKey } = await make();
    for (const encoding of ['hex', 'base64', 'base64url', 'latin1'] as const)
      await expect(apiKeyVerifier(database)(apiKey.secretHash.toString(encoding))).rejects.toEqual(
        unauthenticated,
      );
  });

  it('that is used again and again costs one query a second', async () => {
    const { secret } = await make();
    const verify = apiKeyVerifier(database);
    await verify(secret);
    const statements = await statementsOf(database, async () => {
      for (let n = 0; n < 50; n++) await verify(secret);
    });
    expect(statements.length).toBeLessThanOrEqual(1);
  });

  it('that is wrong again and again costs one query a second as well', async () => {
    const verify = apiKeyVerifier(database);
    const wrong = () => verify('dk_nothing').catch(() => undefined);
    await wrong();
    const statements = await statementsOf(database, async () => {
      for (let n = 0; n < 50; n++) await wrong();
    });
    expect(statements.length).toBeLessThanOrEqual(1);
  });

  it('is verified once for many requests that come at the same time', async () => {
    const { secret } = await make();
    const verify = apiKeyVerifier(database);
    const statements = await statementsOf(database, () =>
      Promise.all(Array.from({ length: 50 }, () => verify(secret))),
    );
    // The second is the note of the key's last use.
    expect(statements.length).toBeLessThanOrEqual(2);
  });

  it('says when it was last used, to the minute', async () => {
    const { apiKey, secret } = await make();
    expect((await findApiKey(database, apiKey.id))?.lastUsedAt).toBeNull();
    await apiKeyVerifier(database)(secret);
    const first = (await findApiKey(database, apiKey.id))?.lastUsedAt;
    expect(first).toBeInstanceOf(Date);
    await apiKeyVerifier(database)(secret);
    expect((await findApiKey(database, apiKey.id))?.lastUsedAt).toEqual(first);
    await sql(database, `UPDATE api_keys SET last_used_at = now() - interval '2 minutes' WHERE id = $1`, [
      apiKey.id,
    ]);
    await apiKeyVerifier(database)(secret);
    expect((await findApiKey(database, apiKey.id))?.lastUsedAt?.getTime()).toBeGreaterThanOrEqual(
      first?.getTime() ?? Infinity,
    );
  });
});

describe('the end of a key', () => {
  /** How long the door stays open after `close`. */
  async function openFor(secret: string, close: () => Promise<unknown>): Promise<number> {
    const verify = apiKeyVerifier(database);
    await verify(secret);
    await close();
    const closedAt = performance.now();
    await until('the key is refused', () =>
      verify(secret).then(
        () => false,
        () => true,
      ),
    );
    return performance.now() - closedAt;
  }

  it('comes within a second or so of its revocation, also where it is in use', async () => {
    const { apiKey, secret } = await make();
    expect(await openFor(secret, () => revokeApiKey(database, alice, apiKey.id))).toBeLessThan(5_000);
  });

  it('comes within a second or so of its expiry', async () => {
    const { apiKey, secret } = await make({ expiresIn: 3_600 });
    const expire = () =>
      sql(database, `UPDATE api_keys SET expires_at = now() - interval '1 second' WHERE id = $1`, [
        apiKey.id,
      ]);
    expect(await openFor(secret, expire)).toBeLessThan(5_000);
  });

  it('is at once where nobody has asked for it yet', async () => {
    const { apiKey, secret } = await make();
    await revokeApiKey(database, alice, apiKey.id);
    await expect(apiKeyVerifier(database)(secret)).rejects.toEqual(unauthenticated);
  });

  it('can be repeated, and keeps the time of the first', async () => {
    const { apiKey } = await make();
    const first = await revokeApiKey(database, alice, apiKey.id);
    const second = await revokeApiKey(database, alice, apiKey.id);
    expect(second.revokedAt).toEqual(first.revokedAt);
  });

  it('is for its owner and for admins: to others the key does not exist', async () => {
    const { apiKey } = await make();
    for (const id of [apiKey.id, newUuid()])
      await expect(revokeApiKey(database, bob, id)).rejects.toMatchObject({
        code: 'NOT_FOUND',
        message: 'The API key does not exist, or it is not yours to see.',
      });
    await expect(revokeApiKey(database, viewerOf('alice', 'READ'), apiKey.id)).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    expect((await findApiKey(database, apiKey.id))?.revokedAt).toBeNull();
    expect((await revokeApiKey(database, admin, apiKey.id)).revokedAt).toBeInstanceOf(Date);
  });
});

describe('the list of keys', () => {
  it('has an owner’s own, the newest first, a page at a time', async () => {
    const viewer = viewerOf('lister');
    const made = [];
    for (const name of ['1', '2', '3', '4', '5']) made.push((await make({ name }, viewer)).apiKey);
    await make({}, bob);
    const first = await listApiKeys(database, 'lister', { limit: 3 });
    expect(first.map(({ name }) => name)).toEqual(['5', '4', '3']);
    const rest = await listApiKeys(database, 'lister', { limit: 3, before: first.at(-1)?.id });
    expect(rest.map(({ name }) => name)).toEqual(['2', '1']);
    expect(first[0]).toEqual(made.at(-1));
  });
});

describe('the first key', () => {
  it('is taken from the environment, once, however many servers start', async () => {
    const secret = `dk_${'b'.repeat(43)}`;
    const outcomes = await Promise.all(
      Array.from({ length: 4 }, () => bootstrapApiKey(database, { bootstrapApiKey: secret })),
    );
    expect(outcomes).toEqual([undefined, undefined, undefined, undefined]);
    expect(await apiKeyVerifier(database)(secret)).toMatchObject({
      subject: bootstrapOwner,
      scopes: ['READ', 'UPLOAD', 'MANAGE', 'ADMIN'],
    });
  });

  it('that was revoked stays revoked at the next start', async () => {
    const secret = `dk_${'c'.repeat(43)}`;
    await bootstrapApiKey(database, { bootstrapApiKey: secret });
    const { keyId } = await apiKeyVerifier(database)(secret);
    await revokeApiKey(database, admin, keyId ?? '');
    await bootstrapApiKey(database, { bootstrapApiKey: secret });
    await expect(apiKeyVerifier(database)(secret)).rejects.toEqual(unauthenticated);
  });

  it('is not made where there are keys', async () => {
    expect(await bootstrapApiKey(database, { bootstrapApiKey: undefined })).toBeUndefined();
  });

  it('is made and told once where there are none', async () => {
    await sql(database, 'DELETE FROM api_keys');
    const secret = await bootstrapApiKey(database, { bootstrapApiKey: undefined });
    expect(await apiKeyVerifier(database)(secret ?? '')).toMatchObject({ subject: bootstrapOwner });
    expect(await bootstrapApiKey(database, { bootstrapApiKey: undefined })).toBeUndefined();
  });
});
