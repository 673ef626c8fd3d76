/**
 * One HEIC file in an instance of libheif of its own, compiled to WebAssembly: nothing that one user's file does to
 * the decoder's memory is there when the next one's is opened. Loaded only in the thread of `worker.ts`.
 */
import libheif, { type MainModule } from 'libheif-js/libheif-wasm/libheif.js';
import { allocateTiff } from '../tiff.ts';

export interface HeicHeader {
  /** As it is shown: turned and mirrored as the file says. */
  readonly width: number;
  readonly height: number;
  readonly hasAlpha: boolean;
  /** How the picture is coded: `hvc1` is HEVC. */
  readonly coding: string;
  /** The TIFF structure of the camera's EXIF block. */
  readonly exif: Uint8Array | undefined;
}

export interface OpenHeic {
  readonly header: HeicHeader;
  /** The primary picture, upright, 8 bits a channel, as an uncompressed TIFF with its colour profile. */
  decode(displayP3: Uint8Array): Uint8Array<ArrayBuffer>;
}

// The file is CommonJS and exports the function itself; its types describe another build.
const instantiate = libheif as unknown as (typeof libheif)['default'];

/** Enumerations of libheif's C interface. */
const rgb = 1;
const chromas = { opaque: 10, alpha: 11 } as const;
const interleaved = 10;
/** H.273: the primaries of Display P3. */
const p3Primaries = 12;

/**
 * libheif refuses more pixels than this squared; whoever asked says it better from the header. What a picture may
 * take while it is decoded, libheif bounds by the size that the container declares.
 */
const largestSide = 65_535;

/** @throws Error in libheif's words. */
export function openHeic(compiled: WebAssembly.Module, bytes: Uint8Array): OpenHeic {
  const lib = instantiate({
    instantiateWasm(imports: WebAssembly.Imports, use: (instance: WebAssembly.Instance) => void) {
      const instance = new WebAssembly.Instance(compiled, imports);
      use(instance);
      return instance.exports;
    },
    print: () => {},
    printErr: () => {},
  });
  const file = lib._malloc(bytes.length);
  // The heap is another object after each growth, so it is looked up each time.
  lib.HEAPU8.set(bytes, file);
  const context = lib._heif_context_alloc();
  lib._heif_context_set_maximum_image_size_limit(context, largestSide);
  check(lib, (error) =>
    lib._heif_context_read_from_memory_without_copy(error, context, file, bytes.length, 0),
  );
  const handle = valueOf(lib, (error, out) =>
    lib._heif_context_get_primary_image_handle(error, context, out),
  );
  const header = readHeader(lib, context, handle);
  return { header, decode: (displayP3) => decode(lib, handle, { header, displayP3 }) };
}

function readHeader(lib: MainModule, context: number, handle: number): HeicHeader {
  return {
    width: lib._heif_image_handle_get_width(handle),
    height: lib._heif_image_handle_get_height(handle),
    hasAlpha: lib._heif_image_handle_has_alpha_channel(handle) !== 0,
    coding: codingOf(lib, context, handle),
    exif: readExif(lib, handle),
  };
}

/** Phones cut a picture into a grid of tiles: their coding is that of the picture. */
function codingOf(lib: MainModule, context: number, handle: number): string {
  const typeOf = (item: number): string => fourCharacters(lib._heif_item_get_item_type(context, item));
  const type = typeOf(lib._heif_image_handle_get_item_id(handle));
  if (type !== 'grid') return type;
  const tile = valueOf(lib, (error, out) =>
    lib._heif_image_handle_get_grid_image_tile_id(error, handle, 0, 0, 0, out),
  );
  return typeOf(tile);
}

function readExif(lib: MainModule, handle: number): Uint8Array | undefined {
  const filter = lib._malloc(5);
  lib.HEAPU8.set(Buffer.from('Exif\0'), filter);
  const id = lib._malloc(4);
  if (lib._heif_image_handle_get_list_of_metadata_block_IDs(handle, filter, id, 1) < 1) return undefined;
  const block = lib.HEAPU32[id >> 2];
  const size = lib._heif_image_handle_get_metadata_size(handle, block);
  const at = lib._malloc(size);
  check(lib, (error) => lib._heif_image_handle_get_metadata(error, handle, block, at));
  const content = Buffer.from(lib.HEAPU8.slice(at, at + size));
  // Four bytes say how many follow before the TIFF structure: usually a signature.
  return content.length < 4 ? undefined : content.subarray(4 + content.readUInt32BE(0));
}

interface Decoding {
  readonly header: HeicHeader;
  readonly displayP3: Uint8Array;
}

function decode(lib: MainModule, handle: number, { header, displayP3 }: Decoding): Uint8Array<ArrayBuffer> {
  const profile = profileOf(lib, handle, displayP3);
  const chroma = header.hasAlpha ? chromas.alpha : chromas.opaque;
  const image = valueOf(lib, (error, out) => lib._heif_decode_image(error, handle, out, rgb, chroma, 0));
  const width = lib._heif_image_get_primary_width(image);
  const height = lib._heif_image_get_primary_height(image);
  if (width !== header.width || height !== header.height)
    throw new Error(`the picture is ${width}×${height} and not what the container says`);
  const channels = header.hasAlpha ? 4 : 3;
  const { file, pixels } = allocateTiff({ width, height, channels, profile });
  const stride = lib._malloc(4);
  const plane = lib._heif_image_get_plane_readonly(image, interleaved, stride);
  const rowBytes = width * channels;
  for (let row = 0, at = plane; row < height; row += 1, at += lib.HEAP32[stride >> 2])
    pixels.set(lib.HEAPU8.subarray(at, at + rowBytes), row * rowBytes);
  return file;
}

/** The embedded ICC profile, or what the numbers of H.273 mean; undefined: sRGB. */
function profileOf(lib: MainModule, handle: number, displayP3: Uint8Array): Uint8Array | undefined {
  const type = fourCharacters(lib._heif_image_handle_get_color_profile_type(handle));
  if (type === 'nclx') {
    const nclx = valueOf(lib, (error, out) =>
      lib._heif_image_handle_get_nclx_color_profile(error, handle, out),
    );
    // Its first member is a version of one byte, padded to four.
    return lib.HEAP32[(nclx + 4) >> 2] === p3Primaries ? displayP3 : undefined;
  }
  const size = lib._heif_image_handle_get_raw_color_profile_size(handle);
  if (size === 0) return undefined;
  const at = lib._malloc(size);
  check(lib, (error) => lib._heif_image_handle_get_raw_color_profile(error, handle, at));
  return lib.HEAPU8.slice(at, at + size);
}

/** Calls a function that reports its failure in a structure: code, sub-code and a pointer to the sentence. */
function check(lib: MainModule, call: (error: number) => void): void {
  const error = lib._malloc(12);
  call(error);
  const [code, subcode, message] = lib.HEAPU32.subarray(error >> 2, (error >> 2) + 3);
  if (code === 0) return;
  const text = lib.HEAPU8.subarray(message, lib.HEAPU8.indexOf(0, message));
  throw new Error(`${Buffer.from(text).toString()} (${code}.${subcode})`);
}

/** The same for one that also writes a value to where it is told. */
function valueOf(lib: MainModule, call: (error: number, out: number) => void): number {
  const out = lib._malloc(4);
  check(lib, (error) => call(error, out));
  return lib.HEAPU32[out >> 2];
}

const fourCharacters = (code: number): string =>
  String.fromCharCode((code >>> 24) & 0xff, (code >>> 16) & 0xff, (code >>> 8) & 0xff, code & 0xff);
