/** Two servers on one database and one store: a client may talk to either, and hear from the other. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { bytesOf, download } from '../clients/download.ts';
import { authorization } from '../clients/graphql.ts';
import { newOwner, type Owner, ownerWith } from '../clients/owner.ts';
import { openSocket } from '../clients/raw-socket.ts';
import { ApiKeys, RevokeApiKey } from '../documents/access.ts';
import { ImagesPage, UpdateImage } from '../documents/images.ts';
import { fileOf, jpeg } from '../fixtures/pictures.ts';
import { startStack, type Stack } from '../stack.ts';
import { describeOwnStack } from '../stack/own-stack.ts';
import { type SecondServer, startSecondServer } from '../stack/second-server.ts';
import { until } from '../until.ts';

const environment = { SIGNING_KEYS: `k1:${'two-servers-one-secret-'.repeat(2)}` };

describeOwnStack('two servers', () => {
  let stack: Stack;
  let second: SecondServer;
  let here: Owner;
  let there: Owner;
  beforeAll(async () => {
    stack = await startStack({ environment });
    second = await startSecondServer(stack, { environment });
    here = await newOwner(stack);
    there = ownerWith(second, here);
  });
  afterAll(async () => {
    await second.stop();
    await stack.remove();
  });

  it('tell at one of what is uploaded at the other, in the same order', async () => {
    const after = await here.bookmark();
    const [one, other] = [here.watch({ after }), there.watch({ after })];
    const { id } = await there.upload(fileOf(await jpeg()));
    for (const watch of [one, other]) await watch.first('ImageReady', ({ image }) => image.id === id);
    expect(one.events.map((event) => event.id)).toEqual(other.events.map((event) => event.id));
    await here.ask(UpdateImage, { input: { id, title: 'Seen from both' } });
    for (const watch of [one, other])
      await watch.first('ImageUpdated', ({ image }) => image.title === 'Seen from both');
    for (const watch of [one, other]) await watch.close();
  });

  it('make one image of one idempotency key, whichever is asked', async () => {
    const file = fileOf(await jpeg());
    const input = { idempotencyKey: 'one-of-two-servers' };
    const images = await Promise.all(
      [here, there, here, there, here, there].map((owner) => owner.upload(file, input)),
    );
    expect(new Set(images.map(({ id }) => id)).size).toBe(1);
  });

  it('resume at one where a client left off at the other', async () => {
    const after = await here.bookmark();
    const { id } = await here.upload(fileOf(await jpeg()));
    const first = here.watch({ after });
    const seen = await first.first('VariantReady', ({ image }) => image.id === id);
    await first.close();
    const resumed = there.watch({ after: seen.id });
    await resumed.first('ImageReady', ({ image }) => image.id === id);
    expect(resumed.events.map((event) => event.id)).not.toContain(seen.id);
    await resumed.close();
  });

  it('take each other’s signed URLs', async () => {
    const { id } = await here.upload(fileOf(await jpeg()));
    const { variants } = await here.settled(id);
    const signed = new URL(variants[0]?.url ?? '');
    expect(await bytesOf(`${second.url}${signed.pathname}${signed.search}`)).toEqual(
      await bytesOf(signed.href),
    );
  });

  it('make one rendition once, whichever is asked', async () => {
    const { id } = await here.upload(fileOf(await jpeg()), { visibility: 'PUBLIC' });
    const path = `/i/${id}/w480.avif`;
    const asked = [stack.url, second.url].flatMap((url) => Array.from({ length: 20 }, () => url + path));
    const answers = await Promise.all(asked.map((url) => download(url)));
    expect(new Set(answers.map(({ status, headers }) => `${status} ${headers.get('etag')}`)).size).toBe(1);
    // All that shared the one render say so, and they asked the same server.
    const made = answers.flatMap(({ headers }, index) =>
      headers.get('x-cache') === 'miss' ? [index < 20] : [],
    );
    expect(new Set(made).size).toBe(1);
    const renditions = (await stack.blobs()).filter((blob) => blob.includes('/renditions/'));
    expect(renditions).toHaveLength(1);
  });

  it('both refuse a key within about a second of its end at one of them', async () => {
    const leaver = await newOwner(stack);
    const elsewhere = ownerWith(second, leaver);
    expect((await elsewhere.send(ImagesPage, {})).status).toBe(200);
    const { viewer } = await leaver.ask(ApiKeys, {});
    await leaver.ask(RevokeApiKey, { input: { id: viewer.apiKeys.edges[0]?.node.id ?? '' } });
    await until(async () => (await elsewhere.send(ImagesPage, {})).status === 401, {
      what: 'the end of the key',
      seconds: 5,
    });
  });

  it('both close the sockets of a key that is revoked at one of them, with 4403', async () => {
    const [leaver, stayer] = [await newOwner(stack), await newOwner(stack)];
    const greeted = async ({ url }: { url: string }, { apiKey }: Owner) => {
      const socket = await openSocket(url);
      socket.send({ type: 'connection_init', payload: authorization(apiKey) });
      await socket.first('connection_ack');
      return socket;
    };
    const [one, other, staying] = [
      await greeted(stack, leaver),
      await greeted(second, leaver),
      await greeted(second, stayer),
    ];
    const { viewer } = await leaver.ask(ApiKeys, {});
    await leaver.ask(RevokeApiKey, { input: { id: viewer.apiKeys.edges[0]?.node.id ?? '' } });
    expect([await one.closed(), await other.closed()]).toEqual([4403, 4403]);
    expect(staying.isOpen()).toBe(true);
    staying.drop();
  });

  it('go on alone when the other is killed', async () => {
    const watch = there.watch({ after: await there.bookmark() });
    await stack.kill('server');
    const { id } = await there.upload(fileOf(await jpeg()));
    await watch.first('ImageReady', ({ image }) => image.id === id);
    await stack.serving();
    expect((await here.image(id))?.status).toBe('READY');
    await watch.close();
  });
});
