/** Blurs with a Gauss of this standard deviation, in pixels of the output. */
import type { Step } from '../step.ts';

export const blur: Step = {
  name: 'blur',
  apply: (image, { effects }) => (effects.blur === undefined ? image : image.blur(effects.blur)),
};
