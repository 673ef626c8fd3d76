/** The client library and a server that dies: uploads go on with the next one, and are one image each. */
import { createDarkroomClient, type DarkroomClient } from '@darkroom/client';
import { createApolloClient, DarkroomImageEventsDocument, type ImageEvent } from '@darkroom/client/apollo';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { newOwner, type Owner } from '../clients/owner.ts';
import { ImagesPage } from '../documents/images.ts';
import { fileOf, jpeg, picture } from '../fixtures/pictures.ts';
import { startStack, type Stack } from '../stack.ts';
import { describeOwnStack } from '../stack/own-stack.ts';
import { until } from '../until.ts';

jest.setTimeout(150_000);

describeOwnStack('a server that is killed', () => {
  let stack: Stack;
  let owner: Owner;
  let darkroom: DarkroomClient;
  beforeAll(async () => {
    stack = await startStack();
    owner = await newOwner(stack);
    // As patient as a slow machine needs to start a server.
    const retryDelays = Array.from({ length: 120 }, () => 500);
    darkroom = createDarkroomClient({
      url: stack.url,
      token: () => owner.apiKey,
      storage: null,
      retryDelays,
    });
  });
  afterAll(async () => {
    await darkroom.dispose();
    await stack.remove();
  });

  const largeFile = async (name: string) =>
    fileOf(
      await picture({ width: 200, height: 150 })
        .resize(2_800, 2_400, { kernel: 'nearest', fit: 'fill' })
        .tiff({ compression: 'none' })
        .toBuffer(),
      name,
    );

  it.each(['form', 'direct', 'tus'] as const)('does not end an upload by %s', async (way) => {
    const upload = darkroom.upload(await largeFile(`${way}.tiff`), { way });
    await until(() => upload.state.status === 'uploading', { what: 'it to begin', everyMs: 1 });
    const before = (await stack.processOf('server')).pid;
    await stack.kill('server');
    const { id } = await upload.result();
    expect((await owner.settled(id)).status).toBe('READY');
    expect((await stack.processOf('server')).pid).not.toBe(before);
    // Begun again, it was not begun twice.
    const { images } = await owner.ask(ImagesPage, {});
    expect(images.nodes.filter(({ filename }) => filename === `${way}.tiff`)).toHaveLength(1);
  });

  it('costs a subscription no event, and brings none twice', async () => {
    const apollo = createApolloClient(darkroom);
    const events: ImageEvent[] = [];
    const following = apollo
      .subscribe({ query: DarkroomImageEventsDocument, variables: {} })
      .subscribe(({ data }) => data && events.push(data.imageEvents));
    const send = async (name: string) => owner.upload(fileOf(await jpeg({ width: 200, height: 150 }), name));
    const first = await send('before.jpg');
    await until(() => events.some(({ image }) => image.id === first.id), {
      what: 'the first event',
      seconds: 30,
    });
    await stack.kill('server');
    await stack.serving();
    const second = await send('after.jpg');
    const isReady = ({ __typename, image }: ImageEvent) =>
      __typename === 'ImageReady' && image.id === second.id;
    await until(() => events.some(isReady), { what: 'the last event', seconds: 50 });
    following.unsubscribe();
    const ids = events.filter(({ __typename }) => __typename !== 'ImageSnapshot').map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const uploaded = events.filter(({ __typename }) => __typename === 'ImageUploaded');
    expect(uploaded.map(({ image }) => image.id)).toContain(second.id);
    apollo.stop();
  });
});
