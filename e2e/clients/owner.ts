/** A tenant: a subject that nobody else uses, with a key of its own. */
import { randomUUID } from 'node:crypto';
import { CreateApiKey, Usage } from '../documents/access.ts';
import { ImageById, UpdateImage } from '../documents/images.ts';
import { UploadImage } from '../documents/uploads.ts';
import type {
  ApiKeyScope,
  ImageByIdQuery,
  UploadImageInput,
  UploadImageMutation,
} from '../generated/graphql.ts';
import { fileOf, jpeg } from '../fixtures/pictures.ts';
import type { Deployment } from '../stack.ts';
import { until } from '../until.ts';
import { type GraphqlClient, graphqlClient } from './graphql.ts';
import { watchImages, type Watch } from './image-events.ts';

export type UploadedImage = NonNullable<UploadImageMutation['uploadImage']['image']>;
export type FoundImage = NonNullable<ImageByIdQuery['image']>;

export interface Owner extends GraphqlClient {
  readonly ownerId: string;
  readonly apiKey: string;
  /** Uploads and expects that it is accepted. */
  upload(file: Blob, input?: Omit<UploadImageInput, 'file'>): Promise<UploadedImage>;
  /** The codes of a refused upload. */
  refusal(file: Blob, input?: Omit<UploadImageInput, 'file'>): Promise<string[]>;
  image(id: string): Promise<FoundImage | null>;
  /** The image when no work is left to be done on it. */
  settled(id: string): Promise<FoundImage>;
  usage(): Promise<{ bytes: number; images: number }>;
  watch(options?: Parameters<typeof watchImages>[1]): Watch;
  /** The id of an event before everything that this owner does from now on: `after` it, none is missed. */
  bookmark(): Promise<string>;
}

const ordinary: readonly ApiKeyScope[] = ['READ', 'UPLOAD', 'MANAGE'];

/** Somebody new at this deployment. */
export async function newOwner(
  deployment: Deployment,
  scopes: readonly ApiKeyScope[] = ordinary,
): Promise<Owner> {
  const ownerId = `e2e-${randomUUID()}`;
  return ownerWith(deployment, { ownerId, apiKey: await keyFor(deployment, { ownerId, scopes }) });
}

/** Another key for somebody, made by the admin. */
export async function keyFor(
  deployment: Deployment,
  { ownerId, scopes, expiresIn }: { ownerId: string; scopes: readonly ApiKeyScope[]; expiresIn?: number },
): Promise<string> {
  const { createApiKey } = await graphqlClient(deployment).ask(CreateApiKey, {
    input: { name: 'end-to-end', ownerId, scopes, ...(expiresIn !== undefined && { expiresIn }) },
  });
  if (!createApiKey.secret) throw new Error(JSON.stringify(createApiKey.userErrors));
  return createApiKey.secret;
}

export function ownerWith(
  { url }: { url: string },
  { ownerId, apiKey }: { ownerId: string; apiKey: string },
): Owner {
  const client = graphqlClient({ url, apiKey });
  const send = async (file: Blob, input: Omit<UploadImageInput, 'file'>) =>
    (await client.ask(UploadImage, { input: { ...input, file } })).uploadImage;
  const image = async (id: string) => (await client.ask(ImageById, { id })).image ?? null;
  const watch: Owner['watch'] = (options) => watchImages({ url, apiKey }, options);
  const upload: Owner['upload'] = async (file, input = {}) => {
    const { image: uploaded, userErrors } = await send(file, input);
    if (!uploaded) throw new Error(`the upload was refused: ${JSON.stringify(userErrors)}`);
    return uploaded;
  };
  const settled: Owner['settled'] = (id) =>
    until(
      async () => {
        const found = await image(id);
        if (!found) throw new Error(`there is no image ${id}`);
        const isSettled = found.variants.every(({ status }) => status === 'READY' || status === 'FAILED');
        return found.status !== 'PROCESSING' && isSettled && found;
      },
      { what: `the end of the work on ${id}`, seconds: 50, everyMs: 100 },
    );
  return {
    ...client,
    ownerId,
    apiKey,
    upload,
    refusal: async (file, input = {}) => (await send(file, input)).userErrors.map(({ code }) => code),
    image,
    settled,
    async usage() {
      const { viewer } = await client.ask(Usage, {});
      return { bytes: viewer.usage.bytes.used, images: viewer.usage.images.used };
    },
    watch,
    async bookmark() {
      const { id } = await upload(fileOf(await jpeg({ width: 100, height: 100 }), 'bookmark.jpg'));
      await settled(id);
      const bookmarked = watch({ imageIds: [id] });
      await bookmarked.first('ImageSnapshot');
      await client.ask(UpdateImage, { input: { id, title: 'A bookmark' } });
      const event = await bookmarked.first('ImageUpdated', ({ image }) => image.title === 'A bookmark');
      await bookmarked.close();
      return event.id;
    },
  };
}
