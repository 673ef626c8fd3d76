/** A browser that somebody has signed in by a link and its button. */
import type { Browser, BrowserContext } from 'playwright-core';
import { newLink } from '../clients/signed-in.ts';
import type { Stack } from '../stack.ts';
import { signInBy } from './sign-in.ts';

export async function signedInContext(
  browser: Browser,
  stack: Stack,
  owner = 'admin',
): Promise<BrowserContext> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await signInBy(page, await newLink(stack, owner));
  await page.close();
  return context;
}
