import { describe, expect, it } from '@jest/globals';
import type { AppError } from '../../platform/errors.ts';
import {
  deliveryOf,
  isOwner,
  mayHear,
  mayIntrospect,
  maySee,
  mayManage,
  maySeeShares,
  requireOwner,
  requireNewKey,
  requireScope,
  type ShareFacts,
  showsBytes,
  showsWidth,
  signatureCovers,
} from './policy.ts';
import { anonymous, isAdmin, type Scope, scopes, type Viewer } from './viewer.ts';

const viewer = (subject: string | null, ...held: Scope[]): Viewer => ({ subject, scopes: held, keyId: null });

const viewers = {
  nobody: anonymous,
  'the owner with READ': viewer('alice', 'READ'),
  'the owner with UPLOAD': viewer('alice', 'UPLOAD'),
  'the owner with MANAGE': viewer('alice', 'MANAGE'),
  'the owner with nothing': viewer('alice'),
  'another with READ': viewer('bob', 'READ'),
  'another with all but ADMIN': viewer('bob', 'READ', 'UPLOAD', 'MANAGE'),
  'an admin': viewer('root', 'ADMIN'),
} as const;

type Name = keyof typeof viewers;

const image = (visibility: 'PUBLIC' | 'PRIVATE') => ({ ownerId: 'alice', visibility });

/** Every decision there is, for everybody who may ask. */
const table: readonly {
  who: Name;
  seesPrivate: boolean;
  owns: boolean;
  variant: string;
  original: string;
}[] = [
  { who: 'nobody', seesPrivate: false, owns: false, variant: 'nobody', original: 'nobody' },
  { who: 'the owner with READ', seesPrivate: true, owns: true, variant: 'requester', original: 'requester' },
  { who: 'the owner with UPLOAD', seesPrivate: false, owns: true, variant: 'nobody', original: 'nobody' },
  { who: 'the owner with MANAGE', seesPrivate: false, owns: true, variant: 'nobody', original: 'nobody' },
  { who: 'the owner with nothing', seesPrivate: false, owns: true, variant: 'nobody', original: 'nobody' },
  { who: 'another with READ', seesPrivate: false, owns: false, variant: 'nobody', original: 'nobody' },
  {
    who: 'another with all but ADMIN',
    seesPrivate: false,
    owns: false,
    variant: 'nobody',
    original: 'nobody',
  },
  { who: 'an admin', seesPrivate: true, owns: true, variant: 'requester', original: 'requester' },
];

describe.each(table)('$who', ({ who, seesPrivate, owns, variant, original }) => {
  const asking = viewers[who];

  it('sees every public image', () => {
    expect(maySee(asking, image('PUBLIC'))).toBe(true);
  });

  it(`${seesPrivate ? 'sees' : 'does not see'} a private image of alice`, () => {
    expect(maySee(asking, image('PRIVATE'))).toBe(seesPrivate);
  });

  it(`${owns ? 'owns' : 'does not own'} it`, () => {
    expect(isOwner(asking, image('PRIVATE'))).toBe(owns);
  });

  it('is delivered what the policy says, and with a signature all of it', () => {
    const delivery = (bytes: 'variant' | 'original', visibility: 'PUBLIC' | 'PRIVATE', signed: boolean) =>
      deliveryOf(asking, image(visibility), { bytes, signed });
    expect(delivery('variant', 'PUBLIC', false)).toBe('everybody');
    expect(delivery('variant', 'PUBLIC', true)).toBe('everybody');
    expect(delivery('variant', 'PRIVATE', false)).toBe(variant);
    expect(delivery('original', 'PUBLIC', false)).toBe(original);
    expect(delivery('original', 'PRIVATE', false)).toBe(original);
    for (const visibility of ['PUBLIC', 'PRIVATE'] as const)
      expect(delivery('original', visibility, true)).toBe('requester');
    expect(delivery('variant', 'PRIVATE', true)).toBe('requester');
  });
});

