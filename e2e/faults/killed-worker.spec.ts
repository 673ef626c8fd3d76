/** Workers and render processes that die at work: the work is done again, kept once and announced once. */
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { download } from '../clients/download.ts';
import type { Watch } from '../clients/image-events.ts';
import { newOwner, type Owner } from '../clients/owner.ts';
import { ImagesPage } from '../documents/images.ts';
import { fileOf, jpeg } from '../fixtures/pictures.ts';
import { startStack, type Stack } from '../stack.ts';
import { describeOwnStack } from '../stack/own-stack.ts';
import { descendantsOf } from '../stack/processes.ts';

// A worker that vanished is noticed by its missing heartbeat, which takes its time.
jest.setTimeout(150_000);
const seconds = 120;

describeOwnStack('an image whose worker dies', () => {
  let stack: Stack;
  let owner: Owner;
  let large: File;
  beforeAll(async () => {
    stack = await startStack();
    owner = await newOwner(stack);
    large = fileOf(await jpeg({ width: 4_000, height: 3_000 }), 'large.jpg');
  });
  afterAll(() => stack.remove());

  /** An image of which the first variant is there and others are not. */
  async function halfRendered(): Promise<{ id: string; watch: Watch }> {
    const watch = owner.watch({ after: await owner.bookmark(), seconds });
    const { id } = await owner.upload(large);
    await watch.first('VariantReady', ({ image }) => image.id === id);
    return { id, watch };
  }

  async function expectOnce(id: string, watch: Watch): Promise<void> {
    await watch.first('ImageReady', ({ image }) => image.id === id);
    const image = await owner.settled(id);
    expect(image).toMatchObject({ status: 'READY', progress: 1 });
    const events = watch.events.filter((event) => event.image.id === id);
    const announced = events.flatMap((event) =>
      event.__typename === 'VariantReady' ? [event.variant.id] : [],
    );
    expect(announced.toSorted()).toEqual(image.variants.map((variant) => variant.id).toSorted());
    expect(events.filter(({ __typename }) => __typename === 'ImageReady')).toHaveLength(1);
    expect(events.filter(({ __typename }) => /Failed/.test(__typename))).toEqual([]);
    await watch.close();
  }

  it('by SIGKILL in the middle of its renders is finished by the next one, each variant once', async () => {
    const { id, watch } = await halfRendered();
    await stack.kill('worker');
    const { variants } = (await owner.image(id)) ?? { variants: [] };
    expect(variants.filter(({ status }) => status !== 'READY').length).toBeGreaterThan(0);
    await expectOnce(id, watch);
  });

  it('only in its render processes is finished all the same', async () => {
    const { id, watch } = await halfRendered();
    const worker = await stack.processOf('worker');
    for (const { pid } of await descendantsOf(worker.pid)) process.kill(pid, 'SIGKILL');
    await expectOnce(id, watch);
    expect((await stack.processOf('worker')).pid).toBe(worker.pid);
  });

  it('has in the store what its rows say and nothing else', async () => {
    const { images } = await owner.ask(ImagesPage, { first: 100 });
    const expected = await Promise.all(images.nodes.map(({ id }) => blobsOf(id)));
    expect(expected.length).toBeGreaterThan(2);
    // What was being written when it died is no blob yet, and is swept when an hour has shown that it never will be.
    const blobs = (await stack.blobs()).filter((path) => !path.includes('/.tmp/'));
    expect(blobs).toHaveLength(expected.reduce((sum, count) => sum + count, 0));
  });

  /** The original, and a blob for each variant that is no copy of another: a small picture has some that are. */
  async function blobsOf(id: string): Promise<number> {
    const { variants } = await owner.settled(id);
    const heads = await Promise.all(variants.map(({ url }) => download(url ?? '', { method: 'HEAD' })));
    return 1 + new Set(heads.map(({ headers }) => headers.get('etag'))).size;
  }
});
