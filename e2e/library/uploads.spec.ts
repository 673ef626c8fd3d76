/** The client library outside of a browser, against a server: each way in, and the states that an upload goes through. */
import { createDarkroomClient, type DarkroomClient, type UploadState } from '@darkroom/client';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newOwner, type Owner } from '../clients/owner.ts';
import { fileOf, jpeg } from '../fixtures/pictures.ts';
import { ViewerUploads } from '../documents/uploads.ts';
import { sharedDeployment } from '../stack/shared.ts';
import { until } from '../until.ts';

describe('the client library', () => {
  let owner: Owner;
  let darkroom: DarkroomClient;
  beforeAll(async () => {
    owner = await newOwner(sharedDeployment());
    darkroom = createDarkroomClient({ url: owner.url, token: () => owner.apiKey, storage: null });
  });
  afterAll(() => darkroom.dispose());

  it.each(['form', 'direct', 'tus'] as const)(
    'uploads by %s and follows the image until it is ready',
    async (way) => {
      const file = fileOf(await jpeg({ width: 900, height: 600 }), `by-${way}.jpg`);
      const upload = darkroom.upload(file, { way, tags: ['library'], visibility: 'PUBLIC' });
      const states: UploadState['status'][] = [upload.state.status];
      upload.subscribe(() => {
        if (states.at(-1) !== upload.state.status) states.push(upload.state.status);
      });
      const image = await upload.result();
      expect(states).toEqual(['queued', 'uploading', 'verifying', 'processing', 'ready']);
      expect(upload.state).toMatchObject({ status: 'ready', sentBytes: file.size, totalBytes: file.size });
      expect(image.variants.ready).toBe(image.variants.required);
      expect(image.variants.required).toBeGreaterThan(0);
      const found = await owner.image(image.id);
      expect(found).toMatchObject({
        status: 'READY',
        tags: ['library'],
        visibility: 'PUBLIC',
        filename: `by-${way}.jpg`,
      });
    },
  );

  it('asks for another token when one is refused, and no more often', async () => {
    const wishes: boolean[] = [];
    const token = ({ isRefused }: { isRefused: boolean }) => {
      wishes.push(isRefused);
      return isRefused ? owner.apiKey : 'dk_of_yesterday';
    };
    const client = createDarkroomClient({ url: owner.url, token, storage: null });
    const upload = client.upload(await photo('token'), { way: 'form', awaitProcessing: false });
    await upload.result();
    expect(wishes).toEqual([false, true]);
    await client.dispose();

    const wrong = createDarkroomClient({ url: owner.url, token: () => 'dk_wrong', storage: null });
    const refused = wrong.upload(await photo('wrong token'));
    await expect(refused.result()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(refused.state).toMatchObject({ status: 'failed', failure: { whatToDo: 'sign-in' }, image: null });
    await wrong.dispose();
  });

  it('stores by a key that may only UPLOAD, and says so when it may not look', async () => {
    const { apiKey } = await newOwner(sharedDeployment(), ['UPLOAD']);
    const client = createDarkroomClient({ url: owner.url, token: () => apiKey, storage: null });
    for (const way of ['form', 'direct', 'tus'] as const) {
      const upload = client.upload(await photo(`unseen ${way}`), { way, awaitProcessing: false });
      expect((await upload.result()).id).toMatch(/^img_/);
    }
    const followed = client.upload(await photo('followed'));
    await expect(followed.result()).rejects.toMatchObject({ code: 'NOT_FOLLOWED' });
    expect(followed.state).toMatchObject({ status: 'failed', image: { id: expect.stringMatching(/^img_/) } });
    await client.dispose();
  });

  it('sends some files at a time, and the others in their order', async () => {
    const client = createDarkroomClient({ ...connection(), parallelFiles: 2 });
    const photos = await Promise.all([1, 2, 3, 4, 5].map((index) => photo(`queue ${index}`)));
    const uploads = photos.map((file) => client.upload(file));
    const isSending = () =>
      uploads.filter(({ state }) => ['uploading', 'verifying'].includes(state.status)).length;
    let most = 0;
    for (const { subscribe } of uploads) subscribe(() => (most = Math.max(most, isSending())));
    await Promise.all(uploads.map(({ result }) => result()));
    expect(most).toBe(2);
    await client.dispose();
  });

  it('gives up what is cancelled, also while it waits for others', async () => {
    const client = createDarkroomClient({ ...connection(), parallelFiles: 1 });
    const [first, second] = [client.upload(await photo('first')), client.upload(await photo('second'))];
    await second.cancel();
    expect(second.state.status).toBe('cancelled');
    await expect(second.result()).rejects.toMatchObject({ code: 'CANCELLED' });
    expect((await first.result()).status).toBe('READY');
    await client.dispose();
  });

  it('begins anew what an earlier page has begun and the server has given up', async () => {
    const items = new Map<string, string>();
    const storage = {
      getItem: (name: string) => items.get(name) ?? null,
      setItem: (name: string, value: string) => void items.set(name, value),
    };
    const file = await photo('given up');
    const page = createDarkroomClient({ ...connection(), storage });
    const begun = page.upload(file, { way: 'direct' });
    await until(() => begun.state.status === 'uploading' && items.size > 0, {
      what: 'it to begin',
      everyMs: 1,
    });
    const remembered = items.get('darkroom.uploads') ?? '';
    await begun.cancel();
    await until(async () => (await statuses()).includes('ABORTED'), { what: 'the server to give it up' });
    items.set('darkroom.uploads', remembered);

    const next = createDarkroomClient({ ...connection(), storage });
    expect((await next.upload(file, { way: 'direct' }).result()).status).toBe('READY');
    expect(items.get('darkroom.uploads')).toBe('{}');
    await Promise.all([page.dispose(), next.dispose()]);
  });

  const connection = () => ({ url: owner.url, token: () => owner.apiKey, storage: null });
  const photo = async (name: string) => fileOf(await jpeg({ width: 400, height: 300 }), `${name}.jpg`);
  const statuses = async () => {
    const { viewer } = await owner.ask(ViewerUploads, {});
    return viewer.uploads.edges.map(({ node }) => node.status as string);
  };
});
