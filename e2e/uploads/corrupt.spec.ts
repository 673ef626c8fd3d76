/** A photo that begins well and is damaged behind: accepted by its header, then FAILED, announced and left alone. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { download } from '../clients/download.ts';
import { authorization } from '../clients/graphql.ts';
import { newOwner, type Owner } from '../clients/owner.ts';
import { UploadImage } from '../documents/uploads.ts';
import { fileOf, jpeg } from '../fixtures/pictures.ts';
import { sharedDeployment } from '../stack/shared.ts';

async function truncated(): Promise<Buffer> {
  const whole = await jpeg({ width: 900, height: 700 });
  return whole.subarray(0, Math.floor(whole.length * 0.6));
}

describe('a truncated photo', () => {
  let owner: Owner;
  beforeAll(async () => {
    owner = await newOwner(sharedDeployment());
  });

  it('fails with IMAGE_CORRUPT, which is announced once and not tried again', async () => {
    const watch = owner.watch({ after: await owner.bookmark() });
    const { id } = await owner.upload(fileOf(await truncated(), 'truncated.jpg'));
    const failed = await watch.first('ImageFailed', ({ image }) => image.id === id);
    expect(failed.failure.code).toBe('IMAGE_CORRUPT');
    const image = await owner.settled(id);
    expect(image).toMatchObject({ status: 'FAILED', failure: { code: 'IMAGE_CORRUPT' } });
    expect(image.failure?.message).toMatch(/damaged or incomplete/);
    for (const variant of image.variants)
      expect(variant).toMatchObject({ status: 'FAILED', failure: { code: 'IMAGE_CORRUPT' }, url: null });
    const types = watch.events.filter((event) => event.image.id === id).map(({ __typename }) => __typename);
    expect(types.filter((type) => type === 'ImageFailed')).toHaveLength(1);
    expect(types).not.toContain('VariantReady');
    await watch.close();
  });

  it('answers 422 where its variants would be', async () => {
    const { id } = await owner.upload(fileOf(await truncated()));
    await owner.settled(id);
    for (const path of [`/i/${id}/thumb.webp`, `/images/${id}?size=thumb`]) {
      const answer = await download(`${owner.url}${path}`, { headers: authorization(owner.apiKey) });
      expect({ path, status: answer.status, code: answer.problem().code }).toEqual({
        path,
        status: 422,
        code: 'IMAGE_CORRUPT',
      });
    }
  });

  it.each(['png', 'webp', 'gif', 'tiff', 'avif'] as const)(
    'of the kind %s is refused or fails, never READY',
    async (format) => {
      const noise = Buffer.alloc(400 * 300 * 3, 0).map((_, index) => (index * 7919) % 251);
      const whole = await sharp(noise, { raw: { width: 400, height: 300, channels: 3 } })
        .toFormat(format, format === 'avif' ? { effort: 0 } : {})
        .toBuffer();
      const file = fileOf(whole.subarray(0, Math.floor(whole.length * 0.5)));
      expect(await codeOf(owner, file)).toBe('IMAGE_CORRUPT');
    },
  );
});

/** What becomes of a file that cannot become anything, whenever that is found out. */
async function codeOf(owner: Owner, file: File): Promise<string | undefined> {
  const { uploadImage } = await owner.ask(UploadImage, { input: { file } });
  if (!uploadImage.image) return uploadImage.userErrors[0]?.code;
  return (await owner.settled(uploadImage.image.id)).failure?.code;
}
