/** The rows of queries, mutations and subscriptions. */
import { all, managed, needs, owned, seen, seenByOwner } from './answers.ts';
import { field, mutation, type Row } from './row.ts';
import { webhooks } from './webhooks.ts';

const announced = { filename: 'photo.jpg', contentType: 'image/jpeg', byteSize: 1_000 };

const queries: readonly Row[] = [
  field(
    'Query.auditLog',
    needs('READ', 'FORBIDDEN', { owner: 'FORBIDDEN', READ: 'FORBIDDEN' }),
    'query ($id: ID!) { it: auditLog(filter: { imageId: $id }) { nodes { id: imageId } } }',
    { variables: ({ image }) => ({ id: image }) },
  ),
  field('Query.image', seen(), 'query ($id: ID!) { it: image(id: $id) { id } }', {
    variables: ({ image }) => ({ id: image }),
  }),
  field('Query.image of a public image', all('yes'), 'query ($id: ID!) { it: image(id: $id) { id } }', {
    of: 'public',
    variables: ({ image }) => ({ id: image }),
  }),
  field(
    'Query.images',
    needs('READ', 'none', { admin: 'none' }),
    '{ it: images(filter: { namespace: "matrix" }) { nodes { id } } }',
  ),
  field(
    'Query.images of alice',
    needs('READ', 'FORBIDDEN'),
    '{ it: images(filter: { ownerId: "alice", namespace: "matrix" }) { nodes { id } } }',
  ),
  field('Query.node of an Image', seen(), 'query ($id: ID!) { it: node(id: $id) { id } }', {
    variables: ({ image }) => ({ id: image }),
  }),
  field('Query.node of a Variant', seen(), 'query ($id: ID!) { it: node(id: $id) { id } }', {
    variables: ({ variant }) => ({ id: variant }),
  }),
  field('Query.node of a MediaUpload', owned('null'), 'query ($id: ID!) { it: node(id: $id) { id } }', {
    variables: ({ upload }) => ({ id: upload }),
  }),
  field('Query.node of a Share', seenByOwner(), 'query ($id: ID!) { it: node(id: $id) { id } }', {
    variables: ({ share }) => ({ id: share }),
  }),
  field('Query.node of an ApiKey', managed, 'query ($id: ID!) { it: node(id: $id) { id } }', {
    variables: ({ apiKey }) => ({ id: apiKey }),
  }),
  field(
    'Query.nodes',
    all('none', { owner: 'yes', READ: 'yes', admin: 'yes', recipient: 'yes' }),
    'query ($ids: [ID!]!) { it: nodes(ids: $ids) { id } }',
    { variables: ({ image, variant }) => ({ ids: [image, variant] }) },
  ),
  field('Query.profiles', all('yes'), '{ it: profiles { name } }'),
  field(
    'Query.sharedImage',
    all('null', { link: 'yes' }),
    'query ($token: String!) { it: sharedImage(token: $token) { id } }',
    { variables: (_, { token }) => ({ token }) },
  ),
  field('Query.upload', owned('null'), 'query ($id: ID!) { it: upload(id: $id) { id } }', {
    variables: ({ upload }) => ({ id: upload }),
  }),
  field('Query.viewer', needs('READ', 'yes', { UPLOAD: 'yes', MANAGE: 'yes' }), '{ it: viewer { roles } }'),
];

const batches: readonly Row[] = [
  field('Query.batch', owned('null'), 'query ($id: ID!) { it: batch(id: $id) { id } }', {
    variables: ({ batch }) => ({ id: batch }),
  }),
  field('Query.node of a Batch', owned('null'), 'query ($id: ID!) { it: node(id: $id) { id } }', {
    variables: ({ batch }) => ({ id: batch }),
  }),
  mutation(
    'Mutation.reprocessImage',
    needs('MANAGE', 'NOT_FOUND'),
    ({ image }) => ({ id: image }),
    'own image',
  ),
  mutation('Mutation.reprocessImages', needs('MANAGE', 'yes'), () => ({ profile: 'video' })),
  mutation('Mutation.reprocessImages of alice', needs('MANAGE', 'FORBIDDEN'), () => ({
    filter: { ownerId: 'alice' },
    profile: 'video',
  })),
  mutation(
    'Mutation.reprocessImages of everybody',
    needs('MANAGE', 'FORBIDDEN', { owner: 'FORBIDDEN', MANAGE: 'FORBIDDEN' }),
    () => ({ allOwners: true, profile: 'video' }),
  ),
  mutation('Mutation.cancelBatch', needs('MANAGE', 'NOT_FOUND'), ({ batch }) => ({ id: batch }), 'own batch'),
  field(
    'Subscription.batchEvents',
    owned('NOT_FOUND'),
    'subscription ($id: ID!) { it: batchEvents(batchId: $id) { id } }',
    {
      variables: ({ batch }) => ({ id: batch }),
    },
  ),
];

