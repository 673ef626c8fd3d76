/**
 * The render pipeline as data: small steps in the order in which libvips applies them (one sharp instance has a fixed
 * order of its own, and a list in another order would lie). Each returns the image untouched when not asked.
 */
import type { Sharp } from 'sharp';
import { windowAround } from '../geometry.ts';
import { type FocalPoint, type Gravity, looksForItself } from '../types.ts';
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
 * does unasked but for deep sources, and said here because every output depends on it. Display P3 comes last of all, straight from
 * the colours of the source.
 */
const toColours: Step = {
  name: 'to-colours',
  apply(image, { colours: { space, isDeep } }) {
    const eightBits = image.toColourspace('srgb');
    if (space === 'display-p3') return eightBits.withIccProfile('p3');
    return isDeep ? eightBits.withIccProfile('srgb', { attach: false }) : eightBits;
  },
};

/** The format has no alpha: what is behind the transparent pixels shows. */
export const flatten: Step = {
  name: 'flatten',
  apply: (image, { opaque, background }) => (opaque ? image.flatten({ background }) : image),
};

/**
 * Shrinks while decoding where the format can. A crop is cut out of the whole picture at a size that follows from the original's
 * alone, so that it shows the same to a fraction of a pixel when it is made of a smaller copy.
 */
const resize: Step = {
  name: 'resize',
  apply(image, { source, plan, gravity, animated }) {
    const { width, height } = plan.picture;
    if (!plan.crops) return image.resize(width, height, { fit: 'fill' });
    if (looksForItself(gravity) && !animated)
      return image.resize(width, height, { fit: 'cover', position: gravity });
    const { scaled, ...piece } = windowAround(source, plan.picture, pointOf(gravity));
    return image.resize(scaled.width, scaled.height, { fit: 'fill' }).extract(piece);
  },
};

/** What is interesting differs from frame to frame: of an animation it is the middle, since a crop that jumps about is worse. */
function pointOf(gravity: Gravity | FocalPoint): FocalPoint {
  if (typeof gravity !== 'string') return gravity;
  return { x: shareOf(gravity, ['west', 'east']), y: shareOf(gravity, ['north', 'south']) };
}

const shareOf = (gravity: string, [before, after]: [string, string]): number =>
  gravity.includes(before) ? 0 : gravity.includes(after) ? 1 : 0.5;

/** Letterboxes `contain`; transparent where the result may be. */
const pad: Step = {
  name: 'pad',
  apply: (image, { plan, gravity, opaque, background }) => {
    const across = plan.output.width - plan.picture.width;
    const down = plan.output.height - plan.picture.height;
    if (across === 0 && down === 0) return image;
    // Gravity pulls the picture to one side; what a focal point says is about crops.
    const { x, y } = pointOf(typeof gravity === 'string' ? gravity : 'center');
    const left = Math.floor(across * x);
    const top = Math.floor(down * y);
    const fill = opaque ? background : '#00000000';
    return image.extend({ left, right: across - left, top, bottom: down - top, background: fill });
  },
};

export const steps: readonly Step[] = [orient, toColours, turn, flatten, gray, resize, pad, blur, sharpen];

/** Applies the whole list. */
export const applySteps = (image: Sharp, context: StepContext): Sharp =>
  steps.reduce((result, step) => step.apply(result, context), image);
