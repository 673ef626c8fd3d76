import { expect, it } from '@jest/globals';
import { stateOf } from './share-state.ts';

const now = new Date('2026-01-02T12:00:00Z');
const open = { revokedAt: null, expiresAt: null, maxViews: null, viewCount: 3 };

it.each([
  ['what nobody has ended', open, false],
  ['what expires later', { ...open, expiresAt: '2026-01-02T12:00:01Z' }, false],
  ['what expires now', { ...open, expiresAt: '2026-01-02T12:00:00Z' }, true],
  ['what was revoked, whenever it would have expired', { ...open, revokedAt: '2026-01-01T00:00:00Z' }, true],
  ['what has a view left', { ...open, maxViews: 4 }, false],
  ['what has none left', { ...open, maxViews: 3 }, true],
])('%s', (_what, share, isOver) => {
  expect(stateOf(share, now).isOver).toBe(isOver);
});
