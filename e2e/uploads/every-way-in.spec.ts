/**
 * What no way in may let through (threats 4 to 10, 20 and 21), asked of each: the same code, nothing stored, nothing
 * charged. And what every way in has to take.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { everyWayIn, openSite, type Outcome } from '../clients/every-way-in.ts';
import { newOwner, type Owner } from '../clients/owner.ts';
import { manyFrames } from '../fixtures/animations.ts';
import { claimingPng } from '../fixtures/bombs.ts';
import { jpeg, picture } from '../fixtures/pictures.ts';
import { describeOwnStack } from '../stack/own-stack.ts';
import { type Stack, startStack } from '../stack.ts';
import { until } from '../until.ts';

const good = (): Promise<Buffer> => jpeg({ width: 160, height: 120 });

interface Hostile {
  readonly bytes: () => Promise<Buffer>;
  /** What the sender says that it is. */
  readonly type?: string;
  readonly code: string;
}

const text = (content: string) => async (): Promise<Buffer> => Buffer.from(content);

const hostile: Readonly<Record<string, Hostile>> = {
  'no bytes': { bytes: text(''), code: 'FILE_EMPTY' },
  'a text that says it is a photo': { bytes: text('hello, this is a text'), code: 'UNSUPPORTED_MEDIA_TYPE' },
  'a page with a script': {
    bytes: text('<!doctype html><script>alert(1)</script>'),
    code: 'UNSUPPORTED_MEDIA_TYPE',
  },
  'a drawing with a script': {
    bytes: text('<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200"><script>1</script></svg>'),
    code: 'UNSUPPORTED_MEDIA_TYPE',
  },
  'a program': {
    bytes: async () => Buffer.from('\u007fELF\u0002\u0001\u0001', 'latin1'),
    code: 'UNSUPPORTED_MEDIA_TYPE',
  },
  'a photo that ends in its header': {
    bytes: async () => (await good()).subarray(0, 120),
    code: 'IMAGE_CORRUPT',
  },
  'a picture that is too small': { bytes: () => jpeg({ width: 20, height: 20 }), code: 'IMAGE_TOO_SMALL' },
  'a bomb: a header that claims 400 megapixels': {
    bytes: async () => claimingPng({ width: 20_000, height: 20_000 }),
    type: 'image/png',
    code: 'IMAGE_TOO_LARGE',
  },
  'an animation without end': {
    bytes: async () => manyFrames(2_000, { width: 120, height: 120 }),
    type: 'image/gif',
    code: 'TOO_MANY_FRAMES',
  },
};

describeOwnStack('every way in', () => {
  let stack: Stack;
  let site: Awaited<ReturnType<typeof openSite>>;
  beforeAll(async () => {
    site = await openSite();
    stack = await startStack({
      environment: { ALLOW_PRIVATE_ADDRESSES: '127.0.0.0/8', QUOTA_UPLOADS_PER_DAY: '4' },
    });
  });
  afterAll(async () => {
    await stack.remove();
    site.close();
  });

  const send = (way: string, owner: Owner, bytes: Buffer, type = 'image/jpeg'): Promise<Outcome> =>
    everyWayIn[way]?.({ owner, url: stack.url, site, bytes, type }) ?? Promise.reject(new Error(way));

  describe.each(Object.keys(everyWayIn))('%s', (way) => {
    it('takes a photo', async () => {
      const owner = await newOwner(stack);
      const bytes = await picture({ width: 160, height: 120 }).png().toBuffer();
      const { imageId = '' } = await send(way, owner, bytes, 'image/png');
      expect(await owner.settled(imageId)).toMatchObject({ status: 'READY', contentType: 'image/png' });
      expect(await owner.usage()).toMatchObject({ images: 1, bytes: bytes.length });
    });

    it.each(Object.entries(hostile))(
      'refuses %s, and keeps and charges nothing',
      async (_, { bytes, type, code }) => {
        const owner = await newOwner(stack);
        expect(await send(way, owner, await bytes(), type)).toEqual({ code });
        expect(await owner.usage()).toMatchObject({ images: 0, bytes: 0 });
      },
    );

    it('refuses what is beyond the quota, and takes as much as it allows', async () => {
      const owner = await newOwner(stack);
      const bytes = await good();
      const outcomes = await Promise.all(Array.from({ length: 7 }, () => send(way, owner, bytes)));
      expect(outcomes.filter(({ imageId }) => imageId !== undefined)).toHaveLength(4);
      expect(outcomes.filter(({ code }) => code === 'DAILY_QUOTA_EXCEEDED')).toHaveLength(3);
      expect(await owner.usage()).toMatchObject({ images: 4, bytes: 4 * bytes.length });
    });
  });

  it('leaves nothing of what was refused in the store', async () => {
    // The photo and the four that the quota allowed; their variants may still be on their way.
    const taken = Object.keys(everyWayIn).length * 5;
    const kept = await until(
      async () => {
        const found = (await stack.blobs()).filter((path) => !path.includes('/variants/'));
        return found.every((path) => path.includes('/originals/')) ? found : undefined;
      },
      { what: 'the store to hold nothing but originals and variants' },
    );
    expect(kept).toHaveLength(taken);
  });
});
