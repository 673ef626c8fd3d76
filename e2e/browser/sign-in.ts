/** How a person signs a browser in. */
import type { Page } from 'playwright-core';

/** Opens a sign-in link and presses its button. @returns when the web app is there. */
export async function signInBy(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Library' }).waitFor();
}