describe('a share', () => {
  const link: ShareFacts = { recipientId: null, maxWidth: null, allowOriginal: false };
  const forBob: ShareFacts = { ...link, recipientId: 'bob' };
  const bytesOf = (asking: Viewer, bytes: 'variant' | 'original', share: ShareFacts): string =>
    deliveryOf(asking, image('PRIVATE'), { bytes, signed: false, share });

  it('by link opens variants to whoever shows it, and the original where it says so', () => {
    for (const asking of [anonymous, viewer('carol'), viewers['another with READ']]) {
      expect(maySee(asking, image('PRIVATE'), link)).toBe(true);
      expect(bytesOf(asking, 'variant', link)).toBe('share');
      expect(bytesOf(asking, 'original', link)).toBe('nobody');
      expect(bytesOf(asking, 'original', { ...link, allowOriginal: true })).toBe('share');
    }
  });

  it('with a subject opens them to that subject alone, with a key that may READ', () => {
    for (const asking of [viewer('bob', 'READ'), viewer('bob', 'ADMIN')])
      expect(maySee(asking, image('PRIVATE'), forBob)).toBe(true);
    expect(bytesOf(viewer('bob', 'READ'), 'variant', forBob)).toBe('share');
    for (const asking of [
      anonymous,
      viewer('bob'),
      viewer('bob', 'UPLOAD', 'MANAGE'),
      viewer('carol', 'READ'),
    ]) {
      expect(maySee(asking, image('PRIVATE'), forBob)).toBe(false);
      expect(bytesOf(asking, 'variant', { ...forBob, allowOriginal: true })).toBe('nobody');
    }
  });

  it('is not what lets the owner, or everybody', () => {
    expect(bytesOf(viewers['the owner with READ'], 'original', link)).toBe('requester');
    const open = { bytes: 'variant', signed: false, share: link } as const;
    expect(deliveryOf(anonymous, image('PUBLIC'), open)).toBe('everybody');
  });

  it('makes nobody an owner, who alone may see with whom an image is shared', () => {
    expect(isOwner(viewer('bob', 'READ'), image('PRIVATE'))).toBe(false);
    expect(maySeeShares(viewer('bob', 'READ'), image('PUBLIC'))).toBe(false);
    expect(maySeeShares(viewer('alice', 'MANAGE'), image('PUBLIC'))).toBe(false);
    expect(maySeeShares(viewer('alice', 'READ'), image('PRIVATE'))).toBe(true);
    expect(maySeeShares(viewers['an admin'], image('PRIVATE'))).toBe(true);
  });

  it('shows what is as wide as it says, and not one pixel more', () => {
    expect([99, 100, 101].map((width) => showsWidth({ maxWidth: 100 }, width))).toEqual([true, true, false]);
    expect(showsWidth({ maxWidth: null }, 100_000)).toBe(true);
  });
});

/** What is answered, or the code of the refusal. */
function outcomeOf<T>(ask: () => T): T | string {
  try {
    return ask();
  } catch (error) {
    return (error as AppError).code;
  }
}

describe('a list', () => {
  it('is the viewer’s own with READ, and anybody’s for an admin', () => {
    const listOf = (asking: Viewer, wanted?: string) => outcomeOf(() => requireOwner(asking, 'READ', wanted));
    expect(listOf(viewer('alice', 'READ'))).toBe('alice');
    expect(listOf(viewer('alice', 'READ'), 'alice')).toBe('alice');
    expect(listOf(viewer('alice', 'READ'), 'bob')).toBe('FORBIDDEN');
    expect(listOf(viewer('alice', 'UPLOAD', 'MANAGE'))).toBe('FORBIDDEN');
    expect(listOf(viewers['an admin'])).toBe('root');
    expect(listOf(viewers['an admin'], 'bob')).toBe('bob');
    expect(listOf(anonymous, 'alice')).toBe('UNAUTHENTICATED');
  });
});

