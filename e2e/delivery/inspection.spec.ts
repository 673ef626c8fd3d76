/** How good renditions are, in numbers that a client can check for itself. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { bytesOf } from '../clients/download.ts';
import { authorization } from '../clients/graphql.ts';
import { newOwner, type Owner } from '../clients/owner.ts';
import { fileOf, rawPicture } from '../fixtures/pictures.ts';
import { graphql } from '../generated/gql.ts';
import { sharedDeployment } from '../stack/shared.ts';

const Inspection = graphql(`
  query Inspection($id: ID!, $transform: TransformInput!) {
    image(id: $id) {
      inspection(transform: $transform) {
        ssim
        psnr
        rmse
        deltaE
        byteSize
        sourceByteSize
        quality
        profileDeltaE
      }
    }
  }
`);

let owner: Owner;
let id: string;
let bytes: Buffer;
beforeAll(async () => {
  owner = await newOwner(sharedDeployment());
  bytes = await grainy({ width: 600, height: 450 });
  ({ id } = await owner.upload(fileOf(bytes), { visibility: 'PUBLIC' }));
  await owner.settled(id);
});

/** Grain is what encoders lose first. */
async function grainy(size: { readonly width: number; readonly height: number }): Promise<Buffer> {
  const pixels = rawPicture(size);
  let state = 7;
  for (const [at, value] of pixels.entries()) {
    state = (state * 48_271) % 2_147_483_647;
    pixels[at] = Math.min(255, value + (state % 24));
  }
  return sharp(pixels, { raw: { ...size, channels: 3 } })
    .jpeg({ quality: 95 })
    .toBuffer();
}

const inspect = async (transform: object, asker = owner) =>
  (await asker.ask(Inspection, { id, transform })).image?.inspection;

const download = (spec: string) =>
  bytesOf(`${owner.url}/i/${id}/${spec}`, { headers: authorization(owner.apiKey) });

describe('Image.inspection', () => {
  it('says of a rendition what a client finds who compares it with the same without loss', async () => {
    const found = await inspect({ width: 400, format: 'JPEG', quality: 30 });
    const [lossy, lossless] = await Promise.all([download('w400-q30.jpg'), download('w400.png')]);
    const [one, other] = await Promise.all([lossy, lossless].map((file) => sharp(file).raw().toBuffer()));
    let squares = 0;
    for (const [at, value] of (one ?? Buffer.alloc(0)).entries())
      squares += (value - (other?.[at] ?? 0)) ** 2;
    const rmse = Math.sqrt(squares / (one?.length ?? 1));
    expect(found).toMatchObject({ byteSize: lossy.length, sourceByteSize: bytes.length, quality: 30 });
    expect(found?.rmse).toBeCloseTo(rmse, 6);
    expect(found?.psnr).toBeCloseTo(20 * Math.log10(255 / rmse), 6);
    expect(found?.ssim).toBeLessThan(1);
    expect(found?.deltaE).toBeGreaterThan(0);
  });

  it('shows that the quality that is searched for suffices, and the one below it does not', async () => {
    const found = await inspect({ width: 400, format: 'WEBP', autoQuality: 0.98 });
    expect(found?.ssim).toBeGreaterThanOrEqual(0.98);
    const lower = await inspect({ width: 400, format: 'WEBP', quality: (found?.quality ?? 2) - 1 });
    expect(lower?.ssim).toBeLessThan(0.98);
  });

  it('is of one format, which it is told: of AUTO it is refused', async () => {
    await expect(inspect({ width: 400 })).rejects.toThrow(/RENDITION_UNSUPPORTED/);
  });

  it('is for the owner alone', async () => {
    const stranger = await newOwner(sharedDeployment());
    await expect(inspect({ width: 400, format: 'WEBP' }, stranger)).rejects.toThrow(/not yours to see/);
  });
});
