/** Outputs: asked for with an upload or afterwards, made by a worker, announced, and delivered at their URLs. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { bytesOf, download } from '../clients/download.ts';
import { newOwner, type Owner } from '../clients/owner.ts';
import { sendBytes, sendForm } from '../clients/rest.ts';
import { RenderVariants } from '../documents/images.ts';
import { CompleteUpload, CreateUpload } from '../documents/uploads.ts';
import { fileOf, jpeg } from '../fixtures/pictures.ts';
import { sharedDeployment } from '../stack/shared.ts';

let owner: Owner;
let photo: Buffer;
beforeAll(async () => {
  [owner, photo] = await Promise.all([newOwner(sharedDeployment()), jpeg({ width: 640, height: 480 })]);
});

const renderVariants = async (imageIds: readonly string[], outputs: readonly string[], asker = owner) =>
  (await asker.ask(RenderVariants, { input: { imageIds, outputs } })).renderVariants;

/** As `300x300 jpeg`. */
async function described(url: string | null | undefined): Promise<string> {
  const { width, height, format } = await sharp(await bytesOf(url)).metadata();
  return `${width}x${height} ${format}`;
}

describe('an upload with outputs', () => {
  it('by REST has them in its answer, at URLs that work at once and for nobody without their signature', async () => {
    const { status, json } = await sendBytes(owner, photo, {
      query: [
        ['outputs', 'x300.jpg,x300.webp'],
        ['outputs', '200x100-contain-bgff0000-blur1.5.png'],
      ],
    });
    expect(status).toBe(201);
    const outputs = json.variants.slice(-3);
    expect(outputs.map(({ name, format }) => `${name} ${format}`)).toEqual([
      'x300 JPEG',
      'x300 WEBP',
      '200x100-contain-blur1.5-bgff0000 PNG',
    ]);
    expect(await Promise.all(outputs.map(({ url }) => described(url)))).toEqual([
      '300x300 jpeg',
      '300x300 webp',
      '200x100 png',
    ]);
    for (const { url } of outputs) {
      const { origin, pathname } = new URL(url ?? '');
      expect((await download(origin + pathname)).status).toBe(404);
    }
  });

  it('by GraphQL is told of each of them', async () => {
    const watch = owner.watch({ after: await owner.bookmark() });
    const { id } = await owner.upload(fileOf(photo), {
      outputs: ['w300-qauto.webp', 'h120-gray.webp', 'thumb.png'],
    });
    for (const [name, format] of [
      ['h120-gray', 'WEBP'],
      ['thumb', 'PNG'],
    ]) {
      const ready = await watch.first(
        'VariantReady',
        ({ image, variant }) => image.id === id && variant.name === name && variant.format === format,
      );
      expect(ready.variant.name).toBe(name);
    }
    await watch.close();
    const { variants } = await owner.settled(id);
    const [searched, gray, thumb] = variants.slice(-3);
    expect(searched).toMatchObject({ name: 'w300-qauto', status: 'READY', quality: expect.any(Number) });
    expect([await described(gray?.url), await described(thumb?.url)]).toEqual([
      '160x120 webp',
      '200x200 png',
    ]);
  });

  it('straight to the storage has them as well', async () => {
    const input = {
      filename: 'a.jpg',
      contentType: 'image/jpeg',
      byteSize: photo.length,
      outputs: ['w100-rot90.avif'],
    };
    const { upload, target } = (await owner.ask(CreateUpload, { input })).createUpload;
    const { url = '', headers = [] } = target?.single ?? {};
    const own = headers.filter(({ name }) => name !== 'content-length');
    const sent = await fetch(url, {
      method: 'PUT',
      body: new Uint8Array(photo),
      headers: Object.fromEntries(own.map(({ name, value }) => [name, value])),
    });
    expect(sent.status).toBe(200);
    const { image } = (await owner.ask(CompleteUpload, { input: { uploadId: upload?.id ?? '' } }))
      .completeUpload;
    const turned = (await owner.settled(image?.id ?? '')).variants.at(-1);
    expect(turned).toMatchObject({
      name: 'w100-rot90',
      format: 'AVIF',
      status: 'READY',
      width: 100,
      height: 133,
    });
  });

  it.each([
    ['w0.jpg', 400, 'INVALID_TRANSFORM', /at character 1 "w0": give 1 to 8192/],
    ['nobody_made_it.jpg', 400, 'INVALID_TRANSFORM', /no preset of profile default: there are thumb/],
    ['x300.auto', 422, 'OUTPUT_UNSUPPORTED', /name the formats one by one/],
    ['x300-qauto.png', 400, 'INVALID_TRANSFORM', /nothing of a png is lost/],
  ] as const)('is refused for %s, as bytes and as a form', async (outputs, status, code, sentence) => {
    const strict = await newOwner(sharedDeployment());
    const more = { query: { outputs } };
    for (const { status: answered, json } of [
      await sendBytes(strict, photo, more),
      await sendForm(strict, fileOf(photo), more),
    ]) {
      expect([answered, json.code]).toEqual([status, code]);
      expect(json.detail).toMatch(sentence);
    }
    expect(await strict.usage()).toEqual({ bytes: 0, images: 0 });
  });
});

describe('renderVariants', () => {
  it('makes outputs of several images, once, and answers what is there', async () => {
    const images = [await owner.upload(fileOf(photo)), await owner.upload(fileOf(photo))];
    const ids = images.map(({ id }) => id);
    const first = await renderVariants(ids, ['90x60.jpeg', 'w50-flop.webp']);
    expect(first.userErrors).toEqual([]);
    expect(first.variants?.map(({ name }) => name)).toEqual(['90x60', 'w50-flop', '90x60', 'w50-flop']);
    for (const id of ids) await owner.settled(id);
    const again = await renderVariants(ids, ['90x60-cover.jpg']);
    expect(again.variants).toEqual([
      expect.objectContaining({ id: first.variants?.[0]?.id, status: 'READY' }),
      expect.objectContaining({ id: first.variants?.[2]?.id, status: 'READY' }),
    ]);
    expect(await described(again.variants?.[0]?.url)).toBe('90x60 jpeg');
  });

  it('is for the owner, and for images that can be rendered', async () => {
    const { id } = await owner.upload(fileOf(photo));
    const stranger = await newOwner(sharedDeployment());
    const codesOf = async (asked: ReturnType<typeof renderVariants>) =>
      (await asked).userErrors.map(({ code }) => code);
    expect(await codesOf(renderVariants([id], ['x50.jpg'], stranger))).toEqual(['NOT_FOUND']);
    expect(await codesOf(renderVariants([id], []))).toEqual(['INVALID_INPUT']);
    expect(await codesOf(renderVariants([id], ['x50.auto']))).toEqual(['OUTPUT_UNSUPPORTED']);
    const whole = await jpeg({ width: 900, height: 700 });
    const broken = await owner.upload(fileOf(whole.subarray(0, Math.floor(whole.length * 0.6))));
    expect(await owner.settled(broken.id)).toMatchObject({ status: 'FAILED' });
    expect(await codesOf(renderVariants([id, broken.id], ['x50.jpg']))).toEqual(['IMAGE_FAILED']);
    expect((await owner.settled(id)).variants.filter(({ name }) => name === 'x50')).toEqual([]);
  });
});
