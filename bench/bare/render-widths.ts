/** The entry of a process that makes renditions of one file in its own threads, and keeps none of them. */
import { encoderOf, qualityOf } from '../../media/pipeline/encoders.ts';
import { openImage } from '../../media/pipeline/engine.ts';
import { tell, whenAsked } from './tell.ts';
import type { Format } from './settings.ts';

export interface WidthsQuestion {
  readonly path: string;
  readonly widths: readonly number[];
  readonly format: Format;
  readonly atOnce: number;
}

whenAsked(async (question) => {
  const { path, widths, format, atOnce } = question as WidthsQuestion;
  const waiting = [...widths];
  const loop = async (): Promise<void> => {
    for (let width = waiting.shift(); width !== undefined; width = waiting.shift()) {
      const sized = openImage(path).autoOrient().toColourspace('srgb').resize(width);
      await encoderOf(format).apply(sized, qualityOf({ format }), { width, height: width }).toBuffer();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, loop));
  return { renders: widths.length };
});
tell({ ready: true });
