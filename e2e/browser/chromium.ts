/** A real browser, where the machine has one: Debian's Chromium, or the one that CHROMIUM names. */
import { existsSync } from 'node:fs';
import { describe } from '@jest/globals';
import { type Browser, chromium } from 'playwright-core';
import { isGivenDeployment } from '../stack/shared.ts';

const executablePath = [process.env['CHROMIUM'] ?? '', '/usr/bin/chromium'].find((path) => existsSync(path));

const unfit = isGivenDeployment()
  ? ' (not applicable: E2E_URL names a deployment with CORS rules of its own)'
  : executablePath === undefined
    ? ' (not applicable: no Chromium here; install one or set CHROMIUM)'
    : '';

const define: (title: string, body: () => void) => void = unfit === '' ? describe : describe.skip;

/** `describe` for what a page does, skipped by name where no browser is. */
export const describeInBrowser = (title: string, body: () => void): void => define(title + unfit, body);

/** As root it has no sandbox; what it would ask of the internet it is told not to ask. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: executablePath ?? '',
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
