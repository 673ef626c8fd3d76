/** The settings as a person uses them: a key that works until it is revoked, a webhook from its first ping to a replay. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { Webhook } from 'standardwebhooks';
import { sendBytes } from '../clients/rest.ts';
import { jpeg } from '../fixtures/pictures.ts';
import { startStack, type Stack } from '../stack.ts';
import { until } from '../until.ts';
import { barriers, surroundings } from './barriers.ts';
import { describeInBrowser } from './describe-in-browser.ts';
import { openBrowser } from './open-browser.ts';
import { signedInContext } from './signed-in-context.ts';
import { watchedPage } from './watched-page.ts';

interface Received {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

describeInBrowser('the settings', () => {
  let browser: Browser;
  let stack: Stack;
  let context: BrowserContext;
  let page: Page;
  let faults: readonly string[];
  let receiver: Server;
  let receiverUrl: string;
  const received: Received[] = [];
  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    received.push({ headers: request.headers as Record<string, string>, body: await text(request) });
    response.writeHead(204).end();
  }

  beforeAll(async () => {
    receiver = createServer((request, response) => {
      void receive(request, response);
    });
    receiver.listen(0, '127.0.0.1');
    await once(receiver, 'listening');
    receiverUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
    [browser, stack] = await Promise.all([
      openBrowser(),
      startStack({ environment: { ALLOW_PRIVATE_ADDRESSES: '127.0.0.1', QUOTA_IMAGES: '8' } }),
    ]);
    context = await signedInContext(browser, stack);
  });
  afterAll(async () => {
    await browser.close();
    await stack.remove();
    receiver.closeAllConnections();
    receiver.close();
  });
  beforeEach(async () => {
    ({ page, faults } = await watchedPage(context, stack.url));
  });
  afterEach(async () => {
    await page.close();
  });

  const open = async (section: string): Promise<void> => {
    await page.goto(`${stack.url}/settings/${section}`);
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
  };
  const dialog = (): Locator => page.getByRole('dialog');
  const shownSecret = (): Promise<string> => dialog().getByRole('textbox', { name: 'Secret' }).inputValue();
  /** What a program with this key is answered. */
  const statusFor = async (apiKey: string): Promise<number> => {
    const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ query: '{ viewer { id } }' });
    return (await fetch(`${stack.url}/graphql`, { method: 'POST', headers, body })).status;
  };

  it('make a key whose secret is shown once, which works until it is revoked', async () => {
    await open('keys');
    await page.getByRole('button', { name: 'New key' }).click();
    await dialog().getByLabel('Name').fill('shop');
    await dialog().getByLabel('It lasts').selectOption('A year');
    await dialog().getByRole('button', { name: 'Create' }).click();
    await dialog().getByText('It is shown once').waitFor();
    const secret = await shownSecret();
    expect(await statusFor(secret)).toBe(200);
    await dialog().getByRole('button', { name: 'Done' }).click();
    const key = page
      .getByRole('list', { name: 'API keys' })
      .getByRole('listitem')
      .filter({ hasText: 'shop' });
    await key.getByText('See images, Add images').waitFor();
    expect(await page.content()).not.toContain(secret);
    await key.getByRole('button', { name: 'Revoke shop' }).click();
    await dialog().getByRole('button', { name: 'Keep' }).click();
    expect(await statusFor(secret)).toBe(200);
    await key.getByRole('button', { name: 'Revoke shop' }).click();
    await dialog().getByRole('button', { name: 'Revoke' }).click();
    await key.getByText('Revoked').waitFor();
    await until(async () => (await statusFor(secret)) === 401, { what: 'the refusal of the key' });
    expect(faults).toEqual([]);
  });

  it('say why a key cannot be made, and leave what was written', async () => {
    await open('keys');
    await page.getByRole('button', { name: 'New key' }).click();
    await dialog().getByLabel('Name').fill('nothing');
    await dialog().getByLabel('See images').uncheck();
    await dialog().getByLabel('Add images').uncheck();
    await dialog().getByRole('button', { name: 'Create' }).click();
    await dialog().getByRole('alert').waitFor();
    expect(await dialog().getByLabel('Name').inputValue()).toBe('nothing');
    expect(faults).toEqual([]);
  });

  it('make a webhook, ping it, show what it answered, and send that again', async () => {
    await open('webhooks');
    await page.getByRole('button', { name: 'New webhook' }).click();
    await dialog().getByLabel('Address').fill(receiverUrl);
    await dialog().getByLabel('Description').fill('My shop');
    await dialog().getByLabel('Image ready').check();
    await dialog().getByRole('button', { name: 'Create' }).click();
    await dialog().getByText('It is shown once').waitFor();
    const secret = await shownSecret();
    await dialog().getByRole('button', { name: 'Done' }).click();
    const card = page.getByRole('list', { name: 'Webhooks' }).getByRole('listitem').first();
    await card.getByRole('heading', { name: 'My shop' }).waitFor();
    await card.getByRole('button', { name: 'Ping' }).click();
    const delivery = page.getByRole('list', { name: 'Deliveries' }).getByRole('listitem').first();
    await delivery.getByText('Delivered').waitFor();
    expect(new URL(page.url()).searchParams.get('endpoint')).toMatch(/^whe_/);
    const verified = ({ headers, body }: Received): unknown => new Webhook(secret).verify(body, headers);
    expect(received.map(verified)).toMatchObject([{ type: 'ping' }]);
    await delivery.getByText('1 attempt').click();
    await delivery.getByRole('row').getByText('204').waitFor();
    await delivery.getByRole('button', { name: 'Replay' }).click();
    await delivery.getByText('2 attempts').waitFor();
    await until(() => received.length === 2, { what: 'the message again' });
    expect(received[1]?.headers['webhook-id']).toBe(received[0]?.headers['webhook-id']);
    expect(faults).toEqual([]);
  });

  it('tell a webhook what was chosen, and nothing while it is off', async () => {
    await open('webhooks');
    const card = page.getByRole('list', { name: 'Webhooks' }).getByRole('listitem').first();
    await card.getByText('Image ready').waitFor();
    const before = received.length;
    await sendBytes(stack, await jpeg({ width: 130, height: 110 }));
    await until(() => received.length > before, { what: 'the news of an image' });
    expect(JSON.parse(received.at(-1)?.body ?? '{}')).toMatchObject({ type: 'image.ready' });
    await card.getByRole('switch', { name: 'On' }).click();
    await card.getByText('Off').first().waitFor();
    await card.getByRole('button', { name: 'Edit' }).click();
    await dialog().getByLabel('Description').fill('My other shop');
    await dialog().getByRole('button', { name: 'Save' }).click();
    await card.getByRole('heading', { name: 'My other shop' }).waitFor();
    await card.getByRole('button', { name: 'Rotate secret' }).click();
    await dialog().getByRole('button', { name: 'Rotate' }).click();
    await dialog().getByText('It is shown once').waitFor();
    expect(await shownSecret()).toMatch(/^whsec_/);
    await dialog().getByRole('button', { name: 'Done' }).click();
    await card.getByRole('button', { name: 'Delete' }).click();
    await dialog().getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('heading', { name: 'No webhooks' }).waitFor();
    expect(faults).toEqual([]);
  });

  it('say why an address is not taken', async () => {
    await open('webhooks');
    await page.getByRole('button', { name: 'New webhook' }).click();
    await dialog().getByLabel('Address').fill('https://10.0.0.1/hook');
    await dialog().getByRole('button', { name: 'Create' }).click();
    await dialog().getByRole('alert').getByText('RECEIVER_NOT_ALLOWED').waitFor();
    expect(faults).toEqual([]);
  });

  it('show what is used against the quota, the rules of each profile, and how the service is', async () => {
    await open('usage');
    await page.getByText('of 8').waitFor();
    await page.getByRole('tab', { name: 'Profiles' }).click();
    await page.getByRole('list', { name: 'Profiles' }).getByText('200 × 200, cover').first().waitFor();
    expect(new URL(page.url()).pathname).toBe('/settings/profiles');
    await page.getByRole('tab', { name: 'Health' }).click();
    await page.getByText(/Answers in \d/).waitFor();
    await page.getByText('Arrive by themselves').waitFor();
    expect(faults).toEqual([]);
  });

  it.each(['usage', 'keys', 'webhooks', 'profiles', 'health'])(
    'have no barrier for anybody at %s, by day and by night, on a screen and on a phone',
    async (section) => {
      for (const { colorScheme, size } of surroundings) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await page.setViewportSize(size);
        await open(section);
        await page.getByRole('status').getByText('Live').waitFor();
        expect({ colorScheme, size, found: await barriers(page) }).toMatchObject({ found: [] });
      }
    },
  );
});
