/** examples/plain-js in a real browser, from another origin than the server's: what a visitor and a bad line do to it. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { type Example, serveExample } from '../../examples/serve.ts';
import { type Bucket, startBucket } from '../browser/bucket.ts';
import { describeInBrowser } from '../browser/describe-in-browser.ts';
import { openBrowser } from '../browser/open-browser.ts';
import { newOwner, type Owner } from '../clients/owner.ts';
import { ViewerUploads } from '../documents/uploads.ts';
import { type Stack, startStack } from '../stack.ts';
import { until } from '../until.ts';
import { type Photos, writePhotos } from './photos.ts';
import { StorageRequests } from './storage-requests.ts';

describeInBrowser('examples/plain-js', () => {
  let browser: Browser;
  let example: Example;
  let stack: Stack;
  let owner: Owner;
  beforeAll(async () => {
    [browser, example] = await Promise.all([
      openBrowser(),
      serveExample('plain-js', { url: () => stack.url, token: () => owner.apiKey }),
    ]);
  });
  afterAll(async () => {
    await browser.close();
    await example.stop();
  });

  describe.each(['the disk', 'a bucket', 'a bucket that knows other pages alone'])('on %s', (storage) => {
    const isClosed = storage.endsWith('alone');
    let bucket: Bucket | undefined;
    let photos: Photos;
    let context: BrowserContext;
    let page: Page;
    beforeAll(async () => {
      const origin = isClosed ? 'https://another.example' : example.origin;
      bucket = storage === 'the disk' ? undefined : await startBucket(origin);
      stack = await startStack({ environment: { CORS_ORIGINS: example.origin, ...bucket?.environment } });
      photos = await writePhotos(stack, 'plain-js');
    });
    afterAll(async () => {
      await stack.remove();
      await bucket?.stop();
    });
    beforeEach(async () => {
      owner = await newOwner(stack);
      context = await browser.newContext();
      page = await context.newPage();
      await page.goto(example.origin);
    });
    afterEach(() => context.close());

    const choose = (...files: string[]) => page.setInputFiles('input', files);
    const line = (name: string): Locator => page.locator('li', { hasText: name });
    const status = (name: string): Promise<string> => line(name).getByRole('status').innerText();
    const press = (button: string) => page.getByRole('button', { name: button }).click();
    const reaches = (name: string, wanted: string) =>
      until(async () => (await line(name).getAttribute('data-status')) === wanted, {
        what: `${name} to be ${wanted}`,
        seconds: 50,
      }).catch(async (fault: unknown) => {
        throw new Error(`${name} is ${await status(name)}`, { cause: fault });
      });
    /** The image that a line has become, seen by its owner. */
    const imageOf = async (name: string) => {
      await reaches(name, 'ready');
      return owner.settled((await status(name)).replace('ready ', ''));
    };
    /** When two of the three parts are there, as the page has noted, and the last is held back. */
    const twoPartsOf = async (requests: StorageRequests): Promise<void> => {
      await requests.watch(page);
      await choose(photos.large);
      const noted = () => page.evaluate<string | null>(`localStorage.getItem('darkroom.uploads')`);
      const areThere = async () =>
        /"etags":\{"1":"[^"}]+","2":"[^"}]+"\}/.test((await noted())?.replaceAll('\\"', '') ?? '');
      await until(async () => requests.held === 1 && (await areThere()), { what: 'two parts' });
    };

    if (isClosed) {
      it('goes through the server instead, over tus', async () => {
        const paths: string[] = [];
        page.on('request', (request) => paths.push(`${request.method()} ${new URL(request.url()).pathname}`));
        await choose(photos.large);
        expect(await imageOf('large')).toMatchObject({ status: 'READY', width: 2_800 });
        expect(paths).toContain('POST /files');
        const { viewer } = await owner.ask(ViewerUploads, {});
        expect(viewer.uploads.edges.map(({ node }) => node.status)).toEqual(['COMPLETED', 'ABORTED']);
      });
      return;
    }

    it('sends three photos at once, each the way that fits its size', async () => {
      const requests = await new StorageRequests(() => 'send').watch(page);
      await choose(photos.small, photos.medium, photos.large);
      expect(await imageOf('small')).toMatchObject({ status: 'READY', width: 800, tags: ['example'] });
      expect(await imageOf('medium')).toMatchObject({ status: 'READY', width: 1_100 });
      expect(await imageOf('large')).toMatchObject({ status: 'READY', width: 2_800, filename: 'large.tiff' });
      expect(requests.sent).toEqual([1, 2, 3]);
    });

    it('sends a part again whose connection broke', async () => {
      let broken = 0;
      const requests = new StorageRequests((part) => (part === 2 && (broken += 1) <= 2 ? 'break' : 'send'));
      await requests.watch(page);
      await choose(photos.large);
      expect(await imageOf('large')).toMatchObject({ status: 'READY', width: 2_800 });
      expect(broken).toBe(3);
      expect(requests.sent).toEqual([1, 2, 3]);
    });

    it('goes on after a pause with what is missing alone', async () => {
      let isHolding = true;
      const requests = new StorageRequests((part) => (part === 3 && isHolding ? 'hold' : 'send'));
      await twoPartsOf(requests);
      await press('Pause');
      await reaches('large', 'paused');
      isHolding = false;
      await press('Resume');
      expect(await imageOf('large')).toMatchObject({ status: 'READY', width: 2_800 });
      expect(requests.sent).toEqual([1, 2, 3]);
    });

    it('goes on after a reload, when the same file is chosen again, with what is missing alone', async () => {
      let isHolding = true;
      const requests = new StorageRequests((part) => (part === 3 && isHolding ? 'hold' : 'send'));
      await twoPartsOf(requests);
      isHolding = false;
      await page.goto(example.origin);
      await choose(photos.large);
      expect(await imageOf('large')).toMatchObject({ status: 'READY', width: 2_800 });
      expect(requests.sent).toEqual([1, 2, 3]);
      const { viewer } = await owner.ask(ViewerUploads, {});
      expect(viewer.uploads.edges.map(({ node }) => node.status)).toEqual(['COMPLETED']);
    });

    it('waits while the visitor is offline, and goes on by itself', async () => {
      const requests = new StorageRequests((part) => (part === 3 ? 'hold' : 'send'));
      await twoPartsOf(requests);
      await context.setOffline(true);
      await page.unrouteAll({ behavior: 'ignoreErrors' });
      await requests.breakHeld();
      await until(async () => (await status('large')) === 'waiting for the network', { what: 'it to wait' });
      await context.setOffline(false);
      expect(await imageOf('large')).toMatchObject({ status: 'READY', width: 2_800 });
    });

    it('frees what has arrived when it is cancelled', async () => {
      await twoPartsOf(new StorageRequests((part) => (part === 3 ? 'hold' : 'send')));
      await press('Cancel');
      await reaches('large', 'cancelled');
      const states = async () => {
        const { viewer } = await owner.ask(ViewerUploads, {});
        return viewer.uploads.edges.map(({ node }) => node.status).join();
      };
      await until(async () => (await states()) === 'ABORTED', { what: 'the server to know' });
      expect(await owner.usage()).toMatchObject({ bytes: 0 });
    });

    it('shows a refusal with what to do about it', async () => {
      await choose(photos.text);
      await reaches('text', 'failed');
      expect(await status('text')).toMatch(
        /^failed \(UNSUPPORTED_MEDIA_TYPE, change-file\): The content is .+ accepts /,
      );
    });
  });
});
