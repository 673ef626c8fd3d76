import { chmod, readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { BufferTarget, EncodedAudioPacketSource, EncodedPacket, Mp4OutputFormat, Output } from 'mediabunny';
import sharp from 'sharp';
import { isGone } from '../fixtures/child-process.ts';
import { difference } from '../fixtures/compare.ts';
import { temporaryFolder } from '../fixtures/folder.ts';
import { photo } from '../fixtures/photo.ts';
import { video } from '../fixtures/videos.ts';
import { inspect } from '../pipeline/inspect.ts';
import { render } from '../pipeline/render.ts';
import { findTool } from '../pool/find-tool.ts';
import { videoFormats } from '../types.ts';
import { makePoster } from './poster.ts';

const folder = temporaryFolder();
const inspectBytes = async (bytes: Uint8Array | string) => inspect(await folder.write(bytes));
const codeOf = (error: unknown): unknown => (error as { code?: unknown }).code;

/** Where boxes of a type begin: at their four letters. */
function places(file: Buffer, type: string): number[] {
  const found: number[] = [];
  for (let at = file.indexOf(type); at >= 0; at = file.indexOf(type, at + 4)) found.push(at);
  return found;
}

async function soundOnly(): Promise<Buffer> {
  const target = new BufferTarget();
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'in-memory' }), target });
  const source = new EncodedAudioPacketSource('aac');
  output.addAudioTrack(source);
  await output.start();
  await source.add(new EncodedPacket(Buffer.alloc(64), 'key', 0, 1), {
    decoderConfig: {
      codec: 'mp4a.40.2',
      numberOfChannels: 1,
      sampleRate: 44_100,
      description: Buffer.from([0x12, 0x08]),
    },
  });
  await output.finalize();
  return Buffer.from(target.buffer ?? new ArrayBuffer(0));
}

describe('the container of a video', () => {
  it.each(videoFormats)('of the kind %s says its size and how long it lasts', async (format) => {
    expect(await inspectBytes(await video({ format, seconds: 3 }))).toEqual({
      format,
      width: 160,
      height: 120,
      frames: 1,
      hasAlpha: false,
      durationSeconds: expect.closeTo(3, 1),
      metadata: {},
    });
  });

  it.each([90, 270] as const)('says that the camera was held at %d°', async (rotation) => {
    expect(await inspectBytes(await video({ rotation }))).toMatchObject({ width: 120, height: 160 });
  });

  it('holds sound alone, and is no video', async () => {
    await expect(inspectBytes(await soundOnly())).rejects.toMatchObject({ code: 'VIDEO_WITHOUT_PICTURE' });
  });
});

describe('a damaged or hostile video', () => {
  it.each([
    ['mp4', [0.05, 0.3, 0.5, 0.7, 0.9, 0.99]],
    ['mov', [0.05, 0.3, 0.5, 0.7, 0.9, 0.99]],
    // What is cut between two frames is a shorter WebM: recorders end like that.
    ['webm', [0.02, 0.1, 0.2]],
  ] as const)('is found corrupt where a %s is cut', async (format, cuts) => {
    const file = await video({ format });
    for (const cut of cuts) {
      const attempt = inspectBytes(file.subarray(0, Math.max(40, Math.floor(file.length * cut))));
      expect([cut, await attempt.then(() => 'read', codeOf)]).toEqual([cut, 'VIDEO_CORRUPT']);
    }
  });

  it('claims no width, or more than any codec has', async () => {
    const file = await video({ format: 'webm' });
    // PixelWidth, and PixelHeight behind it: an integer of one byte each.
    const at = file.indexOf(Buffer.from([0xb0, 0x81, 160, 0xba, 0x81, 120]));
    expect(at).toBeGreaterThan(0);
    file[at + 2] = 0;
    await expect(inspectBytes(file)).rejects.toMatchObject({ code: 'VIDEO_CORRUPT' });
    // One integer of four bytes in the place of both.
    Buffer.from([0xb0, 0x84, 0xff, 0xff, 0xff, 0xff]).copy(file, at);
    await expect(inspectBytes(file)).rejects.toMatchObject({ code: 'VIDEO_CORRUPT' });
  });

  it('claims the largest size that a box can hold, which the profile judges', async () => {
    const file = await video();
    const entry = file.indexOf('hvc1', file.indexOf('stsd'));
    file.writeUInt16BE(0xffff, entry + 4 + 24);
    file.writeUInt16BE(0xffff, entry + 4 + 26);
    expect(await inspectBytes(file)).toMatchObject({ width: 65_535, height: 65_535 });
  });

  it('claims four thousand million of whatever it counts', async () => {
    for (const table of ['stsz', 'stts', 'stsc', 'stsd', 'stss', 'ctts']) {
      const file = await video();
      for (const at of places(file, table)) file.writeUInt32BE(0xffff_ffff, at + (table === 'stsz' ? 12 : 8));
      const attempt = inspectBytes(file).then(() => 'read', codeOf);
      expect([table, await attempt]).toEqual([
        table,
        expect.stringMatching(/read|VIDEO_CORRUPT|VIDEO_WITHOUT/),
      ]);
    }
  });

  it('has boxes that are larger than any file, and boxes inside boxes', async () => {
    for (const size of [0, 1, 7, 0xffff_ffff])
      for (const type of ['moov', 'trak', 'mdia', 'minf', 'stbl', 'mdat']) {
        const file = await video();
        file.writeUInt32BE(size, file.indexOf(type) - 4);
        const attempt = inspectBytes(file).then(() => 'read', codeOf);
        expect([type, size, await attempt]).toEqual([
          type,
          size,
          expect.stringMatching(/^(read|VIDEO_CORRUPT|VIDEO_WITHOUT_PICTURE|MIME_MISMATCH)$/),
        ]);
      }
  });

  it('never fails with anything but a code when bytes are flipped', async () => {
    const known =
      /^(read|VIDEO_CORRUPT|VIDEO_WITHOUT_PICTURE|MIME_MISMATCH|UNSUPPORTED_MEDIA_TYPE|IMAGE_CORRUPT)$/;
    for (const format of videoFormats) {
      const file = await video({ format });
      for (let at = 0; at < Math.min(file.length, 1200); at += 17) {
        const copy = Buffer.from(file);
        copy.fill(0x5a, at, at + 4);
        expect(await inspectBytes(copy).then(() => 'read', codeOf)).toMatch(known);
      }
    }
  });

  it.each([
    ['a playlist', '#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n'],
    ['a list of files', "ffconcat version 1.0\nfile '/etc/passwd'\n"],
    ['a page', '<!DOCTYPE html><video src="/etc/passwd">'],
  ])('that is %s is none', async (_, text) => {
    await expect(inspectBytes(text)).rejects.toMatchObject({ code: 'UNSUPPORTED_MEDIA_TYPE' });
  });
});

