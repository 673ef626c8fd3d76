import { expect, it } from '@jest/globals';
import { warningsOf } from './warnings.ts';

const failed = (name: string, failureCode: string, more = {}) => ({
  name,
  format: 'webp' as const,
  status: 'FAILED' as const,
  required: false,
  failureCode,
  failureMessage: `${failureCode} it is`,
  ...more,
});

it('warns of each optional variant that failed, and of no other', () => {
  const variants = [
    failed('thumb', 'RENDER_TIMEOUT'),
    failed('medium', 'RENDER_TIMEOUT'),
    failed('full', 'IMAGE_CORRUPT', { required: true }),
    failed('large', '', { status: 'READY' }),
  ];
  expect(warningsOf(variants)).toEqual([
    { code: 'RENDER_TIMEOUT', message: 'thumb as webp: RENDER_TIMEOUT it is' },
    { code: 'RENDER_TIMEOUT', message: 'medium as webp: RENDER_TIMEOUT it is' },
  ]);
});

it('says once that a video has no poster, however many variants it would have had', () => {
  const variants = [failed('thumb', 'POSTER_UNAVAILABLE'), failed('medium', 'POSTER_UNAVAILABLE')];
  expect(warningsOf(variants)).toEqual([{ code: 'POSTER_UNAVAILABLE', message: 'POSTER_UNAVAILABLE it is' }]);
});
