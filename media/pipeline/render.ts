/**
 * One task: one geometry, one decode shared by its encodings, each handed on as soon as it exists. Only pixels are
 * carried from source to output; metadata has no way through.
 */
import type { Sharp } from 'sharp';
import { AppError } from '../../platform/errors.ts';
import { displayP3, inDisplayP3, judgeProfile } from '../colours.ts';
import { limitPixels, limitSide, type Plan, planGeometry } from '../geometry.ts';
import { turnedPoint } from '../focal-point.ts';
import { writeHeic } from '../heic/write-heic.ts';
import { animates, planPicture, turnedSize } from '../output-plan.ts';
import { makePlaceholder, placeholderSide } from '../placeholder.ts';
import { maxEncodes, type QualityWanted } from '../quality/search-quality.ts';
import {
  contentTypes,
  type Encoding,
  type Placeholder,
  type Product,
  type RenderedOutput,
  type RenderTask,
} from '../types.ts';
import { findQuality } from './auto-quality.ts';
import { encoderOf, qualityOf } from './encoders.ts';
import { openImage, openRaster, pixelCeiling, type Raster, toRaster } from './engine.ts';
import { during, type Stage } from './faults.ts';
import { decodable, type Decodable, type Tools } from './decodable.ts';
import { readSource, type Source } from './source.ts';
import type { Colours, StepContext } from './step.ts';
import { applySteps, flatten } from './steps.ts';

/**
 * Up to this many pixels the geometry is decoded once and kept; beyond, each encoding decodes for itself, streaming,
 * since three bytes a pixel beside the encoder's own copies would not fit the memory of a render process.
 */
const maxSharedPixels = 24_000_000;

export interface Rendering {
  readonly task: RenderTask;
  readonly source: Source;
  readonly input: Decodable;
  readonly plan: Plan;
  readonly colours: Colours;
  /** #rrggbb in the numbers of the outputs. */
  readonly background: string;
  readonly tools: Tools;
  /** The decoded geometry, made when it is first asked for. */
  shared?: Promise<Shared> | undefined;
}

interface Shared {
  readonly raster: Raster;
  readonly decodeMs: number;
}

/** Calls `emit` for the placeholder, when it is asked for, and for each encoding in order. @throws AppError */
export async function render(
  task: RenderTask,
  emit: (product: Product) => void,
  tools: Tools = {},
): Promise<void> {
  const rendering = await openRendering(task, tools);
  if (task.placeholder) emit({ kind: 'placeholder', placeholder: await placeholderOf(rendering) });
  for (const encoding of task.encodings) emit({ kind: 'output', output: await encode(rendering, encoding) });
}

/** Reads the source's header; decodes only what libvips cannot read. */
export async function openRendering(task: RenderTask, tools: Tools): Promise<Rendering> {
  const source = { ...(await readSource(task.path)), ...task.originalSize };
  refuseBeyondCeiling(source);
  const input = await decodable(source, tools);
  const colours = await coloursOf(source, input, task);
  const background = colours.space === 'display-p3' ? await inDisplayP3(task.background) : task.background;
  return { task, source, input, plan: planPicture(source, task), colours, background, tools };
}

/** What it would gain nothing by is made in sRGB: a picture without wider colours, and one that is gray. */
async function coloursOf(source: Source, input: Decodable, task: RenderTask): Promise<Colours> {
  const header = input === source.path ? source.header : await openImage(input).metadata();
  const { icc, space } = header;
  const wantsMore = task.colorSpace === 'display-p3' && !task.effects?.gray;
  const isDeep = space === 'rgb16';
  if (!icc || !(isDeep || (wantsMore && space === 'srgb'))) return { space: 'srgb', isDeep: false };
  const { isUsable, isWide } = await during('decode', () => judgeProfile(icc));
  return { space: wantsMore && isWide ? 'display-p3' : 'srgb', isDeep: isDeep && isUsable };
}

/** The profile's budget was checked long before; this is the wall behind it. */
function refuseBeyondCeiling({ format, width, height, frames }: Source): void {
  const limit = frames > 1 ? pixelCeiling.animation : pixelCeiling.still;
  const pixels = width * height * frames;
  if (pixels <= limit) return;
  throw new AppError('IMAGE_TOO_LARGE', { pixels, limit, type: contentTypes[format], by: 'Darkroom' });
}

