/** A real browser, where the machine has one: Debian's Chromium, or the one that CHROMIUM names. */
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Undefined where there is none. */
export const browserPath = [process.env['CHROMIUM'] ?? '', '/usr/bin/chromium'].find((path) =>
  existsSync(path),
);

/** As root it has no sandbox; what it would ask of the internet it is told not to ask. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: browserPath ?? '',
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
