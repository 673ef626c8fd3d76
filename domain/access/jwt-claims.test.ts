import { describe, expect, it } from '@jest/globals';
import { type ClaimRules, readClaims } from './jwt-claims.ts';

const usual: ClaimRules = {
  subjectClaim: 'sub',
  scopesClaim: undefined,
  scopesMap: undefined,
  defaultScopes: ['READ', 'UPLOAD'],
  quotaClaim: undefined,
};

const read = (claims: object, more: Partial<ClaimRules> = {}) =>
  readClaims({ sub: 'alice', ...claims }, { ...usual, ...more }, (name) => name === 'pro');
const scopesOf = (claims: object, more: Partial<ClaimRules>) => read(claims, more).scopes;

const refusal = (reason: RegExp) =>
  expect.objectContaining({
    code: 'UNAUTHENTICATED',
    message: expect.stringMatching(reason) as unknown,
  }) as unknown as Error;

describe('the subject of a token', () => {
  it('may be in another claim, and a number', () => {
    const more = { subjectClaim: 'user.id' };
    expect(read({ user: { id: 42 } }, more).subject).toBe('42');
    for (const id of [4.2, Number.MAX_SAFE_INTEGER + 1, true, null, undefined, { id: 1 }, [1]])
      expect(() => read({ user: { id } }, more)).toThrow(refusal(/subject/));
  });

  it('is not inherited', () => {
    for (const subjectClaim of ['constructor.name', '__proto__.name', 'sub.length'])
      expect(() => read({}, { subjectClaim })).toThrow(refusal(/subject/));
  });
});

describe('the roles of a token', () => {
  const claim = { scopesClaim: 'scope' };
  const mapped: Partial<ClaimRules> = {
    scopesClaim: 'realm_access.roles',
    scopesMap: [
      ['editor', ['READ', 'UPLOAD']],
      ['https://app.example/staff', ['ADMIN']],
    ],
  };
  const inRealm = (...roles: unknown[]) => scopesOf({ realm_access: { roles } }, mapped);

  it('are scopes that stand for themselves, but never ADMIN by that name alone', () => {
    expect(scopesOf({ scope: 'openid MANAGE READ ADMIN' }, claim)).toEqual(['READ', 'MANAGE']);
    expect(scopesOf({ scope: ['ADMIN', 'admin'] }, claim)).toEqual([]);
  });

  it('are what they are mapped to, and nothing where they are not', () => {
    expect(inRealm('editor', 'unknown', 7, null, ['editor'])).toEqual(['READ', 'UPLOAD']);
    expect(inRealm('https://app.example/staff', 'editor')).toEqual(['READ', 'UPLOAD', 'ADMIN']);
    expect(inRealm('READ', 'ADMIN', 'Editor', '__proto__', 'constructor')).toEqual([]);
  });

  it.each([
    ['there is no such claim', {}],
    ['it is elsewhere', { other: { scope: 'MANAGE' } }],
  ])('are what is configured where %s', (_what, claims) => {
    expect(scopesOf(claims, claim)).toEqual(['READ', 'UPLOAD']);
    expect(scopesOf(claims, { ...claim, defaultScopes: [] })).toEqual([]);
  });

  it('are none where the claim is empty', () => {
    expect(scopesOf({ scope: [] }, claim)).toEqual([]);
    expect(scopesOf({ scope: '' }, claim)).toEqual([]);
    expect(scopesOf({ scope: null }, claim)).toEqual([]);
    expect(scopesOf({ realm_access: { roles: null } }, mapped)).toEqual([]);
  });

  it.each([7, true, { ADMIN: true }])('cannot be %j', (scope) => {
    expect(() => scopesOf({ scope }, claim)).toThrow(refusal(/roles/));
  });

  it('are found under a name with dots as it is, and are not inherited', () => {
    const more = { scopesClaim: 'https://app.example/roles' };
    expect(scopesOf({ 'https://app.example/roles': ['READ'] }, more)).toEqual(['READ']);
    expect(scopesOf({}, { scopesClaim: 'constructor.name' })).toEqual(['READ', 'UPLOAD']);
  });
});

describe('the quota class of a token', () => {
  const claim = { quotaClaim: 'plan' };

  it('is one that is configured, or none', () => {
    expect(read({ plan: 'pro' }, claim).quotaClass).toBe('pro');
    for (const plan of [undefined, null]) expect(read({ plan }, claim).quotaClass).toBeNull();
    expect(read({ plan: 'gold' }).quotaClass).toBeNull();
  });

  it.each(['gold', 'PRO', '', 7, ['pro'], { pro: true }])('is not %j', (plan) => {
    expect(() => read({ plan }, claim)).toThrow(refusal(/quota class/));
  });
});
