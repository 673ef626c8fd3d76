/** One step of the render pipeline. */
import type { Sharp } from 'sharp';
import type { Plan, Size } from '../geometry.ts';
import type { ColorSpace, Effects, FocalPoint, Gravity } from '../types.ts';

/** How the colours of a source become those of the output. */
export interface Colours {
  readonly space: ColorSpace;
  /** Of 16 bits a channel and with a profile: libvips brings these to Display P3, and not to sRGB as all others. */
  readonly isDeep: boolean;
}

export interface StepContext {
  /** The source after it was turned. */
  readonly source: Size;
  readonly plan: Plan;
  /** A focal point is one of the picture after it was turned. */
  readonly gravity: Gravity | FocalPoint;
  /** #rrggbb behind transparent pixels, when `opaque`. */
  readonly background: string;
  /** Whether the result must have no alpha. */
  readonly opaque: boolean;
  readonly animated: boolean;
  readonly colours: Colours;
  readonly effects: Effects;
}

export interface Step {
  readonly name: string;
  /** Answers the image untouched when it is not asked for anything. */
  readonly apply: (image: Sharp, context: StepContext) => Sharp;
}