describe('a key', () => {
  it('is made with MANAGE, for oneself and with scopes that one has', () => {
    const made = (asking: Viewer, ownerId: string, ...held: Scope[]) =>
      outcomeOf(() => requireNewKey(asking, { ownerId, scopes: held })) ?? 'made';
    const manager = viewer('alice', 'MANAGE', 'READ');
    expect(made(manager, 'alice', 'READ', 'MANAGE')).toBe('made');
    expect(made(manager, 'alice', 'READ', 'UPLOAD')).toBe('FORBIDDEN');
    expect(made(manager, 'bob', 'READ')).toBe('FORBIDDEN');
    expect(made(viewer('alice', 'READ'), 'alice', 'READ')).toBe('FORBIDDEN');
    expect(made(anonymous, 'alice', 'READ')).toBe('UNAUTHENTICATED');
    expect(made(viewers['an admin'], 'bob', 'ADMIN')).toBe('made');
  });

  it('is seen by its owner with MANAGE, and by admins', () => {
    const key = { ownerId: 'alice' };
    expect(mayManage(viewer('alice', 'MANAGE'), key)).toBe(true);
    expect(mayManage(viewers['an admin'], key)).toBe(true);
    for (const asking of [anonymous, viewer('alice', 'READ', 'UPLOAD'), viewer('bob', 'MANAGE')])
      expect(mayManage(asking, key)).toBe(false);
  });
});

describe('what is told and shown', () => {
  it('is of an image that is gone told to its owner with any key, and to nobody else', () => {
    const hears = (asking: Viewer, isGone: boolean) => mayHear(asking, image('PRIVATE'), { isGone });
    expect([hears(viewer('alice', 'MANAGE'), true), hears(viewer('alice', 'MANAGE'), false)]).toEqual([
      true,
      false,
    ]);
    expect([hears(viewer('alice', 'READ'), false), hears(viewer('bob', 'READ'), true)]).toEqual([
      true,
      false,
    ]);
    expect(hears(anonymous, true)).toBe(false);
  });

  it('is the schema, as configured', () => {
    const modes = (asking: Viewer) =>
      (['on', 'authenticated', 'off'] as const).map((mode) => mayIntrospect(asking, mode));
    expect(modes(anonymous)).toEqual([true, false, false]);
    expect(modes(viewer('alice'))).toEqual([true, true, false]);
    expect(modes(viewers['an admin'])).toEqual([true, true, false]);
  });

  it('is the original by a share that says so, and by a signature of its own', () => {
    expect(showsBytes({ allowOriginal: false }, 'variant')).toBe(true);
    expect(showsBytes({ allowOriginal: false }, 'original')).toBe(false);
    expect(showsBytes({ allowOriginal: true }, 'original')).toBe(true);
    expect(signatureCovers({ scope: undefined }, 'original')).toBe(true);
    expect(signatureCovers({ scope: '/i/img_1/' }, 'original')).toBe(false);
    expect(signatureCovers({ scope: '/i/img_1/' }, 'variant')).toBe(true);
  });
});

describe('a scope', () => {
  const outcome = (asking: Viewer, scope: Scope): string => outcomeOf(() => requireScope(asking, scope));

  it.each(scopes)('%s is what a key has or has not, and an admin has every one', (scope) => {
    expect(outcome(viewer('alice', scope), scope)).toBe('alice');
    expect(outcome(viewer('root', 'ADMIN'), scope)).toBe('root');
    expect(outcome(anonymous, scope)).toBe('UNAUTHENTICATED');
    const others = scopes.filter((each) => each !== scope && each !== 'ADMIN');
    expect(outcome(viewer('alice', ...others), scope)).toBe('FORBIDDEN');
  });

  it('ADMIN alone makes an admin', () => {
    expect(isAdmin(viewer('alice', 'READ', 'UPLOAD', 'MANAGE'))).toBe(false);
    expect(isAdmin(viewer('alice', 'ADMIN'))).toBe(true);
  });

  it('cannot be added to the viewer that nobody is', () => {
    expect(Object.isFrozen(anonymous)).toBe(true);
    expect(Object.isFrozen(anonymous.scopes)).toBe(true);
  });
});
