import { describe, expect, it } from '@jest/globals';
import { canonicalSpec, parseSpec } from '../../media/transform/spec.ts';
import { freeInWords, onDemandAnswer, type OnDemandRules } from './on-demand.ts';

const rules: OnDemandRules = { onDemand: 'presets', widthLadder: [320, 640, 1280] };
const presets = ['thumb', 'full', 'w700'];

const answer = (spec: string, more: Partial<OnDemandRules> = {}): string => {
  const answered = onDemandAnswer(parseSpec(spec), presets, { ...rules, ...more });
  return answered.kind === 'rung' ? canonicalSpec(answered.transform) : answered.kind;
};

describe('of a public image and without a signature', () => {
  it.each([
    ['thumb.webp', 'free'],
    ['thumb.auto', 'free'],
    ['full.avif', 'free'],
    ['w320.jpg', 'free'],
    ['w1280.auto', 'free'],
    ['w700.jpg', 'free'],
    ['w1.jpg', 'w320.jpg'],
    ['w321.auto', 'w640.auto'],
    ['w639.png', 'w640.png'],
    ['w1281.jpg', 'signature'],
    ['h320.jpg', 'signature'],
    ['x320.jpg', 'signature'],
    ['320x640.jpg', 'signature'],
    ['w320-fill.jpg', 'signature'],
    ['w320-q80.jpg', 'signature'],
    ['w320-qauto.jpg', 'signature'],
    ['w321-dpr1.5.jpg', 'signature'],
    ['thumb-still.webp', 'signature'],
    ['other.webp', 'signature'],
  ])('%s is %s', (spec, expected) => {
    expect(answer(spec)).toBe(expected);
  });

  it('everything is free, or nothing, where the operator says so', () => {
    for (const spec of ['thumb.webp', 'w320.jpg', 'w321.jpg', 'x9-gray.jpg'])
      expect([answer(spec, { onDemand: 'any' }), answer(spec, { onDemand: 'signed' })]).toEqual([
        'free',
        'signature',
      ]);
  });

  it('what is free can be said', () => {
    const profile = { name: 'default', variants: [], background: '#ffffff', advised: presets };
    expect(freeInWords(profile, rules)).toBe(', and in every format thumb, full, w700, w320, w640, w1280');
    expect(freeInWords(profile, { ...rules, onDemand: 'signed' })).toBe('');
    expect(freeInWords({ ...profile, advised: ['thumb'] }, rules, 640)).toBe(
      ' that are at most 640 pixels wide, and in every format thumb, w320, w640',
    );
  });
});
