/** Makes the smaller copy of a large picture that its small renditions are made from. */
import type { ShrinkTask, ShrunkCopy } from '../types.ts';
import type { Tools } from './decodable.ts';
import { openImage } from './engine.ts';
import { during } from './faults.ts';
import { contextOf, openRendering } from './render.ts';
import { applySteps } from './steps.ts';

/**
 * Without compression: of all formats it takes the least time to read, a third of a JPEG of the same size, and what is
 * made of it is made of these very pixels. @throws AppError
 */
export async function shrink({ path, to, side }: ShrinkTask, tools: Tools = {}): Promise<ShrunkCopy> {
  const geometry = { width: side, height: side, fit: 'inside', gravity: 'center' } as const;
  const rendering = await openRendering({ path, geometry, encodings: [], background: '#ffffff' }, tools);
  const image = applySteps(openImage(rendering.input), contextOf(rendering));
  const { size } = await during('both', () => image.tiff({ compression: 'none' }).toFile(to));
  return { byteSize: size };
}
