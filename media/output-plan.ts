/** What a render will put out, computed without a pixel: for the render itself, and for whoever has to know before. */
import { limitSide, type Plan, planGeometry, type Size } from './geometry.ts';
import { encoderOf } from './pipeline/encoders.ts';
import type { Box, Effects, OutputFormat } from './types.ts';

/** What of a source the outcome depends on; the sides are as it is shown. */
interface Shape extends Size {
  readonly frames: number;
}

interface Wanted {
  readonly geometry: Box;
  readonly effects?: Effects | undefined;
}

export interface OutputPlan {
  /** The size of the output. */
  readonly size: Size;
  /** 1 unless it moves. */
  readonly frames: number;
  /** Whether it shows all of the source and nothing else: no pixel is left out, added or changed on purpose. */
  readonly isWhole: boolean;
}

export function planOutput(source: Shape, wanted: Wanted, format: OutputFormat): OutputPlan {
  const { output } = limitSide(planPicture(source, wanted), encoderOf(format).maxSide);
  const frames = animates(source, wanted, format) ? source.frames : 1;
  const isSame = output.width === source.width && output.height === source.height;
  const isUntouched = Object.values(wanted.effects ?? {}).every((effect) => !effect);
  return {
    size: output,
    frames,
    isWhole: isSame && isUntouched && frames === source.frames,
  };
}

/** The geometry of the picture after it was turned. */
export function planPicture(source: Size, { geometry, effects }: Wanted): Plan {
  return planGeometry(turnedSize(source, effects), geometry);
}

/** The size of the source after it was turned. */
export function turnedSize({ width, height }: Size, effects: Effects | undefined): Size {
  const lies = effects?.rotate === 90 || effects?.rotate === 270;
  return lies ? { width: height, height: width } : { width, height };
}

export const animates = (
  { frames }: Pick<Shape, 'frames'>,
  { effects }: Pick<Wanted, 'effects'>,
  format: OutputFormat,
): boolean => frames > 1 && encoderOf(format).animates && !needsStill(effects);

/** The frames lie in one tall picture: what turns it or mixes neighbouring pixels would mix the frames up. */
const needsStill = ({ still, rotate, flip, flop, blur, sharpen }: Effects = {}): boolean =>
  Boolean(still || rotate || flip || flop || blur || sharpen);
