import { describe, expect, it } from '@jest/globals';
import { checkWidth, rulesThrough } from './allowed.ts';

const rules = (onDemand: 'any' | 'presets' | 'signed') => ({ onDemand, widthLadder: [320, 640, 1_280] });

describe('what is made on demand through a share', () => {
  it.each(['any', 'presets', 'signed'] as const)(
    'is what it is of a public image, with ON_DEMAND=%s',
    (given) => {
      expect(rulesThrough(rules(given), { maxWidth: null })).toEqual(rules(given));
    },
  );

  it('includes the widest that it shows', () => {
    expect(rulesThrough(rules('presets'), { maxWidth: 1_000 }).widthLadder).toEqual([320, 640, 1_000, 1_280]);
    expect(rulesThrough(rules('presets'), { maxWidth: 640 }).widthLadder).toEqual([320, 640, 1_280]);
    expect(rulesThrough(rules('presets'), { maxWidth: 2 ** 31 - 1 }).widthLadder.at(-1)).toBe(8_192);
  });

  it('is never everything where there is a limit, of which strips could be put together', () => {
    expect(rulesThrough(rules('any'), { maxWidth: 1_000 }).onDemand).toBe('presets');
    expect(rulesThrough(rules('signed'), { maxWidth: 1_000 }).onDemand).toBe('signed');
  });
});

describe('a rendition', () => {
  it('that is wider than the share shows is refused with both widths', () => {
    expect(() => checkWidth({ maxWidth: 640 }, { spec: 'w641.webp', width: 641 })).toThrow(
      'The rendition w641.webp is 641 pixels wide, and this share shows at most 640',
    );
    for (const width of [1, 640]) checkWidth({ maxWidth: 640 }, { spec: 'x.webp', width });
    checkWidth({ maxWidth: null }, { spec: 'full.webp', width: 20_000 });
  });
});
