/** Another owner's private image is answered exactly like one that never was, through every door there is. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { download } from '../clients/download.ts';
import { authorization } from '../clients/graphql.ts';
import { newOwner, type Owner } from '../clients/owner.ts';
import { ApiKeys, RevokeApiKey } from '../documents/access.ts';
import {
  DeleteImages,
  ImageById,
  ImagesPage,
  NodeById,
  NodesById,
  PurgeImages,
  UpdateImage,
} from '../documents/images.ts';
import { RevokeShare, ShareImage } from '../documents/sharing.ts';
import { UploadById, UploadImage } from '../documents/uploads.ts';
import { CreateWebhookEndpoint, PingWebhookEndpoint, UpdateWebhookEndpoint } from '../documents/webhooks.ts';
import { fileOf, jpeg } from '../fixtures/pictures.ts';
import { sharedDeployment } from '../stack/shared.ts';

interface Ids {
  readonly image: string;
  readonly upload: string;
  readonly variant: string;
  readonly key: string;
  readonly share: string;
  readonly endpoint: string;
}

/** The same ids with another ending: well formed, and nobody's. */
const missing: Ids = {
  image: 'img_01h455vb4pex5vsknk084sn02q',
  upload: 'upl_01h455vb4pex5vsknk084sn02q',
  variant: 'var_01h455vb4pex5vsknk084sn02q',
  key: 'key_01h455vb4pex5vsknk084sn02q',
  share: 'shr_01h455vb4pex5vsknk084sn02q',
  endpoint: 'whe_01h455vb4pex5vsknk084sn02q',
};

/** Every way to name somebody's object, as data: what a stranger is told, with the ids left out. */
const doors: Readonly<Record<string, (who: Owner, ids: Ids) => Promise<unknown>>> = {
  image: async (who, { image }) => (await who.send(ImageById, { id: image })).data,
  'node of an image': async (who, { image }) => (await who.send(NodeById, { id: image })).data,
  'node of a variant': async (who, { variant }) => (await who.send(NodeById, { id: variant })).data,
  'node of an upload': async (who, { upload }) => (await who.send(NodeById, { id: upload })).data,
  'node of a key': async (who, { key }) => (await who.send(NodeById, { id: key })).data,
  'node of a share': async (who, { share }) => (await who.send(NodeById, { id: share })).data,
  'node of a webhook endpoint': async (who, { endpoint }) =>
    (await who.send(NodeById, { id: endpoint })).data,
  nodes: async (who, ids) => (await who.send(NodesById, { ids: Object.values(ids) })).data,
  upload: async (who, { upload }) => (await who.send(UploadById, { id: upload })).data,
  updateImage: async (who, { image }) =>
    (await who.send(UpdateImage, { input: { id: image, title: 'mine' } })).data,
  deleteImages: async (who, { image }) => (await who.send(DeleteImages, { input: { ids: [image] } })).data,
  purgeImages: async (who, { image }) => (await who.send(PurgeImages, { input: { ids: [image] } })).data,
  revokeApiKey: async (who, { key }) => (await who.send(RevokeApiKey, { input: { id: key } })).data,
  shareImage: async (who, { image }) => (await who.send(ShareImage, { input: { imageId: image } })).data,
  revokeShare: async (who, { share }) => (await who.send(RevokeShare, { input: { shareId: share } })).data,
  updateWebhookEndpoint: async (who, { endpoint }) =>
    (await who.send(UpdateWebhookEndpoint, { input: { id: endpoint, enabled: false } })).data,
  pingWebhookEndpoint: async (who, { endpoint }) =>
    (await who.send(PingWebhookEndpoint, { input: { id: endpoint } })).data,
  imageEvents: async (who, { image }) => {
    const watch = who.watch({ imageIds: [image] });
    const ended = await watch.ended;
    await watch.close();
    return { events: watch.events, ended };
  },
  'GET /i/{id}/thumb.webp': (who, { image }) => route(who, `/i/${image}/thumb.webp`),
  'GET /i/{id}/nonsense.webp': (who, { image }) => route(who, `/i/${image}/nonsense.webp`),
  'GET /i/{id}/original': (who, { image }) => route(who, `/i/${image}/original`),
  'GET /images/{id}': (who, { image }) => route(who, `/images/${image}?size=thumb`),
  'POST /images/{id}/purge': (who, { image }) => route(who, `/images/${image}/purge`, 'POST'),
  'POST /images/{id}/share': (who, { image }) => route(who, `/images/${image}/share`, 'POST'),
  'GET /images/{id}/metadata': (who, { image }) => route(who, `/images/${image}/metadata`),
};

