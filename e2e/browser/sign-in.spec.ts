/** A real browser: it signs in by pressing the button, and a page of another port gets nothing of its cookie. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { sendBytes } from '../clients/rest.ts';
import { printedLink } from '../clients/signed-in.ts';
import { jpeg } from '../fixtures/pictures.ts';
import { startStack, type Stack } from '../stack.ts';
import { describeInBrowser } from './describe-in-browser.ts';
import { openBrowser } from './open-browser.ts';

/** What pages run: expressions that come to a text. */
const scripts = {
  viewer: (url: string, credentials: string) => `
    fetch('${url}/graphql', {
      method: 'POST',
      credentials: '${credentials}',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ viewer { id } }"}',
    }).then((answer) => answer.text(), () => 'not to be read')`,
  greeting: (url: string) => `
    new Promise((resolve) => {
      const socket = new WebSocket('${url.replace('http', 'ws')}/graphql', 'graphql-transport-ws');
      socket.onopen = () => socket.send('{"type":"connection_init"}');
      socket.onmessage = ({ data }) => resolve(data);
      socket.onclose = ({ code }) => resolve(String(code));
    })`,
  picture: (url: string) => `
    new Promise((resolve) => {
      const image = new Image();
      image.onload = () => resolve('shown');
      image.onerror = () => resolve('not shown');
      image.src = '${url}';
    })`,
  form: (url: string) => `
    const form = Object.assign(document.createElement('form'), { method: 'post', action: '${url}' });
    document.body.append(form);
    // When this is done: the page that goes away with it could not say that it is.
    setTimeout(() => form.submit());`,
};

describeInBrowser('a person with a browser', () => {
  let browser: Browser;
  let stack: Stack;
  let context: BrowserContext;
  /** Of another port, which is the same site: SameSite stops nothing here. */
  let site: Server;
  let origin: string;
  let imageId: string;
  beforeAll(async () => {
    site = createServer((_, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>A site</title>'),
    );
    await once(site.listen(0, '127.0.0.1'), 'listening');
    origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
    [browser, stack] = await Promise.all([
      openBrowser(),
      startStack({ environment: { CORS_ORIGINS: origin } }),
    ]);
    const target = { url: stack.url, apiKey: stack.apiKey };
    imageId = (await sendBytes(target, await jpeg({ width: 160, height: 120 }))).json.id;
    context = await browser.newContext();
  });
  afterAll(async () => {
    await browser.close();
    await stack.remove();
    site.closeAllConnections();
    site.close();
  });

  async function onPage<T>(url: string, act: (page: Page) => Promise<T>): Promise<T> {
    const page = await context.newPage();
    await page.goto(url);
    const outcome = await act(page);
    await page.close();
    return outcome;
  }
  const run = (url: string, script: string): Promise<unknown> => onPage(url, (page) => page.evaluate(script));

  /** A page of the server that has no policy of its own, and no work to do. */
  const ours = () => `${stack.url}/openapi.json`;
  const picture = () => scripts.picture(`${stack.url}/i/${imageId}/thumb.webp`);

  it('signs in by the printed link and its button, and no script can read the cookie', async () => {
    await onPage(await printedLink(stack), async (page) => {
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('button', { name: 'admin' }).waitFor();
      expect(new URL(page.url()).pathname).toBe('/library');
      expect(await page.evaluate('document.cookie')).toBe('');
    });
    expect(await context.cookies()).toMatchObject([{ httpOnly: true, sameSite: 'Strict', path: '/' }]);
  });

  it('is known to the pages of the server, which show what is private, and have a socket', async () => {
    expect(await run(ours(), scripts.viewer(stack.url, 'same-origin'))).toContain('"id":"admin"');
    expect(await run(ours(), scripts.greeting(stack.url))).toContain('connection_ack');
    expect(await run(ours(), picture())).toBe('shown');
  });

  it('is not known to a page of another port, though the browser sends the cookie along', async () => {
    expect(await run(origin, scripts.viewer(stack.url, 'include'))).toBe('not to be read');
    expect(await run(origin, scripts.viewer(stack.url, 'omit'))).toContain('UNAUTHENTICATED');
    expect(await run(origin, scripts.greeting(stack.url))).toBe('4403');
    // Though it lies in the cache, which both share.
    expect(await run(origin, picture())).toBe('not shown');
  });

  it.each(['/images/:id/purge', '/upload', '/sign-out', '/sign-in'])(
    'loses nothing to a form of that page for %s, which no CORS rule stops',
    async (path) => {
      const target = stack.url + path.replace(':id', imageId);
      const status = await onPage(origin, async (page) => {
        const answered = page.waitForResponse((response) => response.url() === target);
        await page.evaluate(scripts.form(target));
        const status = (await answered).status();
        // A page that is closed on its way from one site to another may never say that it is.
        await page.waitForURL(target);
        return status;
      });
      expect(status).toBe(403);
      expect(await context.cookies()).toHaveLength(1);
    },
  );

  it('signs out, and is nobody from then on, in its other tabs as well', async () => {
    const other = await context.newPage();
    await other.goto(`${stack.url}/settings`);
    await other.getByRole('status').getByText('Live').waitFor();
    await onPage(stack.url, async (page) => {
      await page.getByRole('button', { name: 'admin' }).click();
      await page.getByRole('menuitem', { name: 'Sign out', exact: true }).click();
      await page.getByRole('heading', { name: 'Sign in to Darkroom' }).waitFor();
    });
    await other.getByRole('heading', { name: 'Sign in to Darkroom' }).waitFor();
    await other.close();
    expect(await context.cookies()).toEqual([]);
    expect(await run(ours(), scripts.viewer(stack.url, 'same-origin'))).toContain('UNAUTHENTICATED');
    expect(await run(ours(), picture())).toBe('not shown');
  });
});
