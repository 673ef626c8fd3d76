/** The page of an image in a real browser: looked at, described, cut, shared, and taken away again, as its owner does it. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import sharp from 'sharp';
import { authorization, graphqlClient } from '../clients/graphql.ts';
import { sendBytes } from '../clients/rest.ts';
import { DeleteImages, UpdateImage } from '../documents/images.ts';
import { jpeg } from '../fixtures/pictures.ts';
import { startStack, type Stack } from '../stack.ts';
import { until } from '../until.ts';
import { barriers, surroundings } from './barriers.ts';
import { describeInBrowser } from './describe-in-browser.ts';
import { openBrowser } from './open-browser.ts';
import { signedInContext } from './signed-in-context.ts';
import { type WatchedPage, watchedPage } from './watched-page.ts';

describeInBrowser('the page of an image', () => {
  let browser: Browser;
  let stack: Stack;
  /** Signed in. */
  let context: BrowserContext;
  let page: Page;
  let faults: WatchedPage['faults'];
  let id: string;

  beforeAll(async () => {
    [browser, stack] = await Promise.all([openBrowser(), startStack()]);
    context = await signedInContext(browser, stack);
  });
  afterAll(async () => {
    await browser.close();
    await stack.remove();
  });
  beforeEach(async () => {
    // Four quadrants: red, green, blue and yellow.
    const bytes = await jpeg({ width: 900, height: 600 });
    id = (
      await sendBytes({ url: stack.url, apiKey: stack.apiKey }, bytes, { query: { visibility: 'PRIVATE' } })
    ).json.id;
    ({ page, faults } = await watchedPage(context, stack.url));
  });
  afterEach(async () => {
    await page.close();
  });

  const api = () => graphqlClient(stack);
  async function open(tab: string): Promise<void> {
    await page.goto(`${stack.url}/library/${id}?tab=${tab}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
  }
  /** Once it is so in the page. */
  const holds = (condition: string): Promise<unknown> =>
    until(() => page.evaluate(condition), { what: `${condition} in the page` });
  const statusOf = async (url: string, headers: Record<string, string> = {}): Promise<number> =>
    (await fetch(url, { headers })).status;
  /** Of the middle of a picture. */
  async function colourOf(bytes: Uint8Array): Promise<'red' | 'green' | 'other'> {
    const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    const middle = (Math.floor(info.height / 4) * info.width + Math.floor(info.width / 2)) * 3;
    const [red = 0, green = 0] = data.subarray(middle, middle + 2);
    if (red > green * 2) return 'red';
    return green > red * 2 ? 'green' : 'other';
  }

  it('is zoomed by keys, buttons and the wheel, and fitted again', async () => {
    await open('details');
    const scale = page.getByRole('toolbar', { name: 'Zoom' }).getByRole('button', { name: '%' });
    const shown = async (): Promise<number> => Number.parseInt((await scale.textContent()) ?? '', 10);
    const pane = page.getByRole('group', { name: /^Picture/ });
    await pane.focus();
    const fitted = await shown();
    await page.keyboard.press('+');
    await until(async () => (await shown()) > fitted, { what: 'a larger picture' });
    await page.keyboard.press('0');
    await until(async () => (await shown()) === fitted, { what: 'all of it' });
    await pane.hover();
    await page.mouse.wheel(0, -400);
    await until(async () => (await shown()) > fitted, { what: 'a larger picture by the wheel' });
    await page.getByRole('button', { name: 'Show all of it' }).click();
    await until(async () => (await shown()) === fitted, { what: 'all of it by the button' });
    expect(faults).toEqual([]);
  });

  it('takes a title, an alternative text and tags, also from elsewhere, and says what is wrong', async () => {
    await open('details');
    await page.getByLabel('Title').fill('Four fields');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Four fields' }).waitFor();
    await page.getByLabel('Description').fill('Red, green, blue and yellow');
    await page.getByLabel('Tags', { exact: true }).fill('colour');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Remove the tag colour' }).waitFor();
    await page.getByRole('img', { name: 'Red, green, blue and yellow' }).waitFor();
    await page.getByLabel('Namespace').fill('Not a name!');
    await page.keyboard.press('Enter');
    await holds(`document.querySelector('[aria-invalid=true]') !== null`);
    await page.keyboard.press('Escape');
    expect(await page.getByLabel('Namespace').inputValue()).toBe('');
    await page.getByRole('button', { name: 'Remove the tag colour' }).click();
    await page.getByRole('button', { name: 'Remove the tag colour' }).waitFor({ state: 'detached' });
    await page.reload();
    await page.getByRole('heading', { name: 'Four fields' }).waitFor();
    await page.getByRole('status').getByText('Live').waitFor();
    await api().ask(UpdateImage, { input: { id, title: 'Named by a script' } });
    await page.getByRole('heading', { name: 'Named by a script' }).waitFor();
    expect(faults).toEqual([]);
  });

  it('is made public and private by a switch', async () => {
    await open('details');
    const visibility = page.getByRole('switch', { name: /^Public/ });
    const thumb = `${stack.url}/i/${id}/thumb.webp`;
    await visibility.click();
    await page.getByText('Public', { exact: true }).waitFor();
    expect(await statusOf(thumb)).toBe(200);
    await visibility.click();
    await page.getByText('Private', { exact: true }).waitFor();
    expect(await statusOf(thumb)).not.toBe(200);
    expect(faults).toEqual([]);
  });

  it('shows its variants with what they weigh, and another one that is asked for', async () => {
    await open('variants');
    const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: 'thumb WEBP' }) });
    await row.getByText('200 × 200').waitFor();
    expect(await row.innerText()).toMatch(/\d ms/);
    await page.getByLabel('Spec').fill('w-many.webp');
    await page.keyboard.press('Enter');
    await holds(`document.querySelector('[aria-invalid=true]') !== null`);
    await page.getByLabel('Spec').fill('x120-gray.png');
    await page.keyboard.press('Enter');
    const link = page.getByRole('link', { name: 'x120-gray PNG' });
    await link.waitFor();
    expect(await statusOf((await link.getAttribute('href')) ?? '')).toBe(200);
    expect(faults).toEqual([]);
  });

  it('keeps in view what its focal point is at: at once, and in the renditions when it is saved', async () => {
    await open('focus');
    const place = () =>
      page.evaluate(`getComputedStyle(document.querySelector('[alt="Crop 9:16"]')).objectPosition`);
    await holds(`document.querySelectorAll('[data-servers=true]').length === 3`);
    expect(await place()).toBe('50% 50%');
    const point = page.getByRole('slider', { name: 'Focal point' });
    for (let presses = 0; presses < 5; presses++) await point.press('Shift+ArrowLeft');
    await until(async () => (await place()) === '0% 50%', { what: 'a crop of the left' });
    await page.getByRole('button', { name: 'Save the focal point' }).click();
    await page.getByText('The focal point is saved').first().waitFor();
    await holds(`document.querySelectorAll('[data-servers=true]').length === 3`);
    const url = await page.getByRole('link', { name: '9:16' }).getAttribute('href');
    const crop = async () => colourOf(await (await fetch(url ?? '')).bytes());
    expect(await crop()).toBe('red');
    // By a click into the picture, at its right.
    const box = await page.getByRole('img', { name: 'unnamed' }).first().boundingBox();
    if (!box) throw new Error('the picture is not shown');
    await page.mouse.click(box.x + box.width - 4, box.y + box.height / 2);
    await page.getByRole('button', { name: 'Save the focal point' }).click();
    await until(async () => (await crop()) === 'green', { what: 'a crop of the right' });
    expect(faults).toEqual([]);
  });

  it('is played with: what is asked for comes with its bytes and likeness, and as an address that can be fetched', async () => {
    await open('renditions');
    await page.getByLabel('Width in px').fill('320');
    await page.getByLabel('Format').selectOption('AVIF');
    await page.getByRole('combobox', { name: 'Quality' }).selectOption('FIXED');
    await page.getByLabel('Quality, as a number').fill('40');
    await page.waitForURL(/width=320.*format=AVIF.*quality=40/);
    const url = page.getByRole('region', { name: 'URL' });
    await url.getByText('w320-q40.avif').waitFor();
    await page.getByText('320 × 213').waitFor();
    await page.getByText('image/avif').waitFor();
    await page.getByText(/^0\.\d{4}$|^1\.0000$/).waitFor();
    const answer = await fetch(await url.innerText());
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/avif']);
    const { width } = await sharp(await answer.bytes()).metadata();
    expect(width).toBe(320);
    const line = page.getByRole('slider', { name: 'Line between original and rendition' });
    await line.press('Home');
    expect(await line.getAttribute('aria-valuenow')).toBe('0');
    await page.getByRole('tab', { name: '<picture>' }).click();
    await page.getByRole('region', { name: 'Picture' }).getByText('<picture>').waitFor();
    await page.getByRole('tab', { name: 'curl' }).click();
    await page.getByRole('region', { name: 'curl' }).getByText('curl --fail').waitFor();
    // The address of the page says all of it.
    await page.reload();
    expect(await page.getByLabel('Quality, as a number').inputValue()).toBe('40');
    expect(faults).toEqual([]);
  });

  it('is shared by a link that a stranger opens until it is revoked, and its history tells', async () => {
    await open('sharing');
    await page.getByRole('button', { name: 'Make a link' }).click();
    const link = await page.getByLabel('Link', { exact: true }).inputValue();
    const stranger = await browser.newContext();
    const theirs = await stranger.newPage();
    expect((await theirs.goto(link))?.status()).toBe(200);
    await page.getByRole('list', { name: 'Shares' }).getByRole('button', { name: 'Revoke' }).click();
    await page.getByText(/^Revoked/).waitFor();
    expect((await theirs.goto(link))?.status()).toBe(410);
    await stranger.close();
    await page.getByRole('tab', { name: 'History' }).click();
    const trail = page.getByRole('list', { name: 'Who did what' });
    await trail.getByText('Share revoked').waitFor();
    await trail.getByText('Share created').waitFor();
    await page.getByRole('list', { name: 'Events' }).getByText('Uploaded').waitFor();
    expect(faults).toEqual([]);
  });

  it('has an address signed that opens for whoever has it', async () => {
    await open('sharing');
    await page.getByRole('button', { name: 'Sign an address' }).click();
    const url = await page.getByLabel('Signed address').inputValue();
    expect(url).toContain('/original');
    expect(await statusOf(url)).toBe(200);
    expect(await statusOf(url.replace(/sig=./, 'sig=~'))).toBe(403);
    expect(faults).toEqual([]);
  });

  it('is purged from the CDN, and stays', async () => {
    await open('details');
    await page.getByRole('button', { name: 'Purge' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Purge' }).click();
    await page.getByText('The CDN is told to forget it.').first().waitFor();
    expect(await statusOf(`${stack.url}/images/${id}`, authorization(stack.apiKey))).toBe(200);
    expect(faults).toEqual([]);
  });

  it('says that it is gone when somebody else deletes it', async () => {
    await open('history');
    await page.getByRole('status').getByText('Live').waitFor();
    await page.getByRole('list', { name: 'Events' }).getByText('Ready', { exact: true }).waitFor();
    // What is fetched meanwhile would not be there any more.
    await holds(`document.querySelector('main img').complete`);
    await api().ask(DeleteImages, { input: { ids: [id] } });
    await page.getByRole('heading', { name: 'This image does not exist' }).waitFor();
    expect(faults).toEqual([]);
  });

  it.each(['details', 'variants', 'renditions', 'focus', 'sharing', 'history'])(
    'has no barrier for anybody in its part %s, by day and by night, on a screen and on a phone',
    async (tab) => {
      await open(tab);
      await page.getByRole('status').getByText('Live').waitFor();
      for (const { colorScheme, size } of surroundings) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await page.setViewportSize(size);
        expect({ colorScheme, size, barriers: await barriers(page) }).toMatchObject({ barriers: [] });
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(size.width);
      }
    },
  );
});
