/** A browser's own EventSource, on a page of the server, of a person who is signed in: it resumes by itself. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { graphqlClient } from '../clients/graphql.ts';
import { ownerWith } from '../clients/owner.ts';
import { sendBytes } from '../clients/rest.ts';
import { printedLink } from '../clients/signed-in.ts';
import { OwnHistory } from '../documents/history.ts';
import { jpeg } from '../fixtures/pictures.ts';
import { startStack, type Stack } from '../stack.ts';
import { until } from '../until.ts';
import { describeInBrowser } from './describe-in-browser.ts';
import { openBrowser } from './open-browser.ts';
import { signInBy } from './sign-in.ts';

interface Told {
  readonly id: string;
  readonly lastEventId: string;
  readonly image: { readonly id: string };
}

/** Follows every image of who is signed in; what was told is kept in the page. */
const follow = `
  globalThis.told = [];
  const url = new URL('/graphql/stream', location.href);
  const filter = '{ types: [VARIANT_READY] }';
  url.searchParams.set('query', \`subscription { imageEvents(filter: \${filter}) { __typename id image { id } } }\`);
  globalThis.source = new EventSource(url);
  source.addEventListener('next', ({ data, lastEventId }) => {
    const event = JSON.parse(data).data?.imageEvents;
    if (event?.__typename === 'VariantReady') told.push({ id: event.id, lastEventId, image: event.image });
  });
  new Promise((resolve) => (source.onopen = () => resolve()));`;

describeInBrowser('an EventSource', () => {
  let browser: Browser;
  let stack: Stack;
  let page: Page;
  beforeAll(async () => {
    [browser, stack] = await Promise.all([openBrowser(), startStack()]);
    page = await browser.newPage();
    await signInBy(page, await printedLink(stack));
    // A page of the server that has no policy of its own.
    await page.goto(`${stack.url}/openapi.json`);
    await page.evaluate(follow);
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await stack.remove();
  });

  const upload = async (): Promise<string> =>
    (await sendBytes(stack, await jpeg({ width: 160, height: 120 }))).json.id;
  const told = (): Promise<Told[]> => page.evaluate('told');
  const toldOf = async (imageId: string): Promise<Told[]> =>
    (await told()).filter(({ image }) => image.id === imageId);

  it('is told of private images by the cookie of the session', async () => {
    const imageId = await upload();
    await until(async () => (await toldOf(imageId)).length > 0, { what: 'a variant', seconds: 50 });
    for (const { id, lastEventId } of await told()) expect(lastEventId).toBe(id);
  });

  it('goes on by itself where it was after the server has died, with nothing missed and nothing twice', async () => {
    await stack.kill('server');
    await stack.serving();
    const imageId = await upload();
    const { status } = await ownerWith(stack, { ownerId: 'admin', apiKey: stack.apiKey }).settled(imageId);
    expect(status).toBe('READY');
    const { viewer } = await graphqlClient(stack).ask(OwnHistory, { first: 50 });
    const ready = viewer.events.nodes.filter(({ __typename }) => __typename === 'VariantReady');
    await until(async () => (await told()).length >= ready.length, { what: 'all variants' });
    expect((await told()).map(({ id }) => id)).toEqual(ready.map(({ id }) => id).toReversed());
    expect(await page.evaluate('source.readyState')).toBe(1);
  });
});
