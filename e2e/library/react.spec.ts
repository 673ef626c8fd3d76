/** `@darkroom/client/react` in a real browser: examples/react-upload, and a picture that moves nothing as it arrives. */
import { createDarkroomClient } from '@darkroom/client';
import { createApolloClient, DarkroomImageDocument } from '@darkroom/client/apollo';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page, Route } from 'playwright-core';
import { type Example, serveExample } from '../../examples/serve.ts';
import { describeInBrowser } from '../browser/describe-in-browser.ts';
import { openBrowser } from '../browser/open-browser.ts';
import { type PageServer, servePage } from '../browser/page-server.ts';
import { newOwner, type Owner } from '../clients/owner.ts';
import { ImagesPage, UpdateImage } from '../documents/images.ts';
import { fileOf, jpeg } from '../fixtures/pictures.ts';
import { type Stack, startStack } from '../stack.ts';
import { until } from '../until.ts';
import { type Photos, writePhotos } from './photos.ts';

describeInBrowser('@darkroom/client/react', () => {
  let browser: Browser;
  let example: Example;
  let pages: PageServer;
  let stack: Stack;
  let owner: Owner;
  let photos: Photos;
  let context: BrowserContext;
  let page: Page;
  beforeAll(async () => {
    [browser, example, pages] = await Promise.all([
      openBrowser(),
      serveExample('react-upload', { url: () => stack.url, token: () => owner.apiKey }),
      servePage('../library/picture-page.mjs'),
    ]);
    stack = await startStack({ environment: { CORS_ORIGINS: `${example.origin},${pages.origin}` } });
    photos = await writePhotos(stack, 'react');
  });
  afterAll(async () => {
    await browser.close();
    await Promise.all([example.stop(), pages.stop()]);
    await stack.remove();
  });
  beforeEach(async () => {
    owner = await newOwner(stack);
    context = await browser.newContext({ viewport: { width: 800, height: 600 } });
    page = await context.newPage();
  });
  afterEach(() => context.close());

  /** What a browser says of the one picture that is there. */
  const picture = () =>
    page.locator('img').evaluate((element) => {
      const { complete, naturalWidth, currentSrc, style } = element as unknown as {
        complete: boolean;
        naturalWidth: number;
        currentSrc: string;
        style: { backgroundImage: string };
      };
      return { isThere: complete && naturalWidth > 0, currentSrc, background: style.backgroundImage };
    });
  const arrives = () => until(async () => (await picture()).isThere, { what: 'the picture' });

  describe('examples/react-upload', () => {
    it('uploads a photo, shows its picture, and follows what is said about it', async () => {
      await page.goto(example.origin);
      await page.setInputFiles('input', [photos.small]);
      const image = page.locator('picture img');
      await image.waitFor({ timeout: 50_000 });
      await arrives();
      expect(await image.getAttribute('alt')).toBe('small.jpg');
      expect(await image.getAttribute('width')).toBe('640');

      const { images } = await owner.ask(ImagesPage, {});
      const id = images.nodes[0]?.id ?? '';
      await owner.ask(UpdateImage, { input: { id, description: 'Four fields of colour' } });
      const alt = () => image.getAttribute('alt');
      await until(async () => (await alt()) === 'Four fields of colour', { what: 'the description' });
    });

    it('shows why a file is refused', async () => {
      await page.goto(example.origin);
      await page.setInputFiles('input', [photos.text]);
      expect(await page.getByRole('alert').innerText()).toMatch(/^The content is /);
      expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(1);
    });
  });

  describe('<DarkroomImage>', () => {
    const waiting: Route[] = [];
    const release = async () => {
      for (const route of waiting.splice(0)) await route.continue();
    };
    beforeEach(async () => {
      waiting.length = 0;
      await page.goto(pages.origin);
      await page.route(`${stack.url}/i/**`, (route) => void waiting.push(route));
    });

    const uploaded = async () => {
      const { id } = await owner.upload(fileOf(await jpeg({ width: 900, height: 600 })), {
        visibility: 'PUBLIC',
      });
      await owner.settled(id);
      const darkroom = createDarkroomClient({ url: stack.url, token: () => owner.apiKey, storage: null });
      const apollo = createApolloClient(darkroom);
      const { data } = await apollo.query({
        query: DarkroomImageDocument,
        variables: { id, transform: { width: 400 } },
      });
      apollo.stop();
      await darkroom.dispose();
      if (!data?.image) throw new Error(`there is no image ${id}`);
      return data.image.responsive;
    };
    const site = <Result = void>(name: string, argument?: unknown): Promise<Result> =>
      page.evaluate<Result, readonly [string, unknown]>(
        ([name, argument]) => {
          const { site } = globalThis as unknown as { site: Record<string, (given: unknown) => Result> };
          return (site[name] as (given: unknown) => Result)(argument);
        },
        [name, argument],
      );
    const asksForIt = () => until(() => waiting.length > 0, { what: 'the request for the picture' });
    const background = async () => (await picture()).background;

    it('keeps its room and shows its placeholder until it is there, and nothing on the page moves', async () => {
      const image = await uploaded();
      await site('show', image);
      await asksForIt();
      const box = await page.locator('img').boundingBox();
      expect(box).toMatchObject({ width: 400, height: 267 });
      expect(await background()).toContain('data:image/webp');
      await release();
      await arrives();
      expect(await site<number>('shift')).toBe(0);
      expect(await page.locator('img').boundingBox()).toEqual(box);
      await until(async () => (await background()) === '', { what: 'the placeholder to go' });
      expect((await picture()).currentSrc).toMatch(/\.avif/);
    });

    it('is compared with a plain picture, which moves what is below it', async () => {
      const image = await uploaded();
      await site('showPlain', image);
      await asksForIt();
      await site('shift');
      await release();
      await arrives();
      const shift = await until(() => site<number>('shift').then((moved) => moved > 0 && moved), {
        what: 'the text to move',
      });
      expect(shift).toBeGreaterThan(0);
    });

    it('is fetched when it comes near, and not before', async () => {
      const image = await uploaded();
      await site('showFarBelow', image);
      await site('shift');
      expect(waiting).toHaveLength(0);
      await page.locator('img').scrollIntoViewIfNeeded();
      await asksForIt();
      await release();
      await arrives();
    });
  });
});
