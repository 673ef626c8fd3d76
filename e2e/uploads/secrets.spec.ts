/** What a camera wrote about its owner stays in the original. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { bytesOf } from '../clients/download.ts';
import { newOwner, type Owner } from '../clients/owner.ts';
import { fileOf } from '../fixtures/pictures.ts';
import { marker, secretive } from '../fixtures/secrets.ts';
import { graphql } from '../generated/gql.ts';
import { sharedDeployment } from '../stack/shared.ts';

const Metadata = graphql(`
  query Metadata($id: ID!) {
    image(id: $id) {
      metadata {
        cameraMake
        cameraModel
        lens
        takenAt
        exposureTime
        fNumber
        iso
        focalLength
        flash
        orientation
        colorSpace
        density
      }
      placeholder {
        dataUri
      }
      original {
        url
      }
    }
  }
`);

describe('secrets in a picture', () => {
  let owner: Owner;
  beforeAll(async () => {
    owner = await newOwner(sharedDeployment());
  });

  it.each(Object.keys(secretive))('in %s are in no variant, no placeholder and no answer', async (format) => {
    const bytes = (await secretive[format]?.()) ?? Buffer.alloc(0);
    expect(bytes.includes(marker)).toBe(true);
    const { id } = await owner.upload(fileOf(bytes, `secret.${format}`));
    const { variants } = await owner.settled(id);
    const { image } = await owner.ask(Metadata, { id });
    const tiny = Buffer.from(image?.placeholder?.dataUri.split(',')[1] ?? '', 'base64');
    const outputs = [tiny, ...(await Promise.all(variants.map(({ url }) => bytesOf(url))))];
    expect(outputs).toHaveLength(10);
    for (const output of outputs) {
      const { exif, xmp, iptc, comments, orientation } = await sharp(output).metadata();
      expect({ exif, xmp, iptc, comments, orientation }).toEqual({});
      for (const text of [marker, 'GPS', 'adobe:ns:meta']) expect(output.includes(text)).toBe(false);
    }
    expect(JSON.stringify(image?.metadata)).not.toContain(marker);
    const route = await bytesOf(`${owner.url}/images/${id}/metadata`, {
      headers: { authorization: `Bearer ${owner.apiKey}` },
    });
    expect(route.includes(marker)).toBe(false);
  });

  it('of the camera alone are told: make, model and exposure, never a place or a serial number', async () => {
    const { id } = await owner.upload(fileOf((await secretive['jpeg']?.()) ?? Buffer.alloc(0)));
    const { image } = await owner.ask(Metadata, { id });
    expect(image?.metadata).toMatchObject({
      cameraMake: 'Acme',
      cameraModel: 'Acme One',
      exposureTime: '1/250',
    });
  });

  it('remain in the original, which only a signed URL of its owner gives', async () => {
    const bytes = (await secretive['jpeg']?.()) ?? Buffer.alloc(0);
    const { id } = await owner.upload(fileOf(bytes), { visibility: 'PUBLIC' });
    const { image } = await owner.ask(Metadata, { id });
    expect(await bytesOf(image?.original?.url)).toEqual(bytes);
    expect((await fetch(`${owner.url}/i/${id}/original`)).status).toBe(404);
  });
});
