/**
 * The library of the web app with ten thousand images in a real browser: how soon the first picture is there, also when it has
 * to be made for that, and whether scrolling ever holds a frame up. Beside it a page that is nothing but one picture.
 */
import type { Browser } from 'playwright-core';
import { browserPath, openBrowser } from '../../e2e/browser/open-browser.ts';
import { photo } from '../../media/fixtures/photo.ts';
import { withBare } from '../bare/bare-process.ts';
import type { Bench, Benchmark, Figure } from '../benchmark.ts';
import { bufferFile, upload } from '../client/upload.ts';
import { firstPicture, longestFrame, scriptBytes, signIn, watch } from '../client/web-app.ts';
import { copyImages } from '../inputs/copied-images.ts';
import { type Stack, withStack } from '../stack/stack.ts';
import { median, ms } from '../statistics.ts';

const images = 10_000;
/** Of all shapes, so that rows are filled as they are with anybody's photos. */
const shapes = [
  { width: 1500, height: 1000 },
  { width: 1000, height: 1500 },
  { width: 1600, height: 900 },
  { width: 1200, height: 1200 },
  { width: 1400, height: 1050 },
  { width: 2000, height: 800 },
];
const visits = 5;
const scrollSeconds = 10;
const targets = { firstMs: 1_500, frameMs: 50, scriptBytes: 250 * 1024 };

export const libraryPage: Benchmark = {
  name: 'library-page',
  async run(bench) {
    if (browserPath === undefined)
      throw new Error('library-page needs Chromium: install it, or set CHROMIUM to its path');
    return withStack(bench, async (stack) => {
      for (const shape of shapes) await upload(stack, bufferFile(await photo(shape)));
      bench.progress(`library-page: ${images} images`);
      await copyImages(stack, images - shapes.length);
      const browser = await openBrowser();
      try {
        return figures(await measure(bench, browser, stack), await measureBare(browser));
      } finally {
        await browser.close();
      }
    });
  },
};

interface Measured {
  /** When the renditions of what is seen are not made yet. */
  readonly firstEver: number;
  readonly firstAgain: number;
  readonly frame: number;
  readonly scripts: number;
}

async function measure({ progress }: Bench, browser: Browser, stack: Stack): Promise<Measured> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const url = await signIn(context, stack);
  const page = await context.newPage();
  await page.addInitScript(watch);
  const times: number[] = [];
  let scripts = 0;
  // One more, which makes the renditions. None finds anything in the browser's cache.
  for (let visit = 0; visit <= visits; visit += 1) {
    const session = await context.newCDPSession(page);
    await session.send('Network.clearBrowserCache');
    times.push(await firstPicture(page, `${url}/library`));
    scripts ||= await scriptBytes(page);
    progress(`library-page: visit ${visit} of ${visits}, first picture after ${ms(times.at(-1) ?? 0)}`);
  }
  const [firstEver = Number.NaN, ...again] = times;
  const frame = await longestFrame(page, scrollSeconds);
  await context.close();
  return { firstEver, firstAgain: median(again), frame, scripts };
}

async function measureBare(browser: Browser): Promise<number> {
  const entry = new URL('../bare/serve-picture.js', import.meta.url);
  return withBare([{ entry, arguments: [] }], async (_, [ready]) => {
    const page = await browser.newPage();
    await page.addInitScript(watch);
    const times: number[] = [];
    for (let visit = 0; visit < visits; visit += 1)
      times.push(await firstPicture(page, (ready as { url: string }).url));
    await page.close();
    return median(times);
  });
}

function figures({ firstEver, firstAgain, frame, scripts }: Measured, bare: number): Figure[] {
  const first = (what: string, measured: number): Figure => ({
    what: `First picture of ${images.toLocaleString('en')} images, ${what}`,
    measured: ms(measured),
    limit: `a page of one picture ${ms(bare)}`,
    ratio: `+${ms(measured - bare)}`,
    target: `< ${ms(targets.firstMs)}`,
    met: measured < targets.firstMs,
  });
  return [
    first('renditions to be made', firstEver),
    first('renditions stored', firstAgain),
    {
      what: `Longest frame in ${scrollSeconds} s of scrolling`,
      measured: frame === 0 ? `at most ${ms(targets.frameMs)}` : ms(frame),
      limit: 'what a browser calls long: 50 ms',
      ratio: '–',
      target: `≤ ${ms(targets.frameMs)}`,
      met: frame <= targets.frameMs,
    },
    {
      what: 'Scripts of the first route, compressed',
      measured: `${Math.round(scripts / 1024)} KB`,
      limit: '–',
      ratio: '–',
      target: `< ${targets.scriptBytes / 1024} KB`,
      met: scripts > 0 && scripts < targets.scriptBytes,
    },
  ];
}
