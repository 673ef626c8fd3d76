/** One sentence about what the figures were measured on. */
import { cpus, totalmem, type } from 'node:os';
import sharp from 'sharp';

export function describeMachine(): string {
  const model = cpus()[0]?.model ?? 'unknown';
  const gibibytes = Math.round(totalmem() / 2 ** 30);
  const day = new Date().toISOString().slice(0, 10);
  return `Measured on ${day}: ${cpus().length} cores of ${model}, ${gibibytes} GiB, ${type()}, Node ${process.versions.node}, sharp ${sharp.versions.sharp} with libvips ${sharp.versions.vips}.`;
}