export async function encode(rendering: Rendering, encoding: Encoding): Promise<RenderedOutput> {
  if (!encoderOf(encoding.format).isLossy) return encodeOnce(rendering, encoding, qualityOf(encoding));
  return encoding.autoQuality === undefined
    ? encodeWithin(rendering, encoding, qualityOf(encoding))
    : encodeAsGoodAs(rendering, encoding, encoding.autoQuality);
}

/** At lower qualities until it is as small as it has to be. */
async function encodeWithin(
  rendering: Rendering,
  encoding: Encoding,
  quality: number,
): Promise<RenderedOutput> {
  let output = await encodeOnce(rendering, encoding, quality);
  for (const share of smallerShares) {
    if (output.data.byteLength <= (encoding.maxBytes ?? Infinity)) return output;
    const again = await encodeOnce(rendering, encoding, Math.max(1, Math.round(quality * share)));
    output = { ...again, processingMs: output.processingMs + again.processingMs };
  }
  return output;
}

/** The shares of the quality that are tried when an output is larger than it may be; the last one stays in any case. */
const smallerShares = [0.85, 0.7, 0.5, 0.3];

/**
 * At the lowest quality whose SSIM is at least the target. Of an animation the first frame decides, and of what is too
 * large to be held a smaller picture: then the last of the encodes is for the output.
 */
async function encodeAsGoodAs(
  rendering: Rendering,
  encoding: Encoding,
  target: number,
): Promise<RenderedOutput> {
  const started = performance.now();
  const find = async (picture: Rendering, wanted: QualityWanted) =>
    findQuality(await referenceOf(picture, encoding), wanted, (quality) =>
      encodeOnce(picture, encoding, quality),
    );
  const picture = pictureFor(rendering, encoding);
  const isHeld = picture === rendering;
  const { output, search } = isHeld
    ? await find(picture, { target, encodes: maxEncodes, maxBytes: encoding.maxBytes })
    : await find(picture, { target, encodes: maxEncodes - 1 });
  return {
    ...(isHeld ? output : await encodeWithin(rendering, encoding, output.quality)),
    search: isHeld ? search : { ...search, encodes: search.encodes + 1 },
    processingMs: Math.round(performance.now() - started),
  };
}

/** What is looked at: the same, or one frame of it that is small enough to be held. */
export function pictureFor(rendering: Rendering, encoding: Encoding): Rendering {
  if (shares(rendering, encoding)) return rendering;
  const { task, plan } = rendering;
  const limited = limitPixels(limitSide(plan, encoderOf(encoding.format).maxSide), maxSharedPixels);
  const still = { ...task, effects: { ...task.effects, still: true } };
  return { ...rendering, task: still, plan: limited, shared: undefined };
}

/** What the encoder is given: the picture at its size, without a loss. */
export async function referenceOf(rendering: Rendering, encoding: Encoding): Promise<Raster> {
  const { raster } = await sharedOf(rendering);
  if (!isOpaque(rendering, encoding)) return raster;
  const opaque = flatten.apply(openRaster(raster), { ...contextOf(rendering), opaque: true });
  return during('decode', () => toRaster(opaque));
}

const isOpaque = ({ task }: Rendering, { format }: Encoding): boolean =>
  !encoderOf(format).hasAlpha || (task.effects?.opaque ?? false);

async function encodeOnce(
  rendering: Rendering,
  encoding: Encoding,
  quality: number,
): Promise<RenderedOutput> {
  // Before anything is decoded for it.
  if (encoding.format === 'heic' && rendering.tools.heifEnc === undefined)
    throw new AppError('HEIC_UNAVAILABLE');
  const encoder = encoderOf(encoding.format);
  const plan = limitSide(rendering.plan, encoder.maxSide);
  const opaque = isOpaque(rendering, encoding);
  const { image, decodeMs, stage } = shares(rendering, encoding)
    ? await fromRaster(rendering, opaque)
    : fromFile(rendering, { plan, opaque, animated: isAnimated(rendering, encoding) });
  const started = performance.now();
  const { data: encoded, info } = await during(stage, () =>
    encoder.apply(image, quality, plan.output).toBuffer({ resolveWithObject: true }),
  );
  const { heifEnc } = rendering.tools;
  const data = encoding.format === 'heic' ? await writeHeic(encoded, { quality, heifEnc }) : encoded;
  return {
    encoding,
    data,
    width: info.width,
    height: info.pageHeight ?? info.height,
    quality,
    processingMs: Math.round(performance.now() - started + decodeMs),
  };
}

