/**
 * The render pipeline as data: small steps in the order in which libvips applies them (one sharp instance has a fixed
 * order of its own, and a list in another order would lie). Each returns the image untouched when not asked.
 */
import type { Sharp } from 'sharp';
import { windowAround } from '../geometry.ts';
import type { FocalPoint, Gravity } from '../types.ts';
import { blur } from './effects/blur.ts';
import { gray } from './effects/gray.ts';
import { sharpen } from './effects/sharpen.ts';
import { turn } from './effects/turn.ts';
import type { Step, StepContext } from './step.ts';

/** By the EXIF flag, which is then dropped with the rest of the metadata. An animation cannot be turned. */
const orient: Step = {
  name: 'orient',
  apply: (image, { animated }) => (animated ? image : image.autoOrient()),
};

/**
 * Through the embedded profile when there is one; CMYK, 16-bit and palette sources become plain sRGB. It is what sharp
 * does unasked, and said here because every output depends on it.
 */
const toSrgb: Step = {
  name: 'to-srgb',
  apply: (image) => image.toColourspace('srgb'),
};

/** The format has no alpha: what is behind the transparent pixels shows. */
export const flatten: Step = {
  name: 'flatten',
  apply: (image, { opaque, background }) => (opaque ? image.flatten({ background }) : image),
};

/** Shrinks while decoding where the format can. */
const resize: Step = {
  name: 'resize',
  apply(image, context) {
    const { source, plan, gravity } = context;
    const { width, height } = plan.picture;
    if (!plan.crops) return image.resize(width, height, { fit: 'fill' });
    if (typeof gravity === 'string')
      return image.resize(width, height, { fit: 'cover', position: positionOf(gravity, context) });
    const { scaled, ...piece } = windowAround(source, plan.picture, gravity);
    return image.resize(scaled.width, scaled.height, { fit: 'fill' }).extract(piece);
  },
};

/** What is interesting differs from frame to frame; a crop that jumps about is worse than the middle. */
const positionOf = (gravity: Gravity, { animated }: StepContext): Gravity =>
  animated && (gravity === 'attention' || gravity === 'entropy') ? 'center' : gravity;

/** Letterboxes `contain`; transparent where the result may be. */
const pad: Step = {
  name: 'pad',
  apply: (image, { plan, gravity, opaque, background }) => {
    const across = plan.output.width - plan.picture.width;
    const down = plan.output.height - plan.picture.height;
    if (across === 0 && down === 0) return image;
    const left = share(across, gravity, ['west', 'east']);
    const top = share(down, gravity, ['north', 'south']);
    const fill = opaque ? background : '#00000000';
    return image.extend({ left, right: across - left, top, bottom: down - top, background: fill });
  },
};

/** How much of the free space comes before the picture when gravity pulls it to one side. */
function share(space: number, gravity: Gravity | FocalPoint, [before, after]: [string, string]): number {
  if (typeof gravity !== 'string') return Math.floor(space / 2);
  if (gravity.includes(before)) return 0;
  return gravity.includes(after) ? space : Math.floor(space / 2);
}

export const steps: readonly Step[] = [orient, toSrgb, turn, flatten, gray, resize, pad, blur, sharpen];

/** Applies the whole list. */
export const applySteps = (image: Sharp, context: StepContext): Sharp =>
  steps.reduce((result, step) => step.apply(result, context), image);
