/** Uploads out of a page of another origin, by the libraries that sites use, to the disk and to a bucket. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { newOwner, type Owner } from '../clients/owner.ts';
import { picture } from '../fixtures/pictures.ts';
import { type Stack, startStack } from '../stack.ts';
import { type Bucket, startBucket } from './bucket.ts';
import { describeInBrowser } from './describe-in-browser.ts';
import { openBrowser } from './open-browser.ts';
import { type PageServer, servePage } from './page-server.ts';
import type { Site } from './site.mjs';

/** More than one part of any store: 12 MB of pixels. */
const largeTiff = (): Promise<Buffer> =>
  picture({ width: 200, height: 150 })
    .resize(2_400, 1_800, { kernel: 'nearest' })
    .tiff({ compression: 'none' })
    .toBuffer();

describeInBrowser('a page of another origin', () => {
  let browser: Browser;
  let site: PageServer;
  beforeAll(async () => {
    [browser, site] = await Promise.all([openBrowser(), servePage('site.mjs')]);
  });
  afterAll(async () => {
    await browser.close();
    await site.stop();
  });

  describe.each(['the disk', 'a bucket'])('uploads to %s', (storage) => {
    let bucket: Bucket | undefined;
    let stack: Stack;
    let owner: Owner;
    let page: Page;
    beforeAll(async () => {
      bucket = storage === 'a bucket' ? await startBucket(site.origin) : undefined;
      stack = await startStack({ environment: { CORS_ORIGINS: site.origin, ...bucket?.environment } });
      owner = await newOwner(stack);
      page = await browser.newPage();
      await page.goto(site.origin);
      const path = join(stack.folder, 'large.tiff');
      await writeFile(path, await largeTiff());
      await page.setInputFiles('#file', path);
    });
    afterAll(async () => {
      await page.close();
      await stack.remove();
      await bucket?.stop();
    });

    it.each<keyof Site>(['byTus', 'byStorage', 'byParts'])('%s', async (way) => {
      const connection = { url: stack.url, apiKey: owner.apiKey };
      const id = await page.evaluate(
        ([way, connection]) => (globalThis as unknown as { site: Site }).site[way](connection),
        [way, connection] as const,
      );
      expect(await owner.settled(id)).toMatchObject({
        status: 'READY',
        contentType: 'image/tiff',
        width: 2_400,
        height: 1_800,
      });
    });
  });
});
