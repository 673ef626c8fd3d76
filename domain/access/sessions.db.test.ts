import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import { newUuid } from '../../platform/ids.ts';
import { createTestDatabase, type TestDatabase } from '../../test/database.ts';
import { viewerOf } from '../../test/harness.ts';
import { statementsOf } from '../../test/statements.ts';
import { until } from '../../test/until.ts';
import { openDatabase } from '../database.ts';
import { createApiKey, revokeApiKey } from './api-keys.ts';
import { credentialOf, findEnded } from './access-watch.ts';
import { hashOfToken, newToken } from './random-token.ts';
import { endSession, expireSessions, listSessions, sessionFinder, signIn, signOut } from './sessions.ts';
import { createSignInLink, ownerOfSignInLink } from './sign-in-links.ts';

let testDatabase: TestDatabase;
let database: DataSource;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = await openDatabase({ url: testDatabase.url, poolSize: 6, applicationName: 'sessions' });
});
afterAll(async () => {
  await database.destroy();
  await testDatabase.drop();
});

const address = '192.0.2.7';
const link = (ownerId = 'alice', seconds = 60) => createSignInLink(database, { ownerId, seconds });
const use = (token: string, more: Partial<Parameters<typeof signIn>[1]> = {}) =>
  signIn(database, { token, seconds: 3_600, userAgent: 'Test/1', address, earlier: undefined, ...more });
const begin = async (ownerId?: string): Promise<string> => use(await link(ownerId));
/** Who it is, looked up anew. */
const whoHas = (secret: string) => sessionFinder(database)(secret);
const leave = (secret: string, everywhere = false) => signOut(database, { secret, address, everywhere });

const invalid = { code: 'SIGN_IN_LINK_INVALID' };

