/** Brightness alone, weighted as the eye does. */
import type { Step } from '../step.ts';

export const gray: Step = {
  name: 'gray',
  apply: (image, { effects }) => (effects.gray ? image.grayscale() : image),
};
