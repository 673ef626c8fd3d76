/** Images from a URL, fetched from a server on the loopback address that the stack is told to allow. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { authorization } from '../clients/graphql.ts';
import { webSocketClient } from '../clients/image-events.ts';
import { newOwner, type Owner } from '../clients/owner.ts';
import { post, type RestAnswer, type RestImage, sendBytes, sendForm } from '../clients/rest.ts';
import { ImportImage, UploadById, UploadEvents } from '../documents/uploads.ts';
import { jpeg } from '../fixtures/pictures.ts';
import type { ImportImageInput, UploadEventsSubscription } from '../generated/graphql.ts';
import { startStack, type Stack } from '../stack.ts';
import { describeOwnStack } from '../stack/own-stack.ts';
import { until } from '../until.ts';

describeOwnStack('importImage', () => {
  let stack: Stack;
  let owner: Owner;
  let picture: Buffer;
  let site: Server;
  let url: string;
  let routes: Record<string, RequestListener> = {};
  beforeAll(async () => {
    site = createServer((request, response) => {
      const route = routes[request.url ?? ''];
      if (route) route(request, response);
      else response.writeHead(404).end();
    });
    site.listen(0, '127.0.0.1');
    await once(site, 'listening');
    url = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
    [stack, picture] = await Promise.all([
      startStack({ environment: { ALLOW_PRIVATE_ADDRESSES: '127.0.0.0/8' } }),
      jpeg({ width: 300, height: 200 }),
    ]);
    owner = await newOwner(stack);
  });
  afterAll(async () => {
    await stack.remove();
    site.closeAllConnections();
    site.close();
  });

  async function begin(input: ImportImageInput): Promise<string> {
    const { importImage } = await owner.ask(ImportImage, { input });
    expect(importImage).toMatchObject({ userErrors: [], upload: { status: 'PENDING' } });
    return importImage.upload?.id ?? '';
  }

  const ended = (id: string) =>
    until(
      async () => {
        const { upload } = await owner.ask(UploadById, { id });
        return upload && ['COMPLETED', 'FAILED'].includes(upload.status) ? upload : undefined;
      },
      { what: `the end of ${id}`, seconds: 60 },
    );

  it('answers at once, and the image is there with its variants when the worker has fetched it', async () => {
    routes = { '/photos/sunset.jpg': (_request, response) => response.end(picture) };
    const id = await begin({
      url: `${url}/photos/sunset.jpg`,
      title: 'Sunset',
      tags: ['sky'],
      visibility: 'PUBLIC',
    });
    const upload = await ended(id);
    expect(upload).toMatchObject({
      status: 'COMPLETED',
      receivedBytes: picture.length,
      byteSize: picture.length,
    });
    const image = await owner.settled(upload.image?.id ?? '');
    expect(image).toMatchObject({
      status: 'READY',
      title: 'Sunset',
      filename: 'sunset.jpg',
      visibility: 'PUBLIC',
    });
  });

  it('is fetched once when it is asked for twenty times under one idempotency key', async () => {
    let fetched = 0;
    routes = {
      '/once.jpg': (_request, response) => {
        fetched += 1;
        response.end(picture);
      },
    };
    const input = { url: `${url}/once.jpg`, idempotencyKey: randomUUID() };
    const asked = await Promise.all(Array.from({ length: 20 }, () => owner.ask(ImportImage, { input })));
    const [id = '', ...others] = new Set(asked.map(({ importImage }) => importImage.upload?.id));
    expect(others).toEqual([]);
    const { image } = await ended(id);
    expect((await owner.settled(image?.id ?? '')).status).toBe('READY');
    expect((await owner.ask(ImportImage, { input })).importImage.upload).toEqual({ id, status: 'COMPLETED' });
    expect(fetched).toBe(1);
  });

  it.each([
    'http://169.254.169.254/latest/meta-data/',
    'http://10.0.0.1/',
    'http://[::1]/',
    'file:///etc/passwd',
  ])('refuses %s with SOURCE_NOT_ALLOWED before anything is made', async (source) => {
    const { importImage } = await owner.ask(ImportImage, { input: { url: source } });
    expect(importImage).toMatchObject({ upload: null, userErrors: [{ code: 'SOURCE_NOT_ALLOWED' }] });
  });

  it.each<[string, RequestListener]>([
    ['SOURCE_NOT_FOUND', (_request, response) => response.writeHead(404).end()],
    ['SOURCE_REFUSED', (_request, response) => response.writeHead(403).end()],
    [
      'SOURCE_NOT_ALLOWED',
      (_request, response) => response.writeHead(302, { location: 'http://[::1]/' }).end(),
    ],
    [
      'UNSUPPORTED_MEDIA_TYPE',
      (_request, response) => response.end('<svg xmlns="http://www.w3.org/2000/svg"/>'),
    ],
  ])('ends as FAILED with %s, and nothing is kept', async (code, handler) => {
    routes = { '/bad.jpg': handler };
    const before = (await stack.blobs()).length;
    const upload = await ended(await begin({ url: `${url}/bad.jpg` }));
    expect(upload).toMatchObject({ status: 'FAILED', failure: { code }, image: null });
    expect(await stack.blobs()).toHaveLength(before);
  });

  it('is followed by uploadEvents from another process, through to its image', async () => {
    let finish = (): void => {};
    routes = {
      '/followed.jpg': (_request, response) => {
        response.writeHead(200, { 'content-length': picture.length });
        response.write(picture.subarray(0, -100));
        finish = () => response.end(picture.subarray(-100));
      },
    };
    const id = await begin({ url: `${url}/followed.jpg` });
    const client = webSocketClient(owner);
    const events: UploadEventsSubscription['uploadEvents'][] = [];
    const { query, variables } = { query: UploadEvents.toString(), variables: { uploadId: id } };
    // The stream ends by itself, or this loop would not.
    for await (const { data } of client.iterate<UploadEventsSubscription>({ query, variables })) {
      if (data) events.push(data.uploadEvents);
      if (data?.uploadEvents.upload.byteSize === picture.length) finish();
    }
    await client.dispose();
    expect(events[0]?.__typename).toBe('UploadSnapshot');
    expect(events.at(-1)).toMatchObject({
      __typename: 'UploadCompleted',
      upload: {
        status: 'COMPLETED',
        receivedBytes: picture.length,
        image: { id: expect.stringMatching(/^img_/) },
      },
    });
  });

  it('is done again, once, after the worker was killed in the middle', async () => {
    let asked = 0;
    routes = {
      '/slow.jpg': (_request, response) => {
        asked += 1;
        if (asked === 1) response.write(picture.subarray(0, 500));
        else response.end(picture);
      },
    };
    const before = await owner.usage();
    const id = await begin({ url: `${url}/slow.jpg` });
    await until(() => asked === 1, { what: 'the first request' });
    await stack.kill('worker');
    const upload = await ended(id);
    expect(upload.status).toBe('COMPLETED');
    await owner.settled(upload.image?.id ?? '');
    expect(await owner.usage()).toEqual({
      bytes: before.bytes + picture.length,
      images: before.images + 1,
    });
  });

  describe('POST /upload?source=', () => {
    const fromUrl = (query: Record<string, string>, headers: Record<string, string> = {}) =>
      post(owner, null, { query, headers });
    const stateOf = async (address: string, apiKey?: string) => {
      const answer = await fetch(address, { headers: authorization(apiKey) });
      return { status: answer.status, json: (await answer.json()) as RestAnswer['json'] };
    };

    it('answers 202 with an address that tells how far it is, and has the image in the end', async () => {
      routes = { '/rest.jpg': (_request, response) => response.end(picture) };
      const { status, headers, json } = await fromUrl({
        source: `${url}/rest.jpg`,
        title: 'By curl',
        tags: 'a,b',
        outputs: 'x50.png',
        visibility: 'PUBLIC',
      });
      expect(status).toBe(202);
      expect(json).toMatchObject({ status: 'PENDING', image: null, failure: null });
      const location = headers.get('location') ?? '';
      expect(location).toBe(`${stack.url}/uploads/${json.id}`);
      const over = await until(
        async () => {
          const state = await stateOf(location, owner.apiKey);
          return state.json.status === 'COMPLETED' ? state.json : undefined;
        },
        { what: 'the image', seconds: 60 },
      );
      expect(over).toMatchObject({
        receivedBytes: picture.length,
        byteSize: picture.length,
        image: { title: 'By curl', tags: ['a', 'b'], visibility: 'PUBLIC', filename: 'rest.jpg' },
      });
      const { id, variants } = over['image'] as RestImage;
      const delivered = await fetch(variants[0]?.url ?? '');
      await delivered.arrayBuffer();
      expect(delivered.status).toBe(200);
      expect((await owner.settled(id)).variants.at(-1)).toMatchObject({
        name: 'x50',
        format: 'PNG',
        status: 'READY',
      });
    });

    it('tells why it came to nothing', async () => {
      routes = {};
      const { headers } = await fromUrl({ source: `${url}/missing.jpg` });
      const state = () => stateOf(headers.get('location') ?? '', owner.apiKey);
      const { json } = await until(
        async () => {
          const found = await state();
          return found.json.status === 'FAILED' ? found : undefined;
        },
        { what: 'the failure', seconds: 60 },
      );
      expect(json).toMatchObject({ image: null, failure: { code: 'SOURCE_NOT_FOUND' } });
    });

    it('is one import under an Idempotency-Key, by REST or GraphQL', async () => {
      routes = { '/key.jpg': (_request, response) => response.end(picture) };
      const [source, key] = [`${url}/key.jpg`, randomUUID()];
      const headers = { 'idempotency-key': key };
      const asked = await Promise.all(Array.from({ length: 10 }, () => fromUrl({ source }, headers)));
      const [one = '', ...others] = new Set(asked.map(({ status, json }) => `${status} ${json.id}`));
      expect(others).toEqual([]);
      const { importImage } = await owner.ask(ImportImage, { input: { url: source, idempotencyKey: key } });
      expect(one).toBe(`202 ${importImage.upload?.id}`);
      const other = await fromUrl({ source, title: 'Other' }, headers);
      expect([other.status, other.json.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
      await owner.settled((await ended(importImage.upload?.id ?? '')).image?.id ?? '');
    });

    it.each<[string, () => Promise<RestAnswer>, readonly [number, string], RegExp?]>([
      ['a private address', () => fromUrl({ source: 'http://10.0.0.1/a.jpg' }), [422, 'SOURCE_NOT_ALLOWED']],
      ['nothing', () => fromUrl({ source: '' }), [422, 'SOURCE_NOT_ALLOWED']],
      [
        'a body beside it',
        () => sendBytes(owner, picture, { query: { source: `${url}/a.jpg` } }),
        [400, 'INVALID_INPUT'],
        /without a body/,
      ],
      [
        'a form beside it',
        () => sendForm(owner, new Blob([picture]), { query: { source: `${url}/a.jpg` } }),
        [400, 'INVALID_INPUT'],
        /without a body/,
      ],
      [
        'a digest',
        () => fromUrl({ source: `${url}/a.jpg`, sha256: 'a'.repeat(64) }),
        [400, 'INVALID_INPUT'],
        /leave sha256 out/,
      ],
      [
        'a name',
        () => fromUrl({ source: `${url}/a.jpg`, filename: 'a.jpg' }),
        [400, 'INVALID_INPUT'],
        /leave filename out/,
      ],
      [
        'an unknown profile',
        () => fromUrl({ source: `${url}/a`, profile: 'nope' }),
        [400, 'UNKNOWN_PROFILE'],
      ],
    ])('refuses %s', async (_what, ask, expected, detail = /./) => {
      const { status, json } = await ask();
      expect([status, json.code]).toEqual(expected);
      expect(json.detail).toMatch(detail);
    });

    it('answers an upload to its owner alone', async () => {
      const id = await begin({ url: `${url}/gone.jpg` });
      const address = `${stack.url}/uploads/${id}`;
      const stranger = await newOwner(stack);
      expect((await stateOf(address, owner.apiKey)).status).toBe(200);
      expect(await stateOf(address, stranger.apiKey)).toMatchObject({
        status: 404,
        json: { code: 'NOT_FOUND' },
      });
      expect((await stateOf(address)).status).toBe(401);
      expect((await stateOf(`${stack.url}/uploads/img_x`, owner.apiKey)).json.code).toBe('INVALID_ID');
    });
  });
});
