/** What the matrix asks about: objects of alice's, shared in every way, and things that do not exist. */
import { reprocessOne } from '../../domain/batches/reprocess-images.ts';
import { createApiKey } from '../../domain/access/api-keys.ts';
import { newToken, hashOfToken } from '../../domain/access/random-token.ts';
import { ShareEntity } from '../../domain/sharing/share.entity.ts';
import { createUpload } from '../../domain/uploads/create-upload.ts';
import { findVariantsOfImages } from '../../domain/images/find-images.ts';
import type { ImageEntity, Visibility } from '../../domain/images/image.entity.ts';
import { createEndpoint } from '../../domain/webhooks/create-endpoint.ts';
import { pingEndpoint } from '../../domain/webhooks/replay.ts';
import { photo } from '../../media/fixtures/photo.ts';
import { sql } from '../../platform/database/sql.ts';
import { newUuid, toGlobalId } from '../../platform/ids.ts';
import { alice, type Harness } from '../harness.ts';
import { seedImage } from '../seed.ts';
import { until } from '../until.ts';
import { hookUrl, type Kind, type Target } from './row.ts';

/** The tokens of the links to an image. */
export interface Links {
  readonly inForce: string;
  readonly revoked: string;
  readonly expired: string;
  readonly usedUp: string;
}

export interface Targeted {
  readonly target: Target;
  readonly links: Links;
}

export interface Targets {
  of(kind: Kind): Promise<Targeted>;
  /** The same kinds of ids, of nothing. */
  readonly missing: Target;
}

const announced = { filename: 'photo.jpg', contentType: 'image/jpeg', byteSize: 1_000, viewer: alice };

/** @param begin Begins a resumable upload of alice's, and answers its id. */
export async function createTargets(harness: Harness, begin: () => Promise<string>): Promise<Targets> {
  const picture = new Uint8Array(await photo({ width: 160, height: 120 }));
  const { apiKey } = await createApiKey(harness.database, alice, { name: 'target', scopes: ['READ'] });
  const stored = await storeImages(harness, picture);
  const resumable = await begin();
  const beginBatch = async (): Promise<string> => {
    const { id } = await seedImage(harness.database);
    const { batch } = await reprocessOne(harness, alice, { imageId: id, requestId: 'a-request' });
    return toGlobalId('batch', batch.id);
  };
  // Each question that changes one has its own, and all are alice's.
  const hooks = { ...harness, webhooks: { ...harness.webhooks, perOwner: 10_000 } };
  const makeEndpoint = async (): Promise<Pick<Target, 'endpoint' | 'delivery'>> => {
    const { endpoint } = await createEndpoint(hooks, alice, { url: hookUrl });
    const delivery = await pingEndpoint(harness.database, alice, endpoint.id);
    return {
      endpoint: toGlobalId('webhookEndpoint', endpoint.id),
      delivery: toGlobalId('webhookDelivery', delivery.id),
    };
  };
  const batch = await beginBatch();
  const webhook = await makeEndpoint();
  const whole = async (image: ImageEntity): Promise<Targeted> => {
    const { share, links } = await shareEveryWay(harness, image.id);
    const [variant] = await findVariantsOfImages(harness.database, [image.id]);
    return {
      links,
      target: {
        image: toGlobalId('image', image.id),
        variant: toGlobalId('variant', variant?.id ?? newUuid()),
        upload: toGlobalId('upload', image.uploadId),
        resumable,
        batch,
        ...webhook,
        apiKey: toGlobalId('apiKey', apiKey.id),
        share: toGlobalId('share', share.id),
        picture,
      },
    };
  };
  const shared = { private: await whole(stored.PRIVATE), public: await whole(stored.PUBLIC) };
  const own = (more: Partial<Target>): Targeted => ({
    ...shared.private,
    target: { ...shared.private.target, ...more },
  });
  const ownUpload = async (strategy: 'SINGLE' | 'MULTIPART'): Promise<Targeted> => {
    const { upload } = await createUpload(harness, { ...announced, strategy });
    return own({ upload: toGlobalId('upload', upload.id) });
  };
  const makers: Record<Kind, () => Promise<Targeted>> = {
    private: async () => shared.private,
    public: async () => shared.public,
    'own batch': async () => own({ batch: await beginBatch() }),
    'own endpoint': async () => own(await makeEndpoint()),
    'own image': async () => whole(await seedImage(harness.database)),
    async 'own key'() {
      const made = await createApiKey(harness.database, alice, { name: 'target', scopes: ['READ'] });
      return own({ apiKey: toGlobalId('apiKey', made.apiKey.id) });
    },
    'own upload': () => ownUpload('SINGLE'),
    'own parts': () => ownUpload('MULTIPART'),
    'own resumable': async () => own({ resumable: await begin() }),
  };
  return {
    of: (kind) => makers[kind](),
    missing: {
      image: toGlobalId('image', newUuid()),
      variant: toGlobalId('variant', newUuid()),
      upload: toGlobalId('upload', newUuid()),
      resumable: toGlobalId('upload', newUuid()),
      batch: toGlobalId('batch', newUuid()),
      endpoint: toGlobalId('webhookEndpoint', newUuid()),
      delivery: toGlobalId('webhookDelivery', newUuid()),
      apiKey: toGlobalId('apiKey', newUuid()),
      share: toGlobalId('share', newUuid()),
      picture,
    },
  };
}

