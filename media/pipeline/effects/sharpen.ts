/** Sharpens edges of this width, in pixels of the output; flat areas stay as they are. */
import type { Step } from '../step.ts';

export const sharpen: Step = {
  name: 'sharpen',
  apply: (image, { effects }) =>
    effects.sharpen === undefined ? image : image.sharpen({ sigma: effects.sharpen }),
};