const mutations: readonly Row[] = [
  {
    ...mutation('Mutation.uploadImage', needs('UPLOAD', 'yes'), () => ({})),
    ask(target) {
      const query =
        'mutation ($file: Upload!) { it: uploadImage(input: { file: $file }) { userErrors { code } } }';
      const body = new FormData();
      body.append('operations', JSON.stringify({ query, variables: { file: null } }));
      body.append('map', '{"0":["variables.file"]}');
      body.append('0', new Blob([target.picture]), 'photo.jpg');
      const headers = { 'apollo-require-preflight': 'true' };
      return { over: 'http', request: { method: 'POST', path: '/graphql', headers, body } };
    },
  },
  mutation('Mutation.createUpload', needs('UPLOAD', 'yes'), () => announced),
  mutation(
    'Mutation.signUploadParts',
    needs('UPLOAD', 'NOT_FOUND'),
    ({ upload }) => ({ uploadId: upload }),
    'own parts',
  ),
  mutation(
    'Mutation.completeUpload',
    needs('UPLOAD', 'NOT_FOUND', {
      owner: 'UPLOAD_INCOMPLETE',
      UPLOAD: 'UPLOAD_INCOMPLETE',
      admin: 'UPLOAD_INCOMPLETE',
    }),
    ({ upload }) => ({ uploadId: upload }),
    'own upload',
  ),
  mutation(
    'Mutation.abortUpload',
    needs('UPLOAD', 'NOT_FOUND'),
    ({ upload }) => ({ uploadId: upload }),
    'own upload',
  ),
  mutation('Mutation.importImage', needs('UPLOAD', 'yes'), () => ({
    url: 'https://images.example/photo.jpg',
  })),
  mutation(
    'Mutation.updateImage',
    needs('MANAGE', 'NOT_FOUND'),
    ({ image }) => ({ id: image, title: 'new' }),
    'own image',
  ),
  mutation(
    'Mutation.deleteImages',
    needs('MANAGE', 'NOT_FOUND'),
    ({ image }) => ({ ids: [image] }),
    'own image',
  ),
  mutation(
    'Mutation.purgeImages',
    needs('MANAGE', 'NOT_FOUND'),
    ({ image }) => ({ ids: [image] }),
    'own image',
  ),
  mutation(
    'Mutation.renderVariants',
    needs('MANAGE', 'NOT_FOUND'),
    ({ image }) => ({ imageIds: [image], outputs: ['x300.jpg'] }),
    'own image',
  ),
  mutation('Mutation.signImageUrl', needs('READ', 'NOT_FOUND', { recipient: 'yes' }), ({ image }) => ({
    imageId: image,
    transform: { width: 320 },
  })),
  mutation('Mutation.signImageUrl of the original', needs('READ', 'NOT_FOUND'), ({ image }) => ({
    imageId: image,
    original: true,
  })),
  mutation(
    'Mutation.shareImage',
    needs('MANAGE', 'NOT_FOUND'),
    ({ image }) => ({ imageId: image }),
    'own image',
  ),
  mutation(
    'Mutation.shareImage with its original',
    needs('MANAGE', 'NOT_FOUND', { MANAGE: 'FORBIDDEN' }),
    ({ image }) => ({ imageId: image, allowOriginal: true }),
    'own image',
  ),
  mutation(
    'Mutation.revokeShare',
    needs('MANAGE', 'NOT_FOUND'),
    ({ share }) => ({ shareId: share }),
    'own image',
  ),
  mutation('Mutation.createApiKey', needs('MANAGE', 'yes'), () => ({ name: 'new', scopes: ['MANAGE'] })),
  mutation(
    'Mutation.createApiKey with a scope that not everybody has',
    needs('MANAGE', 'FORBIDDEN', { owner: 'FORBIDDEN', MANAGE: 'FORBIDDEN' }),
    () => ({ name: 'new', scopes: ['ADMIN'] }),
  ),
  mutation('Mutation.createApiKey for alice', needs('MANAGE', 'FORBIDDEN'), () => ({
    name: 'new',
    scopes: ['MANAGE'],
    ownerId: 'alice',
  })),
  mutation(
    'Mutation.revokeApiKey',
    needs('MANAGE', 'NOT_FOUND'),
    ({ apiKey }) => ({ id: apiKey }),
    'own key',
  ),
];

const subscriptions: readonly Row[] = [
  field(
    'Subscription.imageEvents of an image',
    all('NOT_FOUND', { owner: 'yes', READ: 'yes', admin: 'yes', recipient: 'yes' }),
    'subscription ($ids: [ID!]) { it: imageEvents(imageIds: $ids) { id } }',
    { variables: ({ image }) => ({ ids: [image] }) },
  ),
  field(
    'Subscription.imageEvents of all',
    needs('READ', 'none', { admin: 'none' }),
    'subscription { it: imageEvents { image { ownerId } } }',
  ),
  field(
    'Subscription.uploadEvents',
    owned('NOT_FOUND'),
    'subscription ($id: ID!) { it: uploadEvents(uploadId: $id) { id } }',
    { variables: ({ upload }) => ({ id: upload }) },
  ),
];

export const operations: readonly Row[] = [
  ...queries,
  ...mutations,
  ...batches,
  ...webhooks,
  ...subscriptions,
];
