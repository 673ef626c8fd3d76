/** The web app in a real browser, and what the browser itself says of its speed. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { BrowserContext, Page } from 'playwright-core';
import { signInBy } from '../../e2e/browser/sign-in.ts';
import type { Stack } from '../stack/stack.ts';

const entry = fileURLToPath(new URL('../../cli/main.js', import.meta.url));

/** As whoever comes by a link of the command line. @returns where the app is for them: a cookie is for the host of its link. */
export async function signIn(context: BrowserContext, { environment }: Stack): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [entry, 'sign-in-link', '--json'], {
    env: environment,
  });
  const page = await context.newPage();
  const { url } = JSON.parse(stdout) as { url: string };
  await signInBy(page, url);
  await page.close();
  return new URL(url).origin;
}

/** In a page before anything else of it: when the first picture is seen, and every frame that took more than 50 ms. */
export const watch = `
  window.slowFrames = [];
  new PerformanceObserver((list) => slowFrames.push(...list.getEntries()))
    .observe({ type: 'long-animation-frame', buffered: true });
  window.firstPicture = new Promise((resolve) => {
    const isSeen = (picture) => picture.naturalWidth > 0 && picture.getBoundingClientRect().width > 0;
    const look = () => {
      const picture = [...document.images].find(isSeen);
      if (!picture) return requestAnimationFrame(look);
      picture.decode().then(() => requestAnimationFrame(() => resolve(performance.now())), look);
    };
    requestAnimationFrame(look);
  });`;

const patienceMs = 60_000;

/** Milliseconds since the page was asked for. */
export async function firstPicture(page: Page, url: string): Promise<number> {
  await page.goto(url);
  const seen = await page.evaluate<number | undefined>(
    `Promise.race([firstPicture, new Promise((resolve) => setTimeout(resolve, ${patienceMs}))])`,
  );
  if (seen === undefined) throw new Error(`${url} shows no picture`);
  return seen;
}

/** The longest frame, in ms, while somebody turns a wheel for so long; 0 where all took 50 ms or less. */
export async function longestFrame(page: Page, seconds: number): Promise<number> {
  const from = await page.evaluate<number>('performance.now()');
  await page.mouse.move(600, 400);
  const until = performance.now() + seconds * 1_000;
  while (performance.now() < until) {
    await page.mouse.wheel(0, 120);
    await page.waitForTimeout(16);
  }
  return page.evaluate(
    `Math.max(0, ...slowFrames.filter(({ startTime }) => startTime >= ${from}).map(({ duration }) => duration))`,
  );
}

/** Bytes of scripts as they came over the line. */
export const scriptBytes = (page: Page): Promise<number> =>
  page.evaluate(`performance.getEntriesByType('resource')
    .filter(({ name, initiatorType }) => initiatorType === 'script' || /\\.js(\\?|$)/.test(name))
    .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)`);
