/** The library of the web app in a real browser: hundreds of images, looked through, found, and changed many at a time. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { graphqlClient } from '../clients/graphql.ts';
import { sendForm } from '../clients/rest.ts';
import { DeleteImages, ImageById } from '../documents/images.ts';
import { fileOf, jpeg } from '../fixtures/pictures.ts';
import { startStack, type Stack } from '../stack.ts';
import { until } from '../until.ts';
import { barriers, surroundings } from './barriers.ts';
import { describeInBrowser } from './describe-in-browser.ts';
import { openBrowser } from './open-browser.ts';
import { signedInContext } from './signed-in-context.ts';
import { watchedPage } from './watched-page.ts';

/** One small variant, so that hundreds of photos are ready soon. */
const profiles = `
profiles:
  default:
    allowed_mimes: [image/jpeg]
    size_max_bytes: 1000000
    variants:
      - { name: thumb, size: 60x60, formats: [webp] }
`;

const count = 240;
const nameOf = (number: number): string => `photo-${String(number).padStart(3, '0')}.jpg`;
/** This one can have no further tag. */
const full = 7;
const fiftyTags = Array.from({ length: 50 }, (_, number) => `tag-${number}`);

describeInBrowser('the library', () => {
  let folder: string;
  let browser: Browser;
  let stack: Stack;
  let context: BrowserContext;
  let page: Page;
  let faults: readonly string[];
  const ids = new Map<string, string>();

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'darkroom-library-'));
    const path = join(folder, 'profiles.yaml');
    await writeFile(path, profiles);
    [browser, stack] = await Promise.all([
      openBrowser(),
      startStack({ environment: { PROFILES_PATH: path } }),
    ]);
    await fill();
    context = await signedInContext(browser, stack);
  }, 180_000);
  afterAll(async () => {
    await browser.close();
    await stack.remove();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    ({ page, faults } = await watchedPage(context, stack.url));
  });
  afterEach(async () => {
    await page.close();
  });

  const shapes = [
    { width: 240, height: 160 },
    { width: 160, height: 240 },
    { width: 300, height: 120 },
    { width: 200, height: 200 },
  ];
  async function upload(name: string, tags: readonly string[], shape = shapes[0]): Promise<string> {
    const file = fileOf(await jpeg(shape), name);
    const { json } = await sendForm(stack, file, { query: { tags: tags.join(',') } });
    ids.set(name, json.id);
    return json.id;
  }
  async function fill(): Promise<void> {
    const numbers = Array.from({ length: count }, (_, number) => number).values();
    const worker = async (): Promise<void> => {
      for (const number of numbers) {
        const tags = number === full ? fiftyTags : number % 3 === 0 ? ['lake'] : ['street'];
        await upload(nameOf(number), tags, shapes[number % shapes.length]);
      }
    };
    await Promise.all(Array.from({ length: 6 }, worker));
  }

  const idOf = (number: number): string => ids.get(nameOf(number)) ?? '';
  const api = () => graphqlClient(stack);
  const told = async (number: number) => (await api().ask(ImageById, { id: idOf(number) })).image;
  const deleteElsewhere = async (...numbers: number[]): Promise<unknown> =>
    api().ask(DeleteImages, { input: { ids: numbers.map(idOf) } });

  const grid = () => page.getByRole('list', { name: 'Images' });
  const photo = (number: number) => grid().getByRole('img', { name: nameOf(number), exact: true });
  const box = (number: number) =>
    grid().getByRole('checkbox', { name: `Select ${nameOf(number)}`, exact: true });
  const bar = () => page.getByRole('region', { name: 'Selection' });
  const selected = (text: string) => bar().getByRole('status').getByText(text, { exact: true }).waitFor();
  const search = () => new URL(page.url()).search;
  const open = async (path = '/library?sort=name'): Promise<void> => {
    await page.goto(stack.url + path);
    await grid().getByRole('img').first().waitFor();
    await page.getByRole('status').getByText('Live').waitFor();
  };
  const focused = (): Promise<unknown> =>
    page.evaluate(`document.activeElement.querySelector('img')?.alt ?? document.activeElement.outerHTML`);
  const hasFocus = (number: number): Promise<unknown> =>
    until(async () => (await focused()) === nameOf(number), { what: `the focus at ${nameOf(number)}` });
  const scrolledTo = async (y: number): Promise<void> => {
    await page.evaluate(`window.scrollTo(0, ${y})`);
    await until(async () => Math.abs(Number(await page.evaluate('window.scrollY')) - y) < 2, {
      what: `the window at ${y}`,
    });
  };
  /** Names and heights of what is in the window. */
  const inSight = async (): Promise<Record<string, number>> =>
    page.evaluate(`Object.fromEntries([...document.querySelectorAll('main li')]
      .map((tile) => [tile.querySelector('[data-image]').dataset.image, tile.getBoundingClientRect()])
      .filter(([, { top, bottom }]) => bottom > 0 && top < innerHeight)
      .map(([id, { top }]) => [id, Math.round(top)]))`);

  it('comes page by page while it is scrolled, keeps few images in the page, and moves nothing', async () => {
    await page.addInitScript(`window.shifts = [];
      new PerformanceObserver((list) => shifts.push(...list.getEntries().map(({ value }) => value)))
        .observe({ type: 'layout-shift', buffered: true });`);
    await open();
    let most = 0;
    await until(
      async () => {
        await page.mouse.wheel(0, 600);
        most = Math.max(most, await grid().getByRole('listitem').count());
        return (await photo(count - 1).count()) === 1;
      },
      { what: 'the last photo', seconds: 50 },
    );
    expect(most).toBeLessThan(count / 2);
    const shifts = await page.evaluate<number[]>('shifts');
    expect(shifts.reduce((sum, value) => sum + value, 0)).toBeLessThan(0.02);
    expect(faults).toEqual([]);
  });

  it('fills every row but the last from edge to edge', async () => {
    await open();
    const edges = await page.evaluate<[number, number][]>(`(() => {
      const { left, right } = document.querySelector('main ul[aria-label=Images]').getBoundingClientRect();
      const rows = Map.groupBy([...document.querySelectorAll('main li')].map((tile) => tile.getBoundingClientRect()),
        ({ top }) => top);
      return [...rows.values()].map((row) => [Math.min(...row.map((tile) => tile.left)) - left,
        right - Math.max(...row.map((tile) => tile.right))]);
    })()`);
    expect(edges.length).toBeGreaterThan(3);
    for (const [left, right] of edges) {
      expect(Math.abs(left)).toBeLessThan(1);
      expect(Math.abs(right)).toBeLessThan(1);
    }
  });

  it('is searched and filtered by its address, which survives a reload and goes back', async () => {
    await open();
    await page.getByRole('searchbox', { name: 'Search' }).fill('photo-00');
    await page.waitForURL(/q=photo-00/);
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await page.getByLabel('Tag').fill('lake');
    await page.getByRole('button', { name: 'Add' }).click();
    await page.getByRole('button', { name: 'Remove the filter #lake' }).waitFor();
    await page.getByLabel('Status').selectOption('Ready');
    await page.keyboard.press('Escape');
    const found = [0, 3, 6, 9].map(nameOf);
    const shown = () =>
      grid()
        .getByRole('img')
        .evaluateAll((images) => images.map((image) => image.getAttribute('alt')));
    const showsFound = () =>
      until(async () => JSON.stringify(await shown()) === JSON.stringify(found), {
        what: 'the found photos',
      });
    await showsFound();
    expect(search()).toBe('?q=photo-00&tag=lake&status=ready&sort=name');
    await page.reload();
    await showsFound();
    expect(await page.getByRole('searchbox', { name: 'Search' }).inputValue()).toBe('photo-00');
    await page.getByRole('button', { name: 'Remove the filter Status: Ready' }).click();
    await page.waitForURL((url) => !url.searchParams.has('status'));
    await page.goBack();
    await page.getByRole('button', { name: 'Remove the filter Status: Ready' }).waitFor();
    await page.getByRole('button', { name: 'Clear all' }).click();
    await photo(1).waitFor();
    expect(search()).toBe('?sort=name');
    expect(faults).toEqual([]);
  });

  it('says that nothing is like that, and that there is nothing at all', async () => {
    await page.goto(`${stack.url}/library?q=nowhere&status=unheard-of`);
    await page.getByRole('heading', { name: 'Nothing is like this' }).waitFor();
    await page.getByRole('button', { name: 'Clear the search and all filters' }).click();
    await grid().getByRole('img').first().waitFor();
    expect(search()).toBe('');
    const newcomer = await signedInContext(browser, stack, 'newcomer');
    const empty = await watchedPage(newcomer, stack.url);
    await empty.page.goto(`${stack.url}/library`);
    await empty.page.getByRole('heading', { name: 'No images yet' }).waitFor();
    expect([...faults, ...empty.faults]).toEqual([]);
    await newcomer.close();
  });

  it('is gone through and selected by the keyboard', async () => {
    await open();
    await grid().getByRole('link').first().focus();
    await page.keyboard.press('ArrowRight');
    await hasFocus(1);
    await page.keyboard.press('Space');
    await selected('1 selected');
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Shift+ArrowRight');
    await selected('3 selected');
    await hasFocus(3);
    await page.keyboard.press('ArrowDown');
    await until(async () => (await focused()) !== nameOf(3), { what: 'the row below' });
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Home');
    await hasFocus(0);
    await page.keyboard.press('Control+a');
    await until(async () => Number.parseInt(await bar().getByRole('status').innerText(), 10) > 30, {
      what: 'everything to be selected',
    });
    await page.keyboard.press('Escape');
    await bar().waitFor({ state: 'detached' });
    await page.keyboard.press('End');
    await until(async () => Number(await page.evaluate('scrollY')) > 500, { what: 'the end' });
    expect(faults).toEqual([]);
  });

  it('tags what is selected, a range too, and says of which image that was refused', async () => {
    await open();
    await box(5).click();
    await box(8).click({ modifiers: ['Shift'] });
    await selected('4 selected');
    await bar().getByRole('button', { name: 'Tags' }).click();
    await page.getByRole('dialog').getByText('tag-49').waitFor();
    await page.getByLabel('Add').fill('#harbour, evening');
    await page.getByRole('dialog').getByRole('checkbox', { name: /^lake/ }).check();
    await page.keyboard.press('Enter');
    await bar().getByRole('alert').getByText('1 image could not be changed').waitFor();
    expect(await bar().getByRole('alert').innerText()).toContain(nameOf(full));
    await selected('1 selected');
    expect(await box(full).isChecked()).toBe(true);
    expect((await told(5))?.tags).toEqual(['street', 'harbour', 'evening']);
    expect((await told(6))?.tags).toEqual(['harbour', 'evening']);
    expect((await told(full))?.tags).toEqual(fiftyTags);
    await bar().getByRole('button', { name: 'Dismiss' }).click();
    await page.keyboard.press('Escape');
    await bar().waitFor({ state: 'detached' });
    expect(faults).toEqual([]);
  });

  it('makes what is selected public, and shows it', async () => {
    await open();
    await box(20).click();
    // While something is selected, a click on another selects it too.
    await photo(21).click();
    await bar().getByRole('button', { name: 'Visibility' }).click();
    await page.getByRole('menuitem', { name: 'Make public' }).click();
    await page.getByText('2 images made public').first().waitFor();
    expect((await told(21))?.visibility).toBe('PUBLIC');
    await open('/library?visibility=public');
    expect(await grid().getByText('Public').count()).toBe(2);
    expect(faults).toEqual([]);
  });

  it('asks before it deletes what is selected, and the others close up', async () => {
    await open();
    await box(30).click();
    await box(31).click();
    await bar().getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await selected('2 selected');
    await bar().getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete 2 images' }).click();
    await photo(30).waitFor({ state: 'detached' });
    await bar().waitFor({ state: 'detached' });
    expect(await told(31)).toBeNull();
    expect(faults).toEqual([]);
  });

  it('shows at its beginning what others add, and loses what they delete', async () => {
    await open('/library');
    await upload('fresh-1.jpg', ['fresh']);
    await grid().getByRole('img', { name: 'fresh-1.jpg' }).waitFor();
    await api().ask(DeleteImages, { input: { ids: [ids.get('fresh-1.jpg') ?? ''] } });
    await grid().getByRole('img', { name: 'fresh-1.jpg' }).waitFor({ state: 'detached' });
    // Its address may have been on its way while it went.
    expect(faults.filter((fault) => !fault.includes('404'))).toEqual([]);
  });

  it('moves nothing of what is looked at when others add and delete, and announces what is new', async () => {
    await open();
    await scrolledTo(700);
    const before = await inSight();
    await deleteElsewhere(0, 1);
    await until(async () => Number(await page.evaluate('scrollY')) !== 700, {
      what: 'the photos above to go',
    });
    const after = await inSight();
    const stayed = Object.keys(before).filter((id) => after[id] === before[id]);
    expect(stayed.length).toBeGreaterThan(0);
    const settled = await inSight();
    await Promise.all([upload('added-1.jpg', ['added']), upload('added-2.jpg', ['added'])]);
    const pill = page.getByRole('button', { name: '2 new' });
    await pill.waitFor();
    expect(await inSight()).toEqual(settled);
    await pill.click();
    await grid().getByRole('img', { name: 'added-2.jpg' }).waitFor();
    expect(await page.evaluate('scrollY')).toBe(0);
    expect(faults).toEqual([]);
  });

  it('announces nothing that a filter leaves out', async () => {
    await open('/library?tag=street');
    await scrolledTo(400);
    const asked = page.waitForResponse((answer) => (answer.request().postData() ?? '').includes('Newcomers'));
    await upload('elsewhere.jpg', ['desert']);
    await asked;
    await upload('here.jpg', ['street']);
    await page.getByRole('button', { name: '1 new' }).waitFor();
    expect(faults).toEqual([]);
  });

  it('is as it was for who comes back from an image', async () => {
    await open();
    await scrolledTo(900);
    const before = await inSight();
    const [id] = Object.keys(before);
    await page.evaluate(`document.querySelector('[data-image="${id}"]').click()`);
    await page.waitForURL(`**/library/${id}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.goBack();
    await grid().waitFor();
    await until(async () => JSON.stringify(await inSight()) === JSON.stringify(before), {
      what: 'the same photos',
    });
    expect(faults).toEqual([]);
  });

  it('says when the next page does not come, and goes on when it is asked to', async () => {
    await open();
    await page.route('**/graphql', (route) => route.abort());
    await until(
      async () => {
        await page.mouse.wheel(0, 800);
        return (await page.getByRole('alert').count()) > 0;
      },
      { what: 'the notice' },
    );
    await page.unroute('**/graphql');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('alert').waitFor({ state: 'detached' });
    expect(faults.filter((fault) => !fault.includes('ERR_FAILED'))).toEqual([]);
  });

  it('has no barrier for anybody with a selection or its filters open', async () => {
    for (const { colorScheme, size } of surroundings) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize(size);
      await open('/library?tag=street&visibility=private');
      await grid().getByRole('checkbox').first().click();
      await selected('1 selected');
      expect({ colorScheme, ...size, found: await barriers(page) }).toMatchObject({ found: [] });
      await page.getByRole('button', { name: 'Filter', exact: true }).click();
      await page.getByLabel('Status').waitFor();
      expect({ colorScheme, ...size, found: await barriers(page) }).toMatchObject({ found: [] });
    }
    expect(faults).toEqual([]);
  });
});