/** One of each visibility, with all that a worker makes of them. */
async function storeImages(harness: Harness, picture: Uint8Array): Promise<Record<Visibility, ImageEntity>> {
  const upload = async (visibility: Visibility): Promise<ImageEntity> =>
    (
      await harness.upload(picture, {
        visibility,
        namespace: visibility === 'PRIVATE' ? 'matrix' : undefined,
      })
    ).image;
  const images = { PRIVATE: await upload('PRIVATE'), PUBLIC: await upload('PUBLIC') };
  const ids = Object.values(images).map(({ id }) => id);
  const worker = await harness.startWorker();
  await until('all variants are made', async () => {
    const variants = await findVariantsOfImages(harness.database, ids);
    return variants.length > 0 && variants.every(({ status }) => status === 'READY');
  });
  await worker.stop();
  // So that they are on the first page of every list, however many questions make something meanwhile.
  await sql(
    harness.database,
    `UPDATE uploads SET created_at = now() + interval '1 day' WHERE image_id = ANY($1)`,
    [ids],
  );
  return images;
}

async function shareEveryWay(
  { database }: Harness,
  imageId: string,
): Promise<{ share: ShareEntity; links: Links }> {
  const token = { inForce: newToken(), revoked: newToken(), expired: newToken(), usedUp: newToken() };
  const past = new Date(Date.now() - 1_000);
  const share = (more: Partial<ShareEntity>): ShareEntity =>
    Object.assign(new ShareEntity(), {
      id: newUuid(),
      imageId,
      ownerId: 'alice',
      recipientId: null,
      tokenHash: null,
      expiresAt: null,
      maxViews: null,
      viewCount: 0,
      maxWidth: null,
      allowOriginal: false,
      createdAt: new Date(),
      revokedAt: null,
      ...more,
    } satisfies ShareEntity);
  const forRecipient = share({ recipientId: 'rita' });
  const endings = {
    revoked: { revokedAt: past },
    expired: { expiresAt: past },
    usedUp: { maxViews: 1, viewCount: 1 },
  } as const;
  await database.manager.insert(ShareEntity, [
    forRecipient,
    share({ recipientId: 'rex', ...endings.revoked }),
    share({ recipientId: 'eve', ...endings.expired }),
    share({ recipientId: 'uma', ...endings.usedUp }),
    share({ tokenHash: hashOfToken(token.inForce) }),
    share({ tokenHash: hashOfToken(token.revoked), ...endings.revoked }),
    share({ tokenHash: hashOfToken(token.expired), ...endings.expired }),
    share({ tokenHash: hashOfToken(token.usedUp), ...endings.usedUp }),
  ]);
  return { share: forRecipient, links: token };
}