const isAnimated = ({ source, task }: Rendering, { format }: Encoding): boolean =>
  animates(source, task, format);

/** All frames together would be hundreds of megabytes, and a format that cannot hold the size needs its own. */
function shares(rendering: Rendering, encoding: Encoding): boolean {
  const { width, height } = rendering.plan.output;
  const fits = Math.max(width, height) <= encoderOf(encoding.format).maxSide;
  return fits && width * height <= maxSharedPixels && !isAnimated(rendering, encoding);
}

interface Start {
  readonly image: Sharp;
  /** What this encoding owes for the decode that it shares with others. */
  readonly decodeMs: number;
  readonly stage: Stage;
}

async function fromRaster(rendering: Rendering, opaque: boolean): Promise<Start> {
  const { raster, decodeMs } = await sharedOf(rendering);
  const sharers = rendering.task.encodings.filter((encoding) => shares(rendering, encoding)).length;
  const image = flatten.apply(openRaster(raster), { ...contextOf(rendering), opaque });
  return { image, decodeMs: decodeMs / sharers, stage: 'encode' };
}

export const sharedOf = (rendering: Rendering): Promise<Shared> =>
  (rendering.shared ??= decodeShared(rendering));

async function decodeShared(rendering: Rendering): Promise<Shared> {
  const started = performance.now();
  const image = applySteps(openInput(rendering), contextOf(rendering));
  const raster = await during('decode', () => toRaster(image));
  const profile = rendering.colours.space === 'display-p3' ? await displayP3() : undefined;
  return { raster: { ...raster, profile }, decodeMs: performance.now() - started };
}

function fromFile(
  rendering: Rendering,
  how: { readonly plan: Plan; readonly opaque: boolean; readonly animated: boolean },
): Start {
  const image = openInput(rendering, how);
  return { image: applySteps(image, { ...contextOf(rendering), ...how }), decodeMs: 0, stage: 'both' };
}

/** Colours that go to Display P3 in one step must not be brought to sRGB when they are read; deep ones are not. */
const openInput = ({ input, colours }: Rendering, { animated = false } = {}): Sharp =>
  openImage(input, { animated, ignoresProfile: colours.space === 'display-p3' && !colours.isDeep });

export function contextOf({ task, plan, source, colours, background }: Rendering): StepContext {
  const { geometry, effects = {} } = task;
  const { gravity } = geometry;
  return {
    source: turnedSize(source, effects),
    plan,
    gravity: typeof gravity === 'string' ? gravity : turnedPoint(gravity, effects),
    background,
    // What is behind it is in the numbers of the outputs, and so comes after the picture got these.
    opaque: (effects.opaque ?? false) && colours.space === 'srgb' && !colours.isDeep,
    animated: false,
    colours,
    effects,
  };
}

/** From the raster of the encodings when it shows the whole picture, and else from a shrunk decode of its own. */
async function placeholderOf(rendering: Rendering): Promise<Placeholder> {
  const { source, input, plan, task, colours } = rendering;
  const isPlain = !isCropped(plan) && task.effects === undefined && colours.space === 'srgb';
  const shared = isPlain && task.encodings.some((encoding) => shares(rendering, encoding));
  const image = shared
    ? openRaster((await sharedOf(rendering)).raster)
    : openImage(input).autoOrient().toColourspace('srgb');
  const box = { width: placeholderSide, height: placeholderSide, fit: 'inside', gravity: 'center' } as const;
  const { width, height } = planGeometry(source, box).output;
  const small = await during('decode', () => toRaster(image.resize(width, height, { fit: 'fill' })));
  return during('encode', () => makePlaceholder(small));
}

const isCropped = ({ crops, output, picture }: Plan): boolean =>
  crops || output.width !== picture.width || output.height !== picture.height;
