/** GraphiQL in a real browser: it loads nothing from elsewhere, asks as whoever has it open, and follows events. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { sendBytes } from '../clients/rest.ts';
import { newLink } from '../clients/signed-in.ts';
import { jpeg } from '../fixtures/pictures.ts';
import { startStack, type Stack } from '../stack.ts';
import { until } from '../until.ts';
import { describeInBrowser } from './describe-in-browser.ts';
import { openBrowser } from './open-browser.ts';
import { signInBy } from './sign-in.ts';
import { watchedPage } from './watched-page.ts';

describeInBrowser('GraphiQL', () => {
  let browser: Browser;
  let stack: Stack;
  /** Whose schema is nobody's business. */
  let silent: Stack;
  let imageId: string;

  beforeAll(async () => {
    [browser, stack, silent] = await Promise.all([
      openBrowser(),
      startStack(),
      startStack({ environment: { GRAPHQL_INTROSPECTION: 'off' } }),
    ]);
    imageId = await upload();
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await Promise.all([stack.remove(), silent.remove()]);
  });

  const upload = async (): Promise<string> =>
    (await sendBytes({ url: stack.url, apiKey: stack.apiKey }, await jpeg({ width: 160, height: 120 }))).json
      .id;

  /** A browser of its own. @returns what it complained of. */
  async function opened(
    deployment: Stack,
    act: (page: Page) => Promise<void>,
    link?: string,
  ): Promise<readonly string[]> {
    const context: BrowserContext = await browser.newContext();
    const { page, faults } = await watchedPage(context, deployment.url);
    if (link !== undefined) {
      await signInBy(page, link);
      await page.getByRole('link', { name: 'GraphiQL' }).click();
    } else await page.goto(`${deployment.url}/graphql`);
    await page.locator('.graphiql-query-editor .view-lines').waitFor();
    await act(page);
    await context.close();
    return faults;
  }
  const asAdmin = async (act: (page: Page) => Promise<void>) => opened(stack, act, await newLink(stack));

  const run = (page: Page) => page.getByRole('button', { name: 'Execute' }).click();
  /** Once that is in what was answered; the editor writes every space as one that does not break. */
  const answered = (page: Page, text: string) =>
    until(async () => (await page.locator('.graphiql-response').innerText()).includes(text), {
      what: `${text} in the response`,
    });

  /** Once something is shown of what is uploaded; the first may come before the subscription has begun. */
  const followed = (page: Page) => {
    const ids: string[] = [];
    const isShown = async (): Promise<boolean> => {
      ids.push(await upload());
      const text = await page.locator('.graphiql-response').innerText();
      return ids.some((id) => text.includes(id));
    };
    return until(isShown, { what: 'an event in the response', everyMs: 500 });
  };

  it('runs a query as the session that its browser has, by the keyboard', async () => {
    const faults = await asAdmin(async (page) => {
      await page.locator('.graphiql-query-editor .view-lines').click();
      await page.keyboard.press('Control+Enter');
      await answered(page, imageId);
    });
    expect(faults).toEqual([]);
  });

  it('runs a mutation, with variables that fit what there is', async () => {
    const faults = await asAdmin(async (page) => {
      await page.getByRole('tab', { name: 'Share' }).click();
      await run(page);
      await answered(page, `${stack.url}/s/`);
    });
    expect(faults).toEqual([]);
  });

  it('follows a subscription, and shows what is uploaded meanwhile', async () => {
    const faults = await asAdmin(async (page) => {
      await page.getByRole('tab', { name: 'Follow' }).click();
      await run(page);
      await followed(page);
      await page.getByRole('button', { name: 'Stop' }).click();
      await page.getByRole('button', { name: 'Execute' }).waitFor();
    });
    expect(faults).toEqual([]);
  });

  it('has the documentation of the schema, an explorer, and a history', async () => {
    const faults = await asAdmin(async (page) => {
      await run(page);
      await answered(page, imageId);
      await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
      await page.getByRole('link', { name: 'Subscription' }).click();
      await page.getByRole('link', { name: 'imageEvents' }).waitFor();
      await page.getByRole('button', { name: 'Show GraphiQL Explorer' }).click();
      await page.locator('.graphiql-explorer-root').getByText('filename').first().waitFor();
      await page.getByRole('button', { name: 'Show History' }).click();
      await page.locator('.graphiql-history').getByText('Library').waitFor();
    });
    expect(faults).toEqual([]);
  });

  it('asks as the key that is typed, also over the socket, and forgets it with the page', async () => {
    const faults = await opened(stack, async (page) => {
      await run(page);
      await answered(page, 'UNAUTHENTICATED');
      await page.getByRole('tab', { name: 'Follow' }).click();
      await page.getByRole('button', { name: 'Headers' }).click();
      await page.locator('.graphiql-editor-tool .monaco-editor:visible').click();
      await page.keyboard.insertText(`{"Authorization":"Bearer ${stack.apiKey}"}`);
      await run(page);
      await followed(page);
      const kept = String(await page.evaluate('JSON.stringify(localStorage)'));
      expect(kept).toContain('imageEvents');
      expect(kept).not.toContain(stack.apiKey);
      await page.reload();
      await page.locator('.graphiql-query-editor .view-lines').waitFor();
      expect(await page.locator('.graphiql-editor-tools').innerText()).not.toContain('Bearer');
    });
    expect(faults).toEqual([]);
  });

  it('says so in a sentence where the schema is not told', async () => {
    const faults = await opened(silent, async (page) => {
      const told = page.getByRole('alert').getByText('There is nothing to look up here.');
      await told.waitFor();
      expect(await told.innerText()).toContain('does not answer questions about its schema');
    });
    // Of the answer, which is 400: everything else works.
    expect(faults.filter((fault) => !fault.includes('status of 400'))).toEqual([]);
  });
});
