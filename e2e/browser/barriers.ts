/** What keeps somebody from using a page, as far as a program can tell. */
import axeCore from 'axe-core';
import type { Page } from 'playwright-core';

/** What axe finds; the debugger runs it, which no policy of the page stops. */
export async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(axeCore.source);
  return page.evaluate(
    `axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes[0].html))`,
  );
}

/** By day and by night, on a screen and on a phone. */
export const surroundings = (['light', 'dark'] as const).flatMap((colorScheme) => [
  { colorScheme, size: { width: 1280, height: 800 } },
  { colorScheme, size: { width: 390, height: 844 } },
]);
