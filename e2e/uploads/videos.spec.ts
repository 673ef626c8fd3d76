/** Videos by every way in: kept as they came, played by ranges, and shown by a frame where ffmpeg is installed. */
import { spawnSync } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { bytesOf, download } from '../clients/download.ts';
import { authorization } from '../clients/graphql.ts';
import { newOwner, type Owner } from '../clients/owner.ts';
import { sendBytes } from '../clients/rest.ts';
import { CompleteUpload, CreateUpload } from '../documents/uploads.ts';
import { alike, distance } from '../fixtures/compare.ts';
import { fileOf, jpeg, picture } from '../fixtures/pictures.ts';
import { soundAlone, video, videoTypes } from '../fixtures/videos.ts';
import { startStack, type Stack } from '../stack.ts';
import { describeOwnStack } from '../stack/own-stack.ts';
import { sharedDeployment } from '../stack/shared.ts';

const profile = 'video';
const size = { width: 320, height: 180 };

describe('a video', () => {
  let owner: Owner;
  const target = sharedDeployment();
  beforeAll(async () => {
    owner = await newOwner(target);
  });

  it.each(videoTypes)('as %s is READY at once, with its size and how long it lasts', async (contentType) => {
    const { id } = await owner.upload(fileOf(await video(contentType), 'film'), { profile });
    expect(await owner.image(id)).toMatchObject({
      status: 'READY',
      contentType,
      ...size,
      frames: 1,
      durationSeconds: 4,
    });
  });

  it('comes in by REST, and is played by ranges from what was sent', async () => {
    const bytes = await video('video/mp4');
    const { status, json } = await sendBytes({ url: target.url, apiKey: owner.apiKey }, bytes, {
      query: { profile },
    });
    expect({ status, json }).toMatchObject({
      status: 201,
      json: { status: 'READY', contentType: 'video/mp4', durationSeconds: 4 },
    });
    const whole = await download(json.original?.url ?? '');
    expect(whole.bytes.equals(bytes)).toBe(true);
    expect(whole.headers.get('content-type')).toBe('video/mp4');
    expect(whole.headers.get('x-content-type-options')).toBe('nosniff');
    const part = await download(json.original?.url ?? '', { headers: { range: 'bytes=100-199' } });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe(`bytes 100-199/${bytes.length}`);
    expect(part.bytes.equals(bytes.subarray(100, 200))).toBe(true);
  });

  it('comes in straight to the storage', async () => {
    const bytes = await video('video/webm');
    const input = { filename: 'film.webm', contentType: 'video/webm', byteSize: bytes.length, profile };
    const { upload, target: place } = (await owner.ask(CreateUpload, { input })).createUpload;
    const single = place?.single;
    const headers = (single?.headers ?? []).filter(({ name }) => name !== 'content-length');
    const stored = await fetch(single?.url ?? '', {
      method: 'PUT',
      body: new Uint8Array(bytes),
      headers: Object.fromEntries(headers.map(({ name, value }) => [name, value])),
    });
    expect([stored.status, await stored.text()]).toEqual([200, expect.any(String)]);
    const { completeUpload } = await owner.ask(CompleteUpload, { input: { uploadId: upload?.id ?? '' } });
    expect(completeUpload.image).toMatchObject({ status: 'READY' });
  });

  it('is shown by a frame where ffmpeg is installed, and else by a warning', async () => {
    const { id } = await owner.upload(fileOf(await video('video/webm')), { profile });
    const image = await owner.settled(id);
    expect(image).toMatchObject({ status: 'READY', progress: 1 });
    const medium = image.variants.find(({ name, format }) => name === 'medium' && format === 'WEBP');
    const unavailable = medium?.status === 'FAILED';
    expect(image.warnings).toEqual(unavailable ? [{ code: 'POSTER_UNAVAILABLE' }] : []);
    if (unavailable) return;
    expect(image.placeholder?.dominantColor).toMatch(/^#/);
    const poster = await bytesOf(medium?.url);
    expect(await sharp(poster).metadata()).toMatchObject({ format: 'webp', ...size });
    expect(await distance(poster, await picture(size).png().toBuffer())).toBeLessThan(alike);
    // Without a size: what a page shows of it.
    const shown = await download(`${target.url}/images/${id}`, { headers: authorization(owner.apiKey) });
    expect({ status: shown.status, name: shown.headers.get('content-disposition') }).toEqual({
      status: 200,
      name: expect.stringContaining('medium'),
    });
  });

  it('is refused as an image, and an image as a video', async () => {
    expect(await owner.refusal(fileOf(await video('video/mp4'), 'photo.jpg', 'image/jpeg'))).toEqual([
      'UNSUPPORTED_MEDIA_TYPE',
    ]);
    expect(await owner.refusal(fileOf(await jpeg(), 'film.mp4', 'video/mp4'), { profile })).toEqual([
      'UNSUPPORTED_MEDIA_TYPE',
    ]);
  });

  it('is refused when it is cut, a playlist, or has nothing to see', async () => {
    const bytes = await video('video/quicktime');
    expect(await owner.refusal(fileOf(bytes.subarray(0, bytes.length - 200)), { profile })).toEqual([
      'VIDEO_CORRUPT',
    ]);
    const playlist = Buffer.from('#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n');
    expect(await owner.refusal(fileOf(playlist, 'film.mp4', 'video/mp4'), { profile })).toEqual([
      'UNSUPPORTED_MEDIA_TYPE',
    ]);
    expect(await owner.refusal(fileOf(await soundAlone()), { profile })).toEqual(['VIDEO_WITHOUT_PICTURE']);
  });
});

describeOwnStack('a deployment whose ffmpeg', () => {
  let folder: string;
  let stack: Stack;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'darkroom-ffmpeg-'));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  const warningsOfVideo = async (path: string) => {
    stack = await startStack({ environment: { PATH: path } });
    try {
      const owner = await newOwner(stack);
      const { id } = await owner.upload(fileOf(await video('video/mp4')), { profile });
      const { status, warnings, variants } = await owner.settled(id);
      return { status, warnings, variants: new Set(variants.map((variant) => variant.status)) };
    } finally {
      await stack.remove();
    }
  };

  it('is not there keeps videos, and warns of the pictures that are missing', async () => {
    expect(await warningsOfVideo(withoutFfmpeg())).toEqual({
      status: 'READY',
      warnings: [{ code: 'POSTER_UNAVAILABLE' }],
      variants: new Set(['FAILED']),
    });
  });

  it('fails does the same', async () => {
    await writeFile(join(folder, 'ffmpeg'), '#!/bin/sh\nexit 1\n');
    await chmod(join(folder, 'ffmpeg'), 0o755);
    expect(await warningsOfVideo([folder, process.env['PATH']].join(delimiter))).toEqual({
      status: 'READY',
      warnings: [{ code: 'POSTER_FAILED' }],
      variants: new Set(['FAILED']),
    });
  });
});

/** The folders of the search path in which it is not. */
const withoutFfmpeg = (): string =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => spawnSync(join(folder, 'ffmpeg'), ['-version']).error !== undefined)
    .join(delimiter);
