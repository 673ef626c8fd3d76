/**
 * Who may do what, as data: every operation of the schema, asked by everybody, about an object of alice's that is
 * private. An operation that is missing here fails the last test.
 */
import type { ReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Upload } from 'graphql-upload-minimal';
import { createApiKey } from '../domain/access/api-keys.ts';
import { reprocessOne } from '../domain/batches/reprocess-images.ts';
import { shareImage } from '../domain/sharing/share-image.ts';
import { createUpload } from '../domain/uploads/create-upload.ts';
import { photo } from '../media/fixtures/photo.ts';
import { toGlobalId } from '../platform/ids.ts';
import {
  everybody,
  only,
  type Outcome,
  outcomeOf,
  type Question,
  seen,
  viewers,
  type Who,
} from '../test/access.ts';
import { batchOperations } from '../test/batch-access.ts';
import { type Graphql, openGraphql, type Variables } from '../test/graphql.ts';
import { alice, type Harness, openHarness } from '../test/harness.ts';
import { seedImage } from '../test/seed.ts';

let harness: Harness;
let graphql: Graphql;
let picture: Buffer;
beforeAll(async () => {
  [harness, picture] = await Promise.all([openHarness(), photo({ width: 160, height: 120 })]);
  graphql = await openGraphql(harness);
});
afterAll(() => harness.close());

const announced = {
  filename: 'photo.jpg',
  contentType: 'image/jpeg',
  byteSize: 1_000,
  strategy: 'MULTIPART',
} as const;

interface Target {
  readonly image: string;
  readonly upload: string;
  /** A direct upload that has begun. */
  readonly begun: string;
  readonly apiKey: string;
  /** By link. */
  readonly share: string;
  readonly token: string;
  readonly batch: string;
}

/** A fresh image, upload and key for each question, since some of the answers destroy them. */
async function target(): Promise<Target> {
  const image = await seedImage(harness.database);
  const { upload } = await createUpload(harness, { ...announced, viewer: alice });
  const { apiKey } = await createApiKey(harness.database, alice, { name: 'target', scopes: ['READ'] });
  const { share, token = '' } = await shareImage(harness, alice, { imageId: image.id });
  const { batch } = await reprocessOne(harness, alice, { imageId: image.id, requestId: 'a-request' });
  return {
    image: toGlobalId('image', image.id),
    upload: toGlobalId('upload', image.uploadId),
    begun: toGlobalId('upload', upload.id),
    apiKey: toGlobalId('apiKey', apiKey.id),
    share: toGlobalId('share', share.id),
    token,
    batch: toGlobalId('batch', batch.id),
  };
}

function file(): Upload {
  const upload = new Upload();
  const stream = Readable.from([picture]);
  upload.promise = Promise.resolve({
    filename: 'photo.jpg',
    fieldName: '0',
    mimetype: 'image/jpeg',
    encoding: '7bit',
    createReadStream: () => stream as unknown as ReadStream,
  });
  return upload;
}

interface Row extends Question {
  readonly variables: (target: Target) => Variables;
}

const owned: Record<Who, Outcome> = { ...everybody('yes'), nobody: 'null', another: 'null' };
const managed: Record<Who, Outcome> = { ...everybody('null'), MANAGE: 'yes', admin: 'yes' };

const id = (kind: keyof Target) => (given: Target) => ({ id: given[kind] });
const input = (make: (given: Target) => object) => (given: Target) => ({ input: make(given) });
const nothing = () => ({});

