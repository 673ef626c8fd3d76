import { describe, expect, it } from '@jest/globals';
import { canonicalSpec, parseSpec } from '../../media/transform/spec.ts';
import { spelledFor } from './spelled-for.ts';

const spelled = (spec: string, frames: number): string =>
  canonicalSpec(spelledFor(parseSpec(spec), { frames, hasAlpha: false }));

describe('a still', () => {
  it.each(['w70-still.webp', 'w70-still.auto', 'w70-gray-still.gif', 'thumb-still.webp'])(
    'of what moves is another rendition, and of what does not it is none: %s',
    (spec) => {
      expect([spelled(spec, 3), spelled(spec, 1)]).toEqual([spec, spec.replace('-still', '')]);
    },
  );

  it.each(['w70-still.jpg', 'w70-still.avif', 'w70-rot90-still.gif', 'w70-blur3-still.auto'])(
    'of what would not move anyhow is no rendition of its own: %s',
    (spec) => {
      expect(spelled(spec, 3)).toBe(spec.replace('-still', ''));
    },
  );
});
