/** `describe` for what a page does, skipped by name where no browser is. */
import { describe } from '@jest/globals';
import { isGivenDeployment } from '../stack/shared.ts';
import { browserPath } from './open-browser.ts';

const unfit = isGivenDeployment()
  ? ' (not applicable: E2E_URL names a deployment with CORS rules of its own)'
  : browserPath === undefined
    ? ' (not applicable: no Chromium here; install one or set CHROMIUM)'
    : '';

const define: (title: string, body: () => void) => void = unfit === '' ? describe : describe.skip;

export const describeInBrowser = (title: string, body: () => void): void => define(title + unfit, body);