const ffmpeg = findTool('ffmpeg');

(ffmpeg === undefined ? describe.skip : describe)('where ffmpeg is installed, the poster of a video', () => {
  const poster = async (bytes: Uint8Array): Promise<Uint8Array> => {
    let made: Uint8Array = Buffer.alloc(0);
    await render(
      {
        path: await folder.write(bytes),
        geometry: { fit: 'inside', gravity: 'center' },
        encodings: [{ format: 'png' }],
        background: '#ffffff',
      },
      (product) => {
        if (product.kind === 'output') made = product.output.data;
      },
      { ffmpeg },
    );
    return made;
  };
  const shown = () => photo({ width: 160, height: 120, format: 'png' });

  it.each(videoFormats)('is a frame of the %s', async (format) => {
    expect(await difference(await poster(await video({ format })), await shown())).toBeLessThan(6);
  });

  it('stands upright', async () => {
    const made = await poster(await video({ rotation: 90 }));
    const upright = await sharp(await shown())
      .rotate(90)
      .png()
      .toBuffer();
    expect(await sharp(made).metadata()).toMatchObject({ width: 120, height: 160 });
    expect(await difference(made, upright)).toBeLessThan(6);
  });

  it('cannot be had from frames that are none, and says so', async () => {
    const file = await video();
    file.fill(0xff, file.indexOf('mdat') + 4);
    await expect(poster(file)).rejects.toMatchObject({ code: 'POSTER_FAILED', retryable: false });
  });

  it('is not looked for in a playlist, whatever the file was taken for', async () => {
    // Under names that ffmpeg goes by, and beside a video that it would find.
    const stem = await folder.write('');
    await writeFile(`${stem}.mp4`, await video());
    const neighbour = `${basename(stem)}.mp4`;
    const lists = [
      `#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n${neighbour}\n#EXT-X-ENDLIST\n`,
      `ffconcat version 1.0\nfile ${neighbour}\n`,
    ];
    for (const text of lists) {
      const path = `${stem}.m3u8`;
      await writeFile(path, text);
      await expect(
        makePoster({ path, format: 'mp4', width: 160, height: 120, ffmpeg }),
      ).rejects.toMatchObject({ code: 'POSTER_FAILED' });
    }
  });
});

describe('a program in the place of ffmpeg', () => {
  const program = async (script: string): Promise<string> => {
    const path = await folder.write(`#!/bin/sh\n${script}\n`);
    await chmod(path, 0o755);
    return path;
  };
  const options = { path: '/dev/null', format: 'mp4', width: 10, height: 10 } as const;

  it('that is not there leaves the video without pictures', async () => {
    await expect(makePoster({ ...options, ffmpeg: undefined })).rejects.toMatchObject({
      code: 'POSTER_UNAVAILABLE',
      retryable: false,
    });
    await expect(makePoster({ ...options, ffmpeg: '/nowhere/ffmpeg' })).rejects.toMatchObject({
      code: 'POSTER_FAILED',
    });
  });

  it('that hangs is killed with all that it has started', async () => {
    const note = await folder.write('');
    const hanging = await program(`sleep 600 & echo $! > ${note}; wait`);
    const attempt = makePoster({ ...options, ffmpeg: hanging, timeoutSeconds: 1 });
    await expect(attempt).rejects.toMatchObject({
      code: 'POSTER_FAILED',
      message: expect.stringContaining('in time'),
    });
    const sleeper = Number(await readFile(note, 'utf8'));
    expect(sleeper).toBeGreaterThan(0);
    while (!isGone(sleeper)) await new Promise(setImmediate);
  });

  it('that writes without end is stopped', async () => {
    const writing = await program('exec cat /dev/zero');
    await expect(makePoster({ ...options, ffmpeg: writing })).rejects.toMatchObject({
      message: expect.stringContaining('larger than it says'),
    });
  });

  it('that fails or writes nothing is asked for the beginning, and then given up', async () => {
    const note = await folder.write('');
    const failing = await program(`echo "$@" >> ${note}; exit 1`);
    const attempt = makePoster({ ...options, durationSeconds: 60, ffmpeg: failing });
    await expect(attempt).rejects.toMatchObject({ code: 'POSTER_FAILED' });
    const calls = (await readFile(note, 'utf8')).trim().split('\n');
    expect(calls.map((call) => / -ss (\S+) /.exec(call)?.[1])).toEqual(['3.000', '0.000']);
    for (const call of calls) expect(call).toContain('-protocol_whitelist file');
  });
});
