/**
 * The rows of fields that need more than the object that they belong to: a query, a signature, or to know who asks. What
 * an object itself says is told to whoever is told of the object.
 */
import { all, managed, needs, seen, seenByOwner } from './answers.ts';
import { field, type Kind, type Row } from './row.ts';
import type { Cells } from './answers.ts';

const ofImage = (name: string, cells: Cells, asked: string, of: Kind = 'private'): Row =>
  field(name, cells, `query ($id: ID!) { image(id: $id) { it: ${asked} } }`, {
    of,
    variables: ({ image }) => ({ id: image }),
  });

const throughLink = (name: string, cells: Cells, asked: string): Row =>
  field(name, cells, `query ($token: String!) { sharedImage(token: $token) { it: ${asked} } }`, {
    variables: (_, { token }) => ({ token }),
  });

const ofViewer = (name: string, cells: Cells, asked: string, of: Kind = 'private'): Row =>
  field(name, cells, `{ viewer { it: ${asked} } }`, { of });

/** Only whoever owns a public image is handed signatures for what strangers may not have. */
const signedForOwner = all('SIGNATURE_REQUIRED', { owner: 'yes', READ: 'yes', admin: 'yes' });
const inLink = (cell: Cells['link']): Cells => all('null', { link: cell });

export const fields: readonly Row[] = [
  ofImage('Image.profile', seen(), 'profile { name }'),
  ofImage('Image.variants', seen(), 'variants { id }'),
  ofImage('Image.variant', seen(), 'variant(name: "thumb", format: WEBP) { id }'),
  ofImage('Image.progress', seen(), 'progress'),
  ofImage('Image.warnings', seen(), 'warnings { code }'),
  ofImage('Image.rendition', seen(), 'rendition(transform: { width: 320, format: WEBP }) { url }'),
  ofImage(
    'Image.rendition that needs a signature',
    seen({ recipient: 'SIGNATURE_REQUIRED' }),
    'rendition(transform: { width: 317, quality: 41, format: WEBP }) { url }',
  ),
  ofImage(
    'Image.rendition of a public image that needs a signature',
    signedForOwner,
    'rendition(transform: { width: 317, quality: 41, format: WEBP }) { url }',
    'public',
  ),
  throughLink(
    'Image.rendition through a link',
    inLink('yes'),
    'rendition(transform: { width: 320, format: WEBP }) { url }',
  ),
  throughLink(
    'Image.rendition through a link that needs a signature',
    inLink('SIGNATURE_REQUIRED'),
    'rendition(transform: { width: 317, quality: 41, format: WEBP }) { url }',
  ),
  ofImage('Image.responsive', seen(), 'responsive(transform: { width: 100 }) { src }'),
  ofImage('Image.original', seenByOwner(), 'original { url }'),
  ofImage('Image.original of a public image', seenByOwner(), 'original { url }', 'public'),
  throughLink('Image.original through a link', inLink('null'), 'original { url }'),
  ofImage(
    'Image.inspection',
    seen({ recipient: 'NOT_FOUND' }),
    'inspection(transform: { width: 9, format: WEBP }) { ssim }',
  ),
  ofImage(
    'Image.inspection of a public image',
    needs('READ', 'NOT_FOUND'),
    'inspection(transform: { width: 9, format: WEBP }) { ssim }',
    'public',
  ),
  ofImage('Image.shares', seen({ recipient: 'none' }), 'shares { nodes { id } }'),
  ofImage(
    'Image.shares of a public image',
    all('none', { owner: 'yes', READ: 'yes', admin: 'yes' }),
    'shares { nodes { id } }',
    'public',
  ),
  throughLink('Image.shares through a link', inLink('none'), 'shares { nodes { id } }'),
  ofImage('Placeholder.url', seen(), 'placeholder { it: url }'),
  ofImage('Image.events', seen({ recipient: 'none' }), 'events { nodes { image { id } } }'),
  field(
    'Variant.image',
    seen(),
    'query ($id: ID!) { node(id: $id) { ... on Variant { it: image { id } } } }',
    { variables: ({ variant }) => ({ id: variant }) },
  ),
  field('Variant.url', seen(), 'query ($id: ID!) { node(id: $id) { ... on Variant { it: url } } }', {
    variables: ({ variant }) => ({ id: variant }),
  }),
  field(
    'Variant.url in the payload of a mutation',
    needs('MANAGE', 'null', { MANAGE: 'null' }),
    'mutation ($id: ID!) { updateImage(input: { id: $id, title: "x" }) { image { variant(name: "thumb") { it: url } } } }',
    { variables: ({ image }) => ({ id: image }) },
  ),
  field(
    'Share.image',
    seenByOwner(),
    'query ($id: ID!) { node(id: $id) { ... on Share { it: image { id } } } }',
    { variables: ({ share }) => ({ id: share }) },
  ),
  field('MediaUpload.image', seenByOwner(), 'query ($id: ID!) { upload(id: $id) { it: image { id } } }', {
    variables: ({ upload }) => ({ id: upload }),
  }),
  ofViewer(
    'Viewer.usage',
    needs('READ', 'yes', { UPLOAD: 'yes', MANAGE: 'yes' }),
    'usage { bytes { used } }',
  ),
  ofViewer('Viewer.uploads', needs('READ', 'none', { admin: 'none' }), 'uploads { nodes { id } }'),
  ofViewer(
    'Viewer.sharedWithMe',
    needs('READ', 'none', { owner: 'none', READ: 'none', admin: 'none', recipient: 'yes' }),
    'sharedWithMe(first: 100) { nodes { id } }',
    'own image',
  ),
  ofViewer('Viewer.events', needs('READ', 'yes'), 'events { pageInfo { hasNextPage } }'),
  ofViewer(
    'Viewer.apiKeys',
    needs('MANAGE', 'none', { admin: 'none' }),
    'apiKeys(first: 100) { edges { node { id } } }',
  ),
  ofViewer(
    'Viewer.webhookEndpoints',
    needs('MANAGE', 'none', { admin: 'none' }),
    'webhookEndpoints(first: 100) { nodes { id } }',
    'own endpoint',
  ),
  field(
    'WebhookEndpoint.deliveries',
    managed,
    'query ($id: ID!) { node(id: $id) { ... on WebhookEndpoint { it: deliveries { nodes { id } } } } }',
    { variables: ({ endpoint }) => ({ id: endpoint }) },
  ),
  field(
    'WebhookDelivery.endpoint',
    managed,
    'query ($id: ID!) { node(id: $id) { ... on WebhookDelivery { it: endpoint { id } } } }',
    { variables: ({ delivery }) => ({ id: delivery }) },
  ),
];
