/** uploadEvents tells how far an upload is while its bytes come, by every way in that passes a server or a worker. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { drip, sendDripping } from '../clients/dripping.ts';
import { authorization } from '../clients/graphql.ts';
import { webSocketClient } from '../clients/image-events.ts';
import { newOwner, type Owner } from '../clients/owner.ts';
import { tusRequest } from '../clients/tus.ts';
import {
  CompleteUpload,
  CreateUpload,
  ImportImage,
  UploadEvents,
  UploadImage,
} from '../documents/uploads.ts';
import { fileOf, jpeg } from '../fixtures/pictures.ts';
import type { UploadEventsSubscription } from '../generated/graphql.ts';
import { startStack, type Stack } from '../stack.ts';
import { describeOwnStack } from '../stack/own-stack.ts';
import { until } from '../until.ts';

type UploadEvent = UploadEventsSubscription['uploadEvents'];

describeOwnStack('the bytes of an upload are told while they come', () => {
  let stack: Stack;
  let owner: Owner;
  let picture: Buffer;
  let site: Server;
  let mayFinish: Promise<void>;
  beforeAll(async () => {
    site = createServer((_request, response) => {
      response.writeHead(200, { 'content-length': picture.length });
      void drip(picture, response, mayFinish);
    });
    site.listen(0, '127.0.0.1');
    await once(site, 'listening');
    [stack, picture] = await Promise.all([
      startStack({ environment: { ALLOW_PRIVATE_ADDRESSES: '127.0.0.0/8' } }),
      jpeg({ width: 3000, height: 2000 }),
    ]);
  });
  afterAll(async () => {
    await stack.remove();
    site.closeAllConnections();
    site.close();
  });

  /** The upload that began last, of a way in that names none before its end. */
  const latest = () =>
    until(
      async () => {
        const { viewer } = await owner.ask<
          { viewer: { uploads: { edges: { node: { id: string } }[] } } },
          object
        >('{ viewer { uploads(first: 1) { edges { node { id } } } } }');
        return viewer.uploads.edges[0]?.node.id;
      },
      { what: 'an upload' },
    );

  /** A form as a browser encodes it. */
  async function encoded(form: FormData): Promise<{ headers: Record<string, string>; body: Buffer }> {
    const request = new Request(stack.url, { method: 'POST', body: form });
    return {
      headers: { 'content-type': request.headers.get('content-type') ?? '' },
      body: Buffer.from(await request.arrayBuffer()),
    };
  }

  async function post(path: string, given: { headers: Record<string, string>; body: Buffer }): Promise<void> {
    const headers = { ...authorization(owner.apiKey), ...given.headers };
    await sendDripping(`${stack.url}${path}`, { ...given, method: 'POST', headers }, mayFinish);
  }

  /** Begins the upload and answers its id; what sends its bytes goes on. */
  type Begin = () => Promise<{ id: string; sent?: Promise<unknown> }>;

  const directly =
    (strategy: 'SINGLE' | 'MULTIPART'): Begin =>
    async () => {
      const input = { filename: 'photo.jpg', contentType: 'image/jpeg', byteSize: picture.length, strategy };
      const { upload, target } = (await owner.ask(CreateUpload, { input })).createUpload;
      const request = target?.single ?? target?.multipart?.parts[0]?.request;
      if (!upload || !request) throw new Error('no target');
      const headers = Object.fromEntries(request.headers.map(({ name, value }) => [name, value]));
      const { url, method } = request;
      const sent = sendDripping(url, { method, headers, body: picture }, mayFinish).then(() =>
        owner.ask(CompleteUpload, { input: { uploadId: upload.id } }),
      );
      return { id: upload.id, sent };
    };

  const ways: Readonly<Record<string, Begin>> = {
    async uploadImage() {
      const form = new FormData();
      const variables = { input: { file: null } };
      form.append('operations', JSON.stringify({ query: UploadImage.toString(), variables }));
      form.append('map', '{"0":["variables.input.file"]}');
      form.append('0', fileOf(picture));
      const { headers, body } = await encoded(form);
      const sent = post('/graphql', { body, headers: { ...headers, 'apollo-require-preflight': 'true' } });
      return { id: await latest(), sent };
    },
    async 'POST /upload, the bytes alone'() {
      const sent = post('/upload', { headers: { 'content-type': 'image/jpeg' }, body: picture });
      return { id: await latest(), sent };
    },
    async 'POST /upload, a form'() {
      const form = new FormData();
      form.append('file', fileOf(picture));
      const sent = post('/upload', await encoded(form));
      return { id: await latest(), sent };
    },
    'a signed PUT of the whole': directly('SINGLE'),
    'a signed PUT of a part': directly('MULTIPART'),
    async tus() {
      const created = await tusRequest(owner, `${stack.url}/files`, {
        method: 'POST',
        headers: {
          'upload-length': String(picture.length),
          'upload-metadata': `filename ${btoa('photo.jpg')}`,
        },
      });
      const headers = {
        ...authorization(owner.apiKey),
        'tus-resumable': '1.0.0',
        'upload-offset': '0',
        'content-type': 'application/offset+octet-stream',
      };
      const address = created.headers.get('location') ?? '';
      const sent = sendDripping(address, { method: 'PATCH', headers, body: picture }, mayFinish);
      return { id: await latest(), sent };
    },
    async importImage() {
      const { importImage } = await owner.ask(ImportImage, {
        input: { url: `http://127.0.0.1:${(site.address() as AddressInfo).port}/photo.jpg` },
      });
      return { id: importImage.upload?.id ?? '' };
    },
  };

  it.each(Object.keys(ways))('by %s', async (name) => {
    owner = await newOwner(stack);
    const gate = Promise.withResolvers<void>();
    mayFinish = gate.promise;
    const begun = await ways[name]?.();
    if (!begun) throw new Error(name);
    const events: UploadEvent[] = [];
    const client = webSocketClient(owner);
    const query = UploadEvents.toString();
    // The stream ends by itself, or this loop would not.
    for await (const { data } of client.iterate<UploadEventsSubscription>({
      query,
      variables: { uploadId: begun.id },
    })) {
      if (!data) continue;
      events.push(data.uploadEvents);
      if (data.uploadEvents.upload.receivedBytes > 0) gate.resolve();
    }
    await begun.sent;
    await client.dispose();
    const received = events.map(({ upload }) => upload.receivedBytes);
    expect(received).toEqual(received.toSorted((one, other) => one - other));
    expect(received.some((bytes) => bytes > 0 && bytes < picture.length)).toBe(true);
    expect(events.at(-1)).toMatchObject({
      __typename: 'UploadCompleted',
      upload: { status: 'COMPLETED', receivedBytes: picture.length, image: { id: expect.any(String) } },
    });
  });
});
