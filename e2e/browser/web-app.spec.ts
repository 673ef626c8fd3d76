/** The web app in a real browser: from the sign-in link to the photos, and that nothing in it breaks its own rules. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { sendBytes } from '../clients/rest.ts';
import { jpeg } from '../fixtures/pictures.ts';
import { startStack, type Stack } from '../stack.ts';
import { until } from '../until.ts';
import { barriers, surroundings } from './barriers.ts';
import { describeInBrowser } from './describe-in-browser.ts';
import { openBrowser } from './open-browser.ts';
import { signedInContext } from './signed-in-context.ts';
import { watchedPage } from './watched-page.ts';

describeInBrowser('the web app', () => {
  let browser: Browser;
  let stack: Stack;
  /** Signed in. */
  let context: BrowserContext;
  let page: Page;
  let faults: readonly string[];
  let imageId: string;

  beforeAll(async () => {
    [browser, stack] = await Promise.all([openBrowser(), startStack()]);
    imageId = (await upload()).json.id;
    context = await signedInContext(browser, stack);
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await stack.remove();
  });
  beforeEach(async () => {
    ({ page, faults } = await watchedPage(context, stack.url));
  });
  afterEach(async () => {
    await page.close();
  });

  const upload = async () =>
    sendBytes({ url: stack.url, apiKey: stack.apiKey }, await jpeg({ width: 320, height: 200 }));

  /** Once it is so in the page. */
  const holds = (condition: string): Promise<unknown> =>
    until(() => page.evaluate(condition), { what: `${condition} in the page` });

  it('shows a stranger how to sign in, and nothing else', async () => {
    const stranger = await browser.newContext();
    const watched = await watchedPage(stranger, stack.url);
    await watched.page.goto(`${stack.url}/library`);
    await watched.page.getByRole('heading', { name: 'Sign in to Darkroom' }).waitFor();
    const command = watched.page.getByLabel('Command for a link');
    expect(await command.inputValue()).toBe('npx darkroom sign-in-link');
    expect(watched.faults).toEqual([]);
    await stranger.close();
  });

  it('shows a photo in the library, in its own place, and its variants behind it', async () => {
    await page.goto(stack.url);
    const tile = page.getByRole('list', { name: 'Images' }).getByRole('img');
    await tile.waitFor();
    expect(new URL(page.url()).pathname).toBe('/library');
    await holds(`document.querySelector('main li img').naturalWidth > 0`);
    await tile.click();
    await page.getByRole('tab', { name: 'Variants' }).click();
    await page.getByRole('link', { name: 'thumb' }).first().waitFor();
    expect(new URL(page.url()).pathname).toBe(`/library/${imageId}`);
    expect(faults).toEqual([]);
  });

  it('shows by itself what is uploaded elsewhere', async () => {
    await page.goto(`${stack.url}/library`);
    await page.getByRole('status').getByText('Live').waitFor();
    const tiles = page.getByRole('list', { name: 'Images' }).getByRole('listitem');
    await tiles.first().waitFor();
    const before = await tiles.count();
    await upload();
    await tiles.nth(before).waitFor();
    expect(faults).toEqual([]);
  });

  it('uploads a file that is chosen, privately, and leads to it', async () => {
    await page.goto(`${stack.url}/upload`);
    const photo = {
      name: 'harbour.jpg',
      mimeType: 'image/jpeg',
      buffer: await jpeg({ width: 200, height: 300 }),
    };
    await page.getByLabel('Images to upload').setInputFiles(photo);
    await page.getByRole('link', { name: 'harbour.jpg' }).click();
    await page.getByText('200 × 300').first().waitFor();
    await page.getByText('Private').waitFor();
    expect(faults).toEqual([]);
  });

  it('asks before it deletes, and the image is gone then', async () => {
    const { id } = (await upload()).json;
    await page.goto(`${stack.url}/library/${id}`);
    await page.getByRole('button', { name: 'Delete' }).waitFor();
    // What is fetched meanwhile would not be there any more.
    await holds(`document.querySelector('main img').complete`);
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('heading', { name: 'Library' }).waitFor();
    expect(
      (await fetch(`${stack.url}/images/${id}`, { headers: { authorization: `Bearer ${stack.apiKey}` } }))
        .status,
    ).toBe(404);
    expect(faults).toEqual([]);
  });

  it.each(['/library', '/upload', '/settings', '/settings/keys', '/library/:id'])(
    'has no barrier for anybody at %s, by day and by night, on a screen and on a phone',
    async (path) => {
      for (const { colorScheme, size } of surroundings) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await page.setViewportSize(size);
        await page.goto(stack.url + path.replace(':id', imageId));
        await page.getByRole('heading', { level: 1 }).waitFor();
        await page.getByRole('status').getByText('Live').waitFor();
        expect({ path, colorScheme, ...size, barriers: await barriers(page) }).toMatchObject({
          barriers: [],
        });
      }
    },
  );

  it('is used by the keyboard alone: past the navigation, to a page, whose content has the focus then', async () => {
    await page.goto(`${stack.url}/library`);
    await page.getByRole('heading', { name: 'Library' }).waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the content');
    for (let presses = 0; presses < 2; presses++) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Upload' }).waitFor();
    await holds(`document.activeElement.id === 'main'`);
    expect(await page.title()).toBe('Upload · Darkroom');
    expect(faults).toEqual([]);
  });

  it('is light or dark as it was told, also when it is opened again', async () => {
    await page.emulateMedia({ colorScheme: 'light' });
    await page.goto(`${stack.url}/settings`);
    await page.getByRole('button', { name: 'admin' }).click();
    await page.getByRole('menuitemradio', { name: 'Dark' }).click();
    const paper = () => page.evaluate('getComputedStyle(document.documentElement).backgroundColor');
    const dark = await paper();
    await page.reload();
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
    expect(await paper()).toBe(dark);
    await page.evaluate('localStorage.clear()');
    await page.reload();
    expect(await paper()).not.toBe(dark);
  });

  it('says so where there is nothing, and what is not the viewer’s looks the same', async () => {
    await page.goto(`${stack.url}/library/img_01h455vb4pex5vsknk084sn02q`);
    await page.getByRole('heading', { name: 'This image does not exist' }).waitFor();
    expect(faults).toEqual([]);
  });
});