describe('a sign-in link', () => {
  it('begins a session of its owner, who is told before it is used', async () => {
    const token = await link('alice');
    expect(await ownerOfSignInLink(database, token)).toBe('alice');
    const viewer = await whoHas(await use(token));
    expect(viewer).toMatchObject({ subject: 'alice', scopes: ['READ', 'UPLOAD', 'MANAGE'], keyId: null });
    expect(Object.isFrozen(viewer)).toBe(true);
  });

  it('makes an admin of the first subject alone', async () => {
    expect(await whoHas(await begin('admin'))).toMatchObject({
      subject: 'admin',
      scopes: ['READ', 'UPLOAD', 'MANAGE', 'ADMIN'],
    });
  });

  it('works once, however often it was looked at', async () => {
    const token = await link();
    for (let looks = 0; looks < 3; looks += 1) await ownerOfSignInLink(database, token);
    await use(token);
    expect(await ownerOfSignInLink(database, token)).toBeUndefined();
    await expect(use(token)).rejects.toMatchObject(invalid);
  });

  it('works for one of many who use it at the same moment', async () => {
    const token = await link('crowd');
    const outcomes = await Promise.allSettled(Array.from({ length: 12 }, () => use(token)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await listSessions(database, 'crowd')).toHaveLength(1);
  });

  it('that has expired is as one that never was', async () => {
    const token = await link('alice', -1);
    expect(await ownerOfSignInLink(database, token)).toBeUndefined();
    await expect(use(token)).rejects.toMatchObject(invalid);
  });

  it.each(['', 'x', 'A'.repeat(43), 'A'.repeat(100_000), '\u0000'.repeat(43), "' OR true --"])(
    'that nobody made is refused: %j',
    async (token) => {
      expect(await ownerOfSignInLink(database, token)).toBeUndefined();
      await expect(use(token)).rejects.toMatchObject(invalid);
    },
  );

  it('is not made for what is no subject', async () => {
    for (const ownerId of ['', 'a\u0000', 'x'.repeat(256)])
      await expect(link(ownerId)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('is no session, and the other way round', async () => {
    const token = await link();
    expect(await whoHas(token)).toBeUndefined();
    await expect(use(await begin())).rejects.toMatchObject(invalid);
  });
});

describe('a session', () => {
  it('has a secret of 256 random bits, of which the database knows only a digest, as of its link', async () => {
    const token = await link('digest');
    const rows = () =>
      sql<{ row: string }>(
        database,
        `SELECT to_jsonb(s)::text AS row FROM sessions s UNION ALL SELECT to_jsonb(l)::text FROM sign_in_links l`,
      );
    expect(JSON.stringify(await rows())).not.toContain(token);
    const secret = await use(token);
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(JSON.stringify(await rows())).not.toContain(secret);
    for (const encoding of ['hex', 'base64url'] as const)
      expect(await whoHas(hashOfToken(secret).toString(encoding))).toBeUndefined();
  });

  it('has a secret of its own, whatever the browser showed before: that opens nothing', async () => {
    const planted = newToken();
    const secret = await use(await link(), { earlier: planted });
    expect(secret).not.toBe(planted);
    expect(await whoHas(planted)).toBeUndefined();
  });

  it('ends the one that the browser had before, also somebody else’s, and no other', async () => {
    const [before, other] = [await begin('mallory'), await begin('mallory')];
    const secret = await use(await link('alice'), { earlier: before });
    expect(await whoHas(before)).toBeUndefined();
    expect(await whoHas(other)).toMatchObject({ subject: 'mallory' });
    expect(await whoHas(secret)).toMatchObject({ subject: 'alice' });
  });

  it('is not ended by a link that does not work', async () => {
    const before = await begin();
    await expect(use(newToken(), { earlier: before })).rejects.toMatchObject(invalid);
    expect(await whoHas(before)).toMatchObject({ subject: 'alice' });
  });

  it('ends by itself, and is then forgotten with the links that nobody used', async () => {
    const secret = await use(await link('expiring'), { seconds: -1 });
    const open = await begin('expiring');
    await link('expiring', -1);
    const unused = await link('expiring');
    expect(await whoHas(secret)).toBeUndefined();
    await expireSessions(database);
    const left = async (table: string) =>
      (await sql(database, `SELECT 1 FROM ${table} WHERE owner_id = 'expiring'`)).length;
    expect([await left('sessions'), await left('sign_in_links')]).toEqual([1, 1]);
    expect(await whoHas(open)).toMatchObject({ subject: 'expiring' });
    expect(await ownerOfSignInLink(database, unused)).toBe('expiring');
  });

  it('that is used again and again costs one query a second, and so does one that is none', async () => {
    const find = sessionFinder(database);
    const secrets = [await begin(), newToken()];
    for (const secret of secrets) await find(secret);
    const statements = await statementsOf(database, async () => {
      for (let n = 0; n < 50; n += 1) for (const secret of secrets) await find(secret);
    });
    expect(statements.length).toBeLessThanOrEqual(2);
  });

  it.each<[string, (secret: string) => Promise<unknown>]>([
    ['signed out', (secret) => leave(secret)],
    [
      'ended by the operator',
      async (secret) => endSession(database, (await whoHas(secret))?.sessionId ?? ''),
    ],
  ])('that is %s is refused also where it is in use', async (_what, end) => {
    const secret = await begin();
    const find = sessionFinder(database);
    await find(secret);
    await end(secret);
    expect(await until('the session is refused', async () => (await find(secret)) === undefined)).toBe(true);
  });

  it('is signed out alone, or with all others of its owner', async () => {
    const [first, second, third] = [await begin('many'), await begin('many'), await begin('many')];
    const stranger = await begin('stranger');
    await leave(first);
    expect(await whoHas(second)).toMatchObject({ subject: 'many' });
    await leave(second, true);
    expect(await whoHas(third)).toBeUndefined();
    expect(await whoHas(stranger)).toMatchObject({ subject: 'stranger' });
  });

  it('that has ended can end nobody else’s', async () => {
    const [ended, open] = [await begin('many'), await begin('many')];
    await leave(ended);
    await leave(ended, true);
    await leave(newToken(), true);
    expect(await whoHas(open)).toMatchObject({ subject: 'many' });
  });

  it('is listed with what its browser said that it is, cut to what a table shows', async () => {
    await use(await link('lister'), { userAgent: 'x'.repeat(10_000) });
    await use(await link('lister'), { userAgent: undefined });
    const [second, first] = await listSessions(database, 'lister');
    expect([first?.userAgent, second?.userAgent]).toEqual(['x'.repeat(255), null]);
    expect(first?.lastUsedAt).toBeNull();
  });

  it('leaves a line in the audit log when it begins and when it ends, without its secret', async () => {
    const secret = await begin('audited');
    await leave(secret);
    const lines = await sql<{ action: string; detail: string; address: string }>(
      database,
      `SELECT action, detail, address FROM audit_log WHERE actor_id = 'audited' ORDER BY id`,
    );
    const line = { detail: expect.stringMatching(/^ses_\w{26}$/) as unknown, address };
    expect(lines).toEqual([
      { action: 'SIGNED_IN', ...line },
      { action: 'SIGNED_OUT', ...line },
    ]);
  });
});

describe('keys and sessions that were ended', () => {
  it('are told from those that are open', async () => {
    const alice = viewerOf('alice');
    const [openKey, revokedKey] = [
      await createApiKey(database, alice, { name: 'a', scopes: ['READ'] }),
      await createApiKey(database, alice, { name: 'b', scopes: ['READ'] }),
    ];
    await revokeApiKey(database, alice, revokedKey.apiKey.id);
    const [openSession, endedSession] = [await begin(), await begin()];
    const idOf = async (secret: string) => credentialOf((await whoHas(secret)) ?? alice) ?? '';
    const [openId, endedId] = [await idOf(openSession), await idOf(endedSession)];
    await leave(endedSession);
    const unknown = newUuid();
    const given = [openKey.apiKey.id, revokedKey.apiKey.id, openId, endedId, unknown];
    expect((await findEnded(database, given)).map(({ id }) => id).toSorted()).toEqual(
      [revokedKey.apiKey.id, endedId, unknown].toSorted(),
    );
    expect(await findEnded(database, [])).toEqual([]);
  });

  it('are named by nothing where there is nothing to end', () => {
    expect(credentialOf(viewerOf('alice'))).toBeUndefined();
  });
});
