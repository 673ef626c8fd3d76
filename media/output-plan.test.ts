import { describe, expect, it } from '@jest/globals';
import { animation } from './fixtures/animation.ts';
import { temporaryFolder } from './fixtures/folder.ts';
import { photo } from './fixtures/photo.ts';
import { renderBytes } from './fixtures/render-bytes.ts';
import { planOutput } from './output-plan.ts';
import { type Effects, type Geometry, outputFormats } from './types.ts';

const folder = temporaryFolder();

const cases: readonly (readonly [Geometry, Effects])[] = [
  [{ width: 97, fit: 'inside', gravity: 'center' }, {}],
  [{ height: 31, fit: 'inside', gravity: 'center' }, { rotate: 90 }],
  [
    { width: 50, height: 33, fit: 'cover', gravity: 'attention' },
    { rotate: 270, blur: 1 },
  ],
  [{ width: 50, height: 70, fit: 'contain', gravity: 'north' }, { gray: true }],
  [{ width: 300, height: 20, fit: 'fill', gravity: 'center' }, { flip: true }],
  [{ width: 900, height: 100, fit: 'cover', gravity: 'center' }, {}],
  [{ fit: 'inside', gravity: 'center' }, { sharpen: 1 }],
];

describe('what is planned', () => {
  it.each(cases)('is what comes out, of a still: %j %j', async (geometry, effects) => {
    const source = { width: 173, height: 111, frames: 1 };
    const encodings = outputFormats.map((format) => ({ format }));
    const outputs = await renderBytes(folder, await photo(source), { geometry, effects, encodings });
    for (const { encoding, width, height } of outputs) {
      const { size, frames } = planOutput(source, { geometry, effects }, encoding.format);
      expect([encoding.format, width, height, 1]).toEqual([encoding.format, size.width, size.height, frames]);
    }
  });

  it.each(cases)('is what comes out, of an animation: %j %j', async (geometry, effects) => {
    const source = { width: 173, height: 111, frames: 2 };
    const bytes = await animation('webp', { ...source, colors: ['red', 'blue'] });
    const [output] = await renderBytes(folder, bytes, {
      geometry,
      effects,
      encodings: [{ format: 'webp' }],
    });
    const { size } = planOutput(source, { geometry, effects }, 'webp');
    expect([output?.width, output?.height]).toEqual([size.width, size.height]);
  });
});
