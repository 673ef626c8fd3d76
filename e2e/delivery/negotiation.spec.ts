/** /images/{id}: one URL for a size, and the best format that the client says it takes. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { download } from '../clients/download.ts';
import { authorization } from '../clients/graphql.ts';
import { newOwner, type Owner } from '../clients/owner.ts';
import { fileOf, jpeg } from '../fixtures/pictures.ts';
import { sharedDeployment } from '../stack/shared.ts';

let owner: Owner;
let id: string;
beforeAll(async () => {
  owner = await newOwner(sharedDeployment());
  ({ id } = await owner.upload(fileOf(await jpeg({ width: 900, height: 600 })), { visibility: 'PUBLIC' }));
  await owner.settled(id);
});

const ask = (query: string, accept?: string) =>
  download(`${owner.url}/images/${id}${query}`, { headers: accept === undefined ? {} : { accept } });

describe('a negotiated variant', () => {
  it.each([
    ['a browser that takes AVIF', 'image/avif,image/webp,image/apng,*/*;q=0.8', 'image/avif'],
    ['a browser that takes WebP', 'image/webp,*/*', 'image/webp'],
    ['a client that takes anything', '*/*', 'image/jpeg'],
    ['a client that takes any image', 'image/*', 'image/jpeg'],
    ['a client that refuses AVIF', 'image/avif;q=0,image/webp,*/*', 'image/webp'],
    ['a client that takes nothing we have', 'text/html', 'image/jpeg'],
    ['a client that says nonsense', ';;;,,,q=', 'image/jpeg'],
  ])('for %s', async (_who, accept, type) => {
    const { status, headers } = await ask('?size=thumb', accept);
    expect({ status, type: headers.get('content-type'), vary: headers.get('vary') }).toEqual({
      status: 200,
      type,
      vary: 'Accept',
    });
  });

  it('is for a client that says nothing a JPEG', async () => {
    const { status, headers } = await ask('?size=thumb');
    expect({ status, type: headers.get('content-type') }).toEqual({ status: 200, type: 'image/jpeg' });
  });

  it('has another ETag for each format, so that no cache mixes them up', async () => {
    const answers = await Promise.all(
      ['image/avif', 'image/webp', '*/*'].map((accept) => ask('?size=thumb', accept)),
    );
    expect(new Set(answers.map(({ headers }) => headers.get('etag'))).size).toBe(3);
    const [avif] = answers;
    const stale = await download(`${owner.url}/images/${id}?size=thumb`, {
      headers: { accept: 'image/webp', 'if-none-match': avif?.headers.get('etag') ?? '' },
    });
    expect(stale.status).toBe(200);
  });

  it.each([
    ['webp', 'image/webp'],
    ['avif', 'image/avif'],
    ['jpeg', 'image/jpeg'],
    ['png', 'image/jpeg'],
  ])('is in %s whatever the client takes, when that is asked for, or else JPEG', async (format, type) => {
    const { status, headers } = await ask(`?size=medium&format=${format}`, 'image/avif,*/*');
    expect({ status, type: headers.get('content-type'), vary: headers.get('vary') }).toEqual({
      status: 200,
      type,
      vary: null,
    });
  });

  it('is the full size when none is named', async () => {
    const image = await owner.image(id);
    const full = image?.variants.find(({ name, format }) => name === 'full' && format === 'JPEG');
    expect((await ask('', '*/*')).bytes).toHaveLength(full?.byteSize ?? 0);
  });
});

describe('a variant that is still being made', () => {
  it('is waited for, by who owns it', async () => {
    const { id: fresh } = await owner.upload(fileOf(await jpeg({ width: 1_600, height: 1_200 })));
    const headers = authorization(owner.apiKey);
    const [named, negotiated] = await Promise.all([
      download(`${owner.url}/i/${fresh}/full.avif`, { headers }),
      download(`${owner.url}/images/${fresh}?size=medium&format=webp`, { headers }),
    ]);
    expect([named.status, named.headers.get('content-type')]).toEqual([200, 'image/avif']);
    expect([negotiated.status, negotiated.headers.get('content-type')]).toEqual([200, 'image/webp']);
  });
});

describe('the metadata of an image', () => {
  it('is JSON of what is safe to tell', async () => {
    const { status, headers, bytes } = await download(`${owner.url}/images/${id}/metadata`);
    expect([status, headers.get('content-type')]).toEqual([200, expect.stringContaining('application/json')]);
    expect(JSON.parse(bytes.toString())).toMatchObject({
      id,
      width: 900,
      height: 600,
      frames: 1,
      hasAlpha: false,
      contentType: 'image/jpeg',
    });
  });
});
