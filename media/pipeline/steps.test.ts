import { describe, expect, it } from '@jest/globals';
import { steps } from './steps.ts';

describe('the pipeline', () => {
  it('lists its steps in the order in which libvips applies them', () => {
    expect(steps.map(({ name }) => name)).toEqual([
      'orient',
      'to-colours',
      'turn',
      'flatten',
      'gray',
      'resize',
      'pad',
      'blur',
      'sharpen',
    ]);
  });
});