async function route(who: Owner, path: string, method = 'GET') {
  const answer = await download(`${who.url}${path}`, {
    method,
    headers: authorization(who.apiKey),
  });
  const { status, headers } = answer;
  const { code, title, detail } = answer.problem();
  return {
    status,
    code,
    title,
    detail,
    cache: headers.get('cache-control'),
    type: headers.get('content-type'),
  };
}

describe('a private image of somebody else', () => {
  let stranger: Owner;
  let owner: Owner;
  let ids: Ids;
  beforeAll(async () => {
    [owner, stranger] = await Promise.all([newOwner(sharedDeployment()), newOwner(sharedDeployment())]);
    const { uploadImage } = await owner.ask(UploadImage, { input: { file: fileOf(await jpeg()) } });
    const image = await owner.settled(uploadImage.image?.id ?? '');
    const { viewer } = await owner.ask(ApiKeys, {});
    const { shareImage } = await owner.ask(ShareImage, { input: { imageId: image.id } });
    // Nothing happens that it would be told of.
    const { createWebhookEndpoint } = await owner.ask(CreateWebhookEndpoint, {
      input: { url: 'https://hooks.example/', events: ['ENDPOINT_DISABLED'] },
    });
    ids = {
      image: image.id,
      upload: uploadImage.upload?.id ?? '',
      variant: image.variants[0]?.id ?? '',
      key: viewer.apiKeys.edges[0]?.node.id ?? '',
      share: shareImage.share?.id ?? '',
      endpoint: createWebhookEndpoint.endpoint?.id ?? '',
    };
  });

  it.each(Object.keys(doors))('is to a stranger at %s what is missing', async (name) => {
    const door = doors[name];
    if (!door) throw new Error('there is no such door');
    const [theirs, nobodys] = [await door(stranger, ids), await door(stranger, missing)];
    expect(theirs).toEqual(nobodys);
    expect(JSON.stringify(theirs)).not.toContain(ids.image);
  });

  it('is not in a stranger’s list, and a stranger’s events are silent about it', async () => {
    expect((await stranger.ask(ImagesPage, {})).images.nodes).toEqual([]);
    const watch = stranger.watch({ after: await stranger.bookmark() });
    await owner.ask(UpdateImage, { input: { id: ids.image, title: 'A secret' } });
    const own = await stranger.upload(fileOf(await jpeg({ width: 100, height: 100 })));
    await watch.first('ImageReady', ({ image }) => image.id === own.id);
    expect(new Set(watch.events.map(({ image }) => image.id))).toEqual(new Set([own.id]));
    await watch.close();
  });

  it('is untouched by all of that', async () => {
    expect(await owner.image(ids.image)).toMatchObject({ id: ids.image, status: 'READY', title: 'A secret' });
    expect((await owner.send(ImageById, { id: ids.image })).status).toBe(200);
  });

  it('that is PUBLIC shows its variants, and keeps its original and its changes to its owner', async () => {
    const { id } = await owner.upload(fileOf(await jpeg({ width: 100, height: 100 })), {
      visibility: 'PUBLIC',
    });
    await owner.settled(id);
    expect((await stranger.image(id))?.visibility).toBe('PUBLIC');
    expect((await download(`${owner.url}/i/${id}/thumb.webp`)).status).toBe(200);
    expect(await route(stranger, `/i/${id}/original`)).toEqual(
      await route(stranger, `/i/${missing.image}/original`),
    );
    const refused = await stranger.ask(UpdateImage, { input: { id, title: 'mine' } });
    expect(refused.updateImage.userErrors.map(({ code }) => code)).toEqual(['NOT_FOUND']);
    const { deleteImages } = await stranger.ask(DeleteImages, { input: { ids: [id] } });
    expect(deleteImages.userErrors.map(({ code }) => code)).toEqual(['NOT_FOUND']);
  });
});
