/** The upload page as a person uses it: photos with their progress and variants, and what goes wrong on the way. */
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, CDPSession, Locator, Page, Route } from 'playwright-core';
import { ownerWith } from '../clients/owner.ts';
import { jpeg, picture } from '../fixtures/pictures.ts';
import { startStack, type Stack } from '../stack.ts';
import { until } from '../until.ts';
import { barriers } from './barriers.ts';
import { describeInBrowser } from './describe-in-browser.ts';
import { openBrowser } from './open-browser.ts';
import { signedInContext } from './signed-in-context.ts';
import { watchedPage } from './watched-page.ts';

/** What makes, in a page, what a browser hands over when a file is dropped or pasted. */
const transferOf = (file: { base64: string; name: string; type: string }): string => `(() => {
  const { base64, name, type } = ${JSON.stringify(file)};
  const data = new DataTransfer();
  data.items.add(new File([Uint8Array.from(atob(base64), (each) => each.charCodeAt(0))], name, { type }));
  return data;
})()`;

describeInBrowser('the upload page', () => {
  let browser: Browser;
  let stack: Stack;
  let context: BrowserContext;
  let page: Page;
  let faults: readonly string[];
  /** Serves one photo, for who imports it. */
  let site: Server;
  let siteUrl: string;

  beforeAll(async () => {
    const photo = await jpeg({ width: 400, height: 300 });
    site = createServer((_request, response) =>
      response.writeHead(200, { 'content-type': 'image/jpeg' }).end(photo),
    );
    site.listen(0, '127.0.0.1');
    await once(site, 'listening');
    siteUrl = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
    [browser, stack] = await Promise.all([
      openBrowser(),
      startStack({ environment: { ALLOW_PRIVATE_ADDRESSES: '127.0.0.1' } }),
    ]);
    context = await signedInContext(browser, stack);
  });
  afterAll(async () => {
    await browser.close();
    await stack.remove();
    site.closeAllConnections();
    site.close();
  });
  beforeEach(async () => {
    ({ page, faults } = await watchedPage(context, stack.url));
    await page.goto(`${stack.url}/upload`);
    await page.getByRole('heading', { name: 'Upload' }).waitFor();
  });
  afterEach(async () => {
    await page.close();
  });

  const photo = async (name: string, width = 640) => ({
    name,
    mimeType: 'image/jpeg',
    buffer: await jpeg({ width, height: 480 }),
  });
  const choose = (files: Parameters<Locator['setInputFiles']>[0]) =>
    page.getByLabel('Images to upload').setInputFiles(files);
  const row = (name: string): Locator =>
    page.getByRole('list', { name: 'Uploads' }).getByRole('listitem').filter({ hasText: name }).first();
  const imageIdOf = async (name: string): Promise<string> =>
    (await row(name).getByRole('link', { name }).getAttribute('href'))?.split('/').at(-1) ?? '';
  const owner = () => ownerWith(stack, { ownerId: 'admin', apiKey: stack.apiKey });

  /** 12 MB of pixels: many parts. */
  async function largeFile(name: string): Promise<string> {
    const path = join(stack.folder, name);
    const tiff = picture({ width: 200, height: 150 })
      .resize(2_400, 1_800, { kernel: 'nearest' })
      .tiff({ compression: 'none' });
    await writeFile(path, await tiff.toBuffer());
    return path;
  }

  /** A line so slow that something can be done while bytes are on it. */
  async function slowLine(bytesPerSecond: number): Promise<CDPSession> {
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    await throttle(session, bytesPerSecond);
    return session;
  }
  /** -1: as fast as it is. The browser keeps to the last word of one session. */
  const throttle = (session: CDPSession, uploadThroughput: number) =>
    session.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput,
    });

  it('sends three photos, shows each variant when it can be fetched, and leads to the images', async () => {
    const names = ['harbour.jpg', 'hills.jpg', 'market.jpg'];
    await choose(await Promise.all(names.map((name) => photo(name))));
    for (const name of names) {
      await row(name).getByText('· ready').waitFor({ timeout: 50_000 });
      await row(name).getByRole('link', { name: 'Ready: full.avif' }).waitFor();
      expect(await owner().image(await imageIdOf(name))).toMatchObject({
        status: 'READY',
        visibility: 'PRIVATE',
      });
    }
    await page.getByText('3 of 3 ready').waitFor();
    const variant = await row('hills.jpg').getByRole('link', { name: 'thumb.webp' }).getAttribute('href');
    expect((await fetch(variant ?? '')).headers.get('content-type')).toBe('image/webp');
    await page.getByRole('button', { name: 'Clear' }).click();
    await row('hills.jpg').waitFor({ state: 'detached' });
    expect(faults).toEqual([]);
  });

  it('tells bytes and speed meanwhile, and pauses, goes on, and gives up when it is told to', async () => {
    const session = await slowLine(200_000);
    await choose([await largeFile('slow.tiff')]);
    await row('slow.tiff').getByText('/s').waitFor();
    await row('slow.tiff').getByRole('progressbar', { name: 'slow.tiff' }).waitFor();
    await row('slow.tiff').getByRole('button', { name: 'Pause slow.tiff' }).click();
    await row('slow.tiff').getByText('paused').waitFor();
    await row('slow.tiff').getByRole('button', { name: 'Resume slow.tiff' }).click();
    await row('slow.tiff').getByRole('button', { name: 'Pause slow.tiff' }).waitFor();
    await row('slow.tiff').getByRole('button', { name: 'Cancel slow.tiff' }).click();
    await row('slow.tiff').waitFor({ state: 'detached' });
    await throttle(session, -1);
    expect(faults).toEqual([]);
  });

  it('goes on by itself when the connection has come back, and says so while it is away', async () => {
    const held: Route[] = [];
    await page.route(/\/uploads\/upl_/, (route) => void held.push(route));
    await choose([await largeFile('interrupted.tiff')]);
    await until(() => held.length > 0, { what: 'bytes on the line' });
    await context.setOffline(true);
    for (const route of held) await route.abort('internetdisconnected');
    await page.unrouteAll();
    await page.getByText('Uploads go on by themselves').waitFor();
    await row('interrupted.tiff').getByText('waiting for the connection').waitFor();
    await context.setOffline(false);
    await row('interrupted.tiff').getByText('· ready').waitFor({ timeout: 50_000 });
    expect(await page.getByText('Uploads go on by themselves').count()).toBe(0);
    // What was on the line when it was cut.
    expect(faults.filter((fault) => !/ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED/.test(fault))).toEqual(
      [],
    );
  });

  it('asks for the same file after the page was loaded anew, and goes on with the same upload', async () => {
    const targets: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'PUT') targets.push(new URL(request.url()).pathname);
    });
    const session = await slowLine(1_000_000);
    const path = await largeFile('reloaded.tiff');
    await choose([path]);
    await row('reloaded.tiff')
      .getByText(/[1-9][\d.]* MB of/)
      .waitFor();
    await page.reload();
    await page.getByText('Not finished before this page was loaded: reloaded.tiff').waitFor();
    await throttle(session, -1);
    await page.getByLabel('Unfinished files').setInputFiles([path]);
    await row('reloaded.tiff').getByText('· ready').waitFor({ timeout: 50_000 });
    expect(await page.getByText('Not finished before').count()).toBe(0);
    expect(targets.length).toBeGreaterThan(1);
    expect(new Set(targets).size).toBe(1);
    expect(faults).toEqual([]);
  });

  it('says what is wrong with a file in the words of the server, before a byte of it is sent', async () => {
    const sent: string[] = [];
    page.on('request', (request) => sent.push(`${request.method()} ${new URL(request.url()).pathname}`));
    await choose({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('Not a picture') });
    await row('notes.txt').getByText('The content is text/plain; profile default accepts').waitFor();
    await row('notes.txt').getByText('UNSUPPORTED_MEDIA_TYPE').waitFor();
    await row('notes.txt').getByText('choose a profile that takes it').waitFor();
    expect(await row('notes.txt').getByRole('button', { name: 'Try again' }).count()).toBe(0);
    expect(sent.filter((each) => each.startsWith('PUT'))).toEqual([]);
    await row('notes.txt').getByRole('button', { name: 'Take off the list: notes.txt' }).click();
    await row('notes.txt').waitFor({ state: 'detached' });
    expect(faults).toEqual([]);
  });

  it('says of a damaged photo that it is damaged', async () => {
    const { buffer, ...file } = await photo('torn.jpg');
    await choose({ ...file, buffer: buffer.subarray(0, 400) });
    await row('torn.jpg').getByText('IMAGE_CORRUPT').waitFor();
    expect(faults).toEqual([]);
  });

  it('gives new files the visibility and the tags that were chosen', async () => {
    await page.getByLabel('Private: only you').click();
    await page.getByLabel('Tags').fill('sea, summer');
    await choose(await photo('tagged.jpg'));
    await row('tagged.jpg').getByText('· ready').waitFor({ timeout: 50_000 });
    expect(await owner().image(await imageIdOf('tagged.jpg'))).toMatchObject({
      visibility: 'PUBLIC',
      tags: ['sea', 'summer'],
    });
    expect(faults).toEqual([]);
  });

  it('takes what is dropped and what is pasted on any page, and opens the list', async () => {
    for (const kind of ['drop', 'paste'] as const) {
      await page.goto(`${stack.url}/settings`);
      await page.getByRole('heading', { name: 'Settings' }).waitFor();
      const { buffer, name, mimeType } = await photo(`${kind}ped.jpg`);
      const transfer = transferOf({ base64: buffer.toString('base64'), name, type: mimeType });
      const data = await page.evaluateHandle(transfer);
      const pasting = `new ClipboardEvent('paste', { bubbles: true, clipboardData: ${transfer} })`;
      const main = page.locator('main');
      if (kind === 'drop') {
        await main.dispatchEvent('dragenter', { dataTransfer: data });
        await page.getByText('Drop to upload').waitFor();
        await main.dispatchEvent('drop', { dataTransfer: data });
      } else await page.evaluate(`document.body.dispatchEvent(${pasting})`);
      await row(name).getByText('· ready').waitFor({ timeout: 50_000 });
      expect(new URL(page.url()).pathname).toBe('/upload');
    }
    expect(faults).toEqual([]);
  });

  it('has the server fetch a file, and tells why it will not', async () => {
    await page.getByLabel('Import from an address').fill(`${siteUrl}/cliffs.jpg`);
    await page.getByRole('button', { name: 'Import' }).click();
    await row('cliffs.jpg').getByText('· imported').waitFor({ timeout: 50_000 });
    await row('cliffs.jpg').getByRole('link', { name: 'Ready: thumb.webp' }).waitFor({ timeout: 50_000 });
    await page.getByLabel('Import from an address').fill('ftp://example.com/a.jpg');
    await page.getByRole('button', { name: 'Import' }).click();
    await until(
      async () => (await page.getByLabel('Import from an address').getAttribute('aria-invalid')) === 'true',
      {
        what: 'the refusal of the address',
      },
    );
    expect(faults).toEqual([]);
  });

  it('goes on while another page is looked at', async () => {
    const session = await slowLine(1_000_000);
    await choose([await largeFile('patient.tiff')]);
    await row('patient.tiff').getByText('MB of').waitFor();
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
    await throttle(session, -1);
    await page.getByRole('link', { name: 'Upload', exact: true }).click();
    await row('patient.tiff').getByText('· ready').waitFor({ timeout: 50_000 });
    expect(faults).toEqual([]);
  });

  it('has no barrier for anybody, with all that can be in the list', async () => {
    await choose([
      await photo('fine.jpg'),
      { name: 'wrong.txt', mimeType: 'text/plain', buffer: Buffer.from('Not a picture') },
    ]);
    await row('fine.jpg').getByText('· ready').waitFor({ timeout: 50_000 });
    await row('wrong.txt').getByText('UNSUPPORTED_MEDIA_TYPE').waitFor();
    expect(await barriers(page)).toEqual([]);
  });
});