const operations: readonly Row[] = [
  ...batchOperations,
  {
    name: 'Query.auditLog',
    query: '{ it: auditLog { nodes { id } } }',
    variables: nothing,
    expected: { ...everybody('FORBIDDEN'), nobody: 'UNAUTHENTICATED', admin: 'yes' },
  },
  {
    name: 'Query.image',
    query: 'query ($id: ID!) { it: image(id: $id) { id } }',
    variables: id('image'),
    expected: seen,
  },
  {
    name: 'Query.image with an inspection',
    query:
      'query ($id: ID!) { image(id: $id) { it: inspection(transform: { width: 9, format: WEBP }) { ssim } } }',
    variables: id('image'),
    expected: { ...everybody('null'), READ: 'BLOB_MISSING', admin: 'BLOB_MISSING' },
  },
  {
    name: 'Query.images',
    query: '{ it: images { nodes { id } } }',
    variables: nothing,
    expected: only('READ', 'yes'),
  },
  {
    name: 'Query.node',
    query: 'query ($id: ID!) { it: node(id: $id) { id } }',
    variables: id('image'),
    expected: seen,
  },
  {
    name: 'Query.node of a key',
    query: 'query ($id: ID!) { it: node(id: $id) { id } }',
    variables: id('apiKey'),
    expected: managed,
  },
  {
    name: 'Query.nodes',
    query: 'query ($ids: [ID!]!) { it: nodes(ids: $ids) { id } }',
    variables: ({ image }) => ({ ids: [image] }),
    expected: { ...everybody('none'), READ: 'yes', admin: 'yes' },
  },
  {
    name: 'Query.profiles',
    query: '{ it: profiles { name } }',
    variables: nothing,
    expected: everybody('yes'),
  },
  {
    name: 'Query.upload',
    query: 'query ($id: ID!) { it: upload(id: $id) { id } }',
    variables: id('upload'),
    expected: owned,
  },
  {
    name: 'Query.upload with its image',
    query: 'query ($id: ID!) { upload(id: $id) { it: image { id } } }',
    variables: id('upload'),
    expected: seen,
  },
  {
    name: 'Query.viewer',
    query: '{ it: viewer { id roles usage { bytes { used } } } }',
    variables: nothing,
    expected: { ...everybody('yes'), nobody: 'UNAUTHENTICATED' },
  },
  {
    name: 'Query.viewer with its uploads',
    query: '{ viewer { it: uploads { nodes { id } } } }',
    variables: nothing,
    expected: only('READ', 'yes'),
  },
  {
    name: 'Query.image with its events',
    query: 'query ($id: ID!) { image(id: $id) { it: events { nodes { id } } } }',
    variables: id('image'),
    expected: seen,
  },
  {
    name: 'Query.viewer with its events',
    query: '{ viewer { it: events { nodes { id } } } }',
    variables: nothing,
    expected: only('READ', 'yes'),
  },
  {
    name: 'Query.viewer with its keys',
    query: '{ viewer { it: apiKeys { edges { node { id } } } } }',
    variables: nothing,
    expected: only('MANAGE', 'yes'),
  },
  {
    name: 'Mutation.uploadImage',
    query: 'mutation ($input: UploadImageInput!) { it: uploadImage(input: $input) { userErrors { code } } }',
    variables: input(() => ({ file: file() })),
    expected: only('UPLOAD', 'yes'),
  },
  {
    name: 'Mutation.createUpload',
    query:
      'mutation ($input: CreateUploadInput!) { it: createUpload(input: $input) { userErrors { code } } }',
    variables: input(() => announced),
    expected: only('UPLOAD', 'yes'),
  },
  {
    name: 'Mutation.signUploadParts',
    query:
      'mutation ($input: SignUploadPartsInput!) { it: signUploadParts(input: $input) { userErrors { code } } }',
    variables: input(({ begun }) => ({ uploadId: begun })),
    expected: only('UPLOAD', 'NOT_FOUND'),
  },
  {
    name: 'Mutation.completeUpload',
    query:
      'mutation ($input: CompleteUploadInput!) { it: completeUpload(input: $input) { userErrors { code } } }',
    variables: input(({ begun }) => ({ uploadId: begun })),
    expected: { ...only('UPLOAD', 'NOT_FOUND'), UPLOAD: 'UPLOAD_INCOMPLETE', admin: 'UPLOAD_INCOMPLETE' },
  },
  {
    name: 'Mutation.abortUpload',
    query: 'mutation ($input: AbortUploadInput!) { it: abortUpload(input: $input) { userErrors { code } } }',
    variables: input(({ begun }) => ({ uploadId: begun })),
    expected: only('UPLOAD', 'NOT_FOUND'),
  },
  {
    name: 'Mutation.importImage',
    query: 'mutation ($input: ImportImageInput!) { it: importImage(input: $input) { userErrors { code } } }',
    variables: input(() => ({ url: 'https://images.example/photo.jpg' })),
    expected: only('UPLOAD', 'yes'),
  },
  {
    name: 'Mutation.updateImage',
    query: 'mutation ($input: UpdateImageInput!) { it: updateImage(input: $input) { userErrors { code } } }',
    variables: input(({ image }) => ({ id: image, title: 'new' })),
    expected: only('MANAGE', 'NOT_FOUND'),
  },
  {
    name: 'Mutation.deleteImages',
    query:
      'mutation ($input: DeleteImagesInput!) { it: deleteImages(input: $input) { userErrors { code } } }',
    variables: input(({ image }) => ({ ids: [image] })),
    expected: only('MANAGE', 'NOT_FOUND'),
  },
  {
    name: 'Mutation.purgeImages',
    query: 'mutation ($input: PurgeImagesInput!) { it: purgeImages(input: $input) { userErrors { code } } }',
    variables: input(({ image }) => ({ ids: [image] })),
    expected: only('MANAGE', 'NOT_FOUND'),
  },
  {
    name: 'Mutation.renderVariants',
    query:
      'mutation ($input: RenderVariantsInput!) { it: renderVariants(input: $input) { userErrors { code } } }',
    variables: input(({ image }) => ({ imageIds: [image], outputs: ['x300.jpg'] })),
    expected: only('MANAGE', 'NOT_FOUND'),
  },
  {
    name: 'Mutation.signImageUrl',
    query:
      'mutation ($input: SignImageUrlInput!) { it: signImageUrl(input: $input) { userErrors { code } } }',
    variables: input(({ image }) => ({ imageId: image, transform: { width: 300 } })),
    expected: only('READ', 'NOT_FOUND'),
  },
  {
    name: 'Query.sharedImage',
    query: 'query ($token: String!) { it: sharedImage(token: $token) { id } }',
    variables: ({ token }) => ({ token }),
    expected: everybody('yes'),
  },
  {
    name: 'Mutation.shareImage',
    query: 'mutation ($input: ShareImageInput!) { it: shareImage(input: $input) { userErrors { code } } }',
    variables: input(({ image }) => ({ imageId: image })),
    expected: only('MANAGE', 'NOT_FOUND'),
  },
  {
    name: 'Mutation.revokeShare',
    query: 'mutation ($input: RevokeShareInput!) { it: revokeShare(input: $input) { userErrors { code } } }',
    variables: input(({ share }) => ({ shareId: share })),
    expected: only('MANAGE', 'NOT_FOUND'),
  },
  {
    name: 'Query.node of a share',
    query: 'query ($id: ID!) { it: node(id: $id) { id } }',
    variables: id('share'),
    expected: seen,
  },
  {
    name: 'Query.image with its shares',
    query: 'query ($id: ID!) { image(id: $id) { it: shares { nodes { id } } } }',
    variables: id('image'),
    expected: seen,
  },
  {
    name: 'Query.viewer with what is shared with it',
    query: '{ viewer { it: sharedWithMe { nodes { id } } } }',
    variables: nothing,
    expected: only('READ', 'yes'),
  },
  {
    name: 'Mutation.createApiKey',
    query:
      'mutation ($input: CreateApiKeyInput!) { it: createApiKey(input: $input) { userErrors { code } } }',
    variables: input(() => ({ name: 'new', scopes: ['MANAGE'] })),
    expected: only('MANAGE', 'yes'),
  },
  {
    name: 'Mutation.createApiKey for alice',
    query:
      'mutation ($input: CreateApiKeyInput!) { it: createApiKey(input: $input) { userErrors { code } } }',
    variables: input(() => ({ name: 'new', scopes: ['MANAGE'], ownerId: 'alice' })),
    expected: only('MANAGE', 'FORBIDDEN'),
  },
  {
    name: 'Mutation.revokeApiKey',
    query:
      'mutation ($input: RevokeApiKeyInput!) { it: revokeApiKey(input: $input) { userErrors { code } } }',
    variables: input(({ apiKey }) => ({ id: apiKey })),
    expected: only('MANAGE', 'NOT_FOUND'),
  },
  {
    name: 'Subscription.imageEvents of an image',
    query: 'subscription ($ids: [ID!]) { it: imageEvents(imageIds: $ids) { id } }',
    variables: ({ image }) => ({ ids: [image] }),
    expected: { ...everybody('NOT_FOUND'), READ: 'yes', admin: 'yes' },
  },
  {
    name: 'Subscription.imageEvents of all',
    query: 'subscription { it: imageEvents { id } }',
    variables: nothing,
    expected: only('READ', 'yes'),
  },
  {
    name: 'Subscription.uploadEvents',
    query: 'subscription ($id: ID!) { it: uploadEvents(uploadId: $id) { id } }',
    variables: id('upload'),
    expected: { ...everybody('yes'), nobody: 'NOT_FOUND', another: 'NOT_FOUND' },
  },
];

const ask = async ({ query, variables }: Row, who: Who): Promise<Outcome> =>
  outcomeOf(graphql, { query, variables: variables(await target()) }, who);

describe.each(operations)('$name', (operation) => {
  it.each(Object.keys(viewers) as Who[])('asked by %s answers what the table says', async (who) => {
    expect(await ask(operation, who)).toBe(operation.expected[who]);
  });
});

describe('the table', () => {
  it('has every operation of the schema', () => {
    const types = [
      graphql.schema.getQueryType(),
      graphql.schema.getMutationType(),
      graphql.schema.getSubscriptionType(),
    ];
    const all = types.flatMap((type) =>
      Object.keys(type?.getFields() ?? {}).map((field) => `${type?.name}.${field}`),
    );
    const listed = new Set(operations.map(({ name }) => name.split(' ')[0]));
    expect(all.filter((name) => !listed.has(name))).toEqual([]);
  });
});
