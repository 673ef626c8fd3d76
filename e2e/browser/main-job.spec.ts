/** What the web app is for, from the link in the terminal to an image that is gone again, by one person in one sitting. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { printedLink } from '../clients/signed-in.ts';
import { jpeg } from '../fixtures/pictures.ts';
import { startStack, type Stack } from '../stack.ts';
import { describeInBrowser } from './describe-in-browser.ts';
import { openBrowser } from './open-browser.ts';
import { signInBy } from './sign-in.ts';
import { watchedPage } from './watched-page.ts';

const names = ['Landscape_1.jpg', 'Portrait_3.jpg', 'flowers.jpeg'];

/** Real photos where they lie beside the clone, else drawn ones. */
const photos = () =>
  Promise.all(
    names.map(async (name, index) => {
      const path = fileURLToPath(new URL(`../../../shared/corpus/${name}`, import.meta.url));
      const buffer = existsSync(path)
        ? await readFile(path)
        : await jpeg({ width: 1200 + 10 * index, height: 800 });
      return { name, mimeType: 'image/jpeg', buffer };
    }),
  );

describeInBrowser('whoever has just started Darkroom', () => {
  let browser: Browser;
  let stack: Stack;
  let page: Page;
  let faults: readonly string[];

  beforeAll(async () => {
    [browser, stack] = await Promise.all([openBrowser(), startStack()]);
    ({ page, faults } = await watchedPage(await browser.newContext(), stack.url));
  });
  afterAll(async () => {
    await browser.close();
    await stack.remove();
  });

  const row = (name: string): Locator =>
    page.getByRole('list', { name: 'Uploads' }).getByRole('listitem').filter({ hasText: name }).first();

  it('signs in, uploads three photos, makes one private, shares it and takes that back, sets its focal point, and deletes it', async () => {
    await signInBy(page, await printedLink(stack));

    await page.getByRole('link', { name: 'Upload', exact: true }).first().click();
    await page.getByLabel('Private: only you').click();
    await page.getByLabel('Images to upload').setInputFiles(await photos());
    for (const name of names) {
      await row(name).getByRole('link', { name: 'Ready: thumb.webp' }).waitFor({ timeout: 50_000 });
      await row(name).getByText('· ready').waitFor({ timeout: 50_000 });
    }
    await page.getByText('3 of 3 ready').waitFor();

    const [name = ''] = names;
    await page.getByRole('link', { name: 'Library' }).click();
    await page.getByRole('list', { name: 'Images' }).getByRole('img', { name }).click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
    const thumb = `${stack.url}/i/${new URL(page.url()).pathname.split('/').at(-1)}/thumb.webp`;
    expect((await fetch(thumb)).status).toBe(200);
    await page.getByRole('switch', { name: /^Public/ }).click();
    await page.getByText('Private', { exact: true }).waitFor();
    expect((await fetch(thumb)).status).not.toBe(200);

    await page.getByRole('tab', { name: 'Sharing' }).click();
    await page.getByRole('button', { name: 'Make a link' }).click();
    const link = await page.getByLabel('Link', { exact: true }).inputValue();
    const stranger = await (await browser.newContext()).newPage();
    expect((await stranger.goto(link))?.status()).toBe(200);
    await page.getByRole('list', { name: 'Shares' }).getByRole('button', { name: 'Revoke' }).click();
    await page.getByText(/^Revoked/).waitFor();
    expect((await stranger.goto(link))?.status()).toBe(410);

    await page.getByRole('tab', { name: 'Focus' }).click();
    await page.getByRole('slider', { name: 'Focal point' }).press('Shift+ArrowLeft');
    await page.getByRole('button', { name: 'Save the focal point' }).click();
    await page.getByText('The focal point is saved').first().waitFor();

    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.waitForURL(`**/library`);
    await page
      .getByRole('list', { name: 'Images' })
      .getByRole('img', { name: names[1] ?? '' })
      .waitFor();
    expect(await page.getByRole('list', { name: 'Images' }).getByRole('img', { name }).count()).toBe(0);
    expect(faults).toEqual([]);
  }, 180_000);
});
