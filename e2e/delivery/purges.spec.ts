/** What the CDN is told to forget, and when: by a deployment whose CDN is a server of this spec. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { download } from '../clients/download.ts';
import { authorization } from '../clients/graphql.ts';
import { newOwner, type Owner } from '../clients/owner.ts';
import { DeleteImages, PurgeImages, UpdateImage } from '../documents/images.ts';
import { RevokeShare, ShareImage } from '../documents/sharing.ts';
import { fileOf, jpeg } from '../fixtures/pictures.ts';
import { startStack, type Stack } from '../stack.ts';
import { sharedDeployment } from '../stack/shared.ts';
import { describeOwnStack } from '../stack/own-stack.ts';
import { until } from '../until.ts';

const purgeByRest = async (owner: Owner, id: string, body?: object) => {
  const answer = await fetch(`${owner.url}/images/${id}/purge`, {
    method: 'POST',
    headers: {
      ...authorization(owner.apiKey),
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: answer.status, json: (await answer.json()) as { purgedIds?: string[]; code?: string } };
};

describe('purgeImages', () => {
  let owner: Owner;
  let id: string;
  beforeAll(async () => {
    owner = await newOwner(sharedDeployment());
    ({ id } = await owner.upload(fileOf(await jpeg({ width: 100, height: 100 }))));
  });

  it('answers what is purged, each once', async () => {
    const { purgeImages } = await owner.ask(PurgeImages, { input: { ids: [id, id], variantsOnly: true } });
    expect(purgeImages).toEqual({ purgedIds: [id], userErrors: [] });
  });

  it('and its route do so for the owner alone, and for all images or none', async () => {
    const missing = 'img_01h455vb4pex5vsknk084sn02q';
    const { purgeImages } = await owner.ask(PurgeImages, { input: { ids: [id, missing] } });
    expect(purgeImages).toMatchObject({ purgedIds: null, userErrors: [{ code: 'NOT_FOUND' }] });
    expect(await purgeByRest(owner, id)).toEqual({ status: 202, json: { purgedIds: [id] } });
    expect(await purgeByRest(owner, missing)).toMatchObject({ status: 404, json: { code: 'NOT_FOUND' } });
    expect(await purgeByRest(owner, 'upl_1')).toMatchObject({ status: 400, json: { code: 'INVALID_ID' } });
    expect(await purgeByRest(owner, id, { variants: true })).toMatchObject({
      status: 400,
      json: { code: 'BAD_REQUEST' },
    });
    expect(await purgeByRest({ ...owner, apiKey: '' }, id)).toMatchObject({
      status: 401,
      json: { code: 'UNAUTHENTICATED' },
    });
  });

  it('names 1 to 250 images', async () => {
    const many = Array.from(
      { length: 251 },
      (_, index) => `img_01h455vb4pex5vsknk084sn${String(index).padStart(3, '0')}`,
    );
    for (const ids of [[], many]) {
      const { purgeImages } = await owner.ask(PurgeImages, { input: { ids } });
      expect(purgeImages.userErrors).toMatchObject([{ code: 'INVALID_INPUT', field: ['input', 'ids'] }]);
    }
  });
});

describeOwnStack('a deployment with a CDN', () => {
  let cdn: Server;
  let stack: Stack;
  let owner: Owner;
  /** The tags of each order. */
  const orders: string[] = [];
  /** The next answers; 200 when there are none left. */
  const statuses: number[] = [];
  beforeAll(async () => {
    cdn = createServer((request, response) => {
      orders.push(`${request.method} ${String(request.headers['surrogate-key'])}`);
      response.writeHead(statuses.shift() ?? 200).end();
    }).listen(0, '127.0.0.1');
    await once(cdn, 'listening');
    const { port } = cdn.address() as AddressInfo;
    stack = await startStack({
      environment: {
        CDN_PROVIDER: 'purge',
        CDN_PURGE_BY: 'tag',
        CDN_PURGE_URLS: `http://127.0.0.1:${port}`,
      },
    });
    owner = await newOwner(stack);
  });
  afterAll(async () => {
    await stack.remove();
    cdn.close();
  });

  const ordered = (order: string) => until(() => orders.includes(order), { what: order });
  const uploaded = async () =>
    owner.upload(fileOf(await jpeg({ width: 100, height: 100 })), { visibility: 'PUBLIC' });

  it('tells it the tags that the image’s answers carry, with or without the original’s', async () => {
    const { id } = await uploaded();
    await owner.settled(id);
    const { headers } = await download(`${stack.url}/i/${id}/thumb.webp`);
    expect(headers.get('surrogate-key')).toBe(id);
    const original = await download(`${stack.url}/i/${id}/original`, {
      headers: authorization(owner.apiKey),
    });
    expect(original.headers.get('surrogate-key')).toBe(`${id}-original`);
    await owner.ask(PurgeImages, { input: { ids: [id], variantsOnly: true } });
    await ordered(`PURGE ${id}`);
    expect(await purgeByRest(owner, id, { variantsOnly: false })).toMatchObject({ status: 202 });
    await ordered(`PURGE ${id} ${id}-original`);
  });

  it('tells it of an image that becomes private, and not of one that becomes public', async () => {
    const [hidden, shown] = [await uploaded(), await uploaded()];
    await owner.ask(UpdateImage, { input: { id: shown.id, visibility: 'PUBLIC' } });
    await owner.ask(UpdateImage, { input: { id: hidden.id, visibility: 'PRIVATE' } });
    await ordered(`PURGE ${hidden.id} ${hidden.id}-original`);
    expect(orders.some((order) => order.includes(shown.id))).toBe(false);
  });

  it('tells it of an image of which a share was revoked', async () => {
    const { id } = await uploaded();
    const { shareImage } = await owner.ask(ShareImage, { input: { imageId: id } });
    expect(orders.some((order) => order.includes(id))).toBe(false);
    await owner.ask(RevokeShare, { input: { shareId: shareImage.share?.id ?? '' } });
    await ordered(`PURGE ${id} ${id}-original`);
  });

  it('tells it of a deleted image, again when it failed', async () => {
    const { id } = await uploaded();
    statuses.push(500);
    await owner.ask(DeleteImages, { input: { ids: [id] } });
    const order = `PURGE ${id} ${id}-original`;
    const attempts = await until(
      () => {
        const told = orders.filter((each) => each === order);
        return told.length >= 2 && told;
      },
      { what: 'a second attempt' },
    );
    expect(attempts).toHaveLength(2);
  });
});
