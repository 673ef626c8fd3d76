/** The rows of routes, by the names that Fastify has for them, on both ports; and of the WebSocket. */
import { all, delivered, linked, needs, needsKey, open, signedOnly, unguarded } from './answers.ts';
import { route, type Row } from './row.ts';

const jpeg = { 'content-type': 'image/jpeg' };
const tus = { 'tus-resumable': '1.0.0' };
const picture = ({ picture: bytes }: { picture: Uint8Array<ArrayBuffer> }) => bytes;

const graphqlRoutes: readonly Row[] = [
  route('POST /graphql', all('yes'), { json: { query: '{ it: __typename }' } }),
  route('GET /graphql', all('yes'), {
    query: { query: '{ it: __typename }' },
    headers: { 'apollo-require-preflight': 'true' },
  }),
  {
    name: 'WebSocket /graphql',
    of: 'private',
    cells: all('yes'),
    ask: () => ({ over: 'socket', document: undefined }),
  },
  // A query, which is refused in the stream, and so ends it: what can be followed has the rows of subscriptions.
  route('POST /graphql/stream', all('yes'), { json: { query: '{ it: __typename }' } }),
  route('GET /graphql/stream', all('yes'), {
    query: { query: '{ it: __typename }' },
    headers: { 'apollo-require-preflight': 'true' },
  }),
];

const fromOurPage = { 'sec-fetch-site': 'same-origin' };
const form = { ...fromOurPage, 'content-type': 'application/x-www-form-urlencoded' };
/** Whoever has no link that is in force: the link is the only permission. */
const linkAlone = all('FORBIDDEN', { 'ended key': 'FORBIDDEN' });

const pages: readonly Row[] = [
  route('GET /', all('yes')),
  // The app’s page is the same for everybody, whatever they show, and asks the API who has it open.
  ...[
    '/ of a browser',
    '/library',
    '/library/:id',
    '/settings',
    '/settings/:section',
    '/upload',
    '/graphql of a browser',
  ].map((path) =>
    route(`GET ${path}`, all('yes', { 'ended key': 'yes' }), {
      parameters: { section: 'usage' },
      headers: { accept: 'text/html' },
    }),
  ),
  route('GET /assets/*', all('NOT_FOUND', { 'ended key': 'NOT_FOUND' })),
  route('GET /sign-in', linkAlone, { query: { token: 'none' } }),
  route('POST /sign-in', linkAlone, { headers: form, body: () => 'token=none' }),
  // Who shows a session ends it, and it is asked with everything else: here it is hidden.
  route('POST /sign-out', unguarded, { headers: { ...form, cookie: 'none=1' } }),
];

const uploads: readonly Row[] = [
  route('POST /upload', needs('UPLOAD', 'yes'), { headers: jpeg, body: picture }),
  route('POST /upload from a URL', needs('UPLOAD', 'yes'), {
    query: { source: 'https://images.example/photo.jpg' },
  }),
  route('GET /uploads/:id', needsKey('NOT_FOUND'), { id: 'upload' }),
  route('PUT /uploads/:id', signedOnly, {
    of: 'own upload',
    id: 'upload',
    query: { size: '1000', type: 'image/jpeg' },
    headers: { ...jpeg, 'if-none-match': '*' },
    body: () => new Uint8Array(1_000),
  }),
  route('PUT /uploads/:id/parts/:number', signedOnly, {
    of: 'own parts',
    id: 'upload',
    parameters: { number: '1' },
    query: { size: '1000' },
    body: () => new Uint8Array(1_000),
  }),
];

const resumable: readonly Row[] = [
  route('OPTIONS /files', unguarded),
  route('OPTIONS /files/:id', unguarded, { id: 'resumable' }),
  route('POST /files', needs('UPLOAD', 'yes'), { headers: { ...tus, 'upload-length': '1000' } }),
  route('HEAD /files/:id', needs('UPLOAD', 'NOT_FOUND'), {
    of: 'own resumable',
    id: 'resumable',
    headers: tus,
  }),
  route('PATCH /files/:id', needs('UPLOAD', 'NOT_FOUND'), {
    of: 'own resumable',
    id: 'resumable',
    headers: { ...tus, 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' },
    body: () => new Uint8Array(10),
  }),
  route('DELETE /files/:id', needs('UPLOAD', 'NOT_FOUND'), {
    of: 'own resumable',
    id: 'resumable',
    headers: tus,
  }),
  route('POST /files/:id as DELETE', needs('UPLOAD', 'NOT_FOUND'), {
    of: 'own resumable',
    id: 'resumable',
    headers: { ...tus, 'x-http-method-override': 'DELETE' },
  }),
];

const actions: readonly Row[] = [
  route('DELETE /images/:id', needs('MANAGE', 'NOT_FOUND'), { of: 'own image' }),
  route('POST /images/:id/purge', needs('MANAGE', 'NOT_FOUND'), { of: 'own image' }),
  route('POST /images/:id/share', needs('MANAGE', 'NOT_FOUND'), { of: 'own image', json: {} }),
  route('POST /images/:id/signed-url', needs('READ', 'NOT_FOUND', { recipient: 'yes' }), {
    json: { transform: 'w320.webp' },
  }),
  route('POST /images/:id/signed-url of the original', needs('READ', 'NOT_FOUND'), {
    json: { original: true },
  }),
];

const file = (name: string) => ({ parameters: { file: name } });

const delivery: readonly Row[] = [
  route('GET /images/:id', delivered()),
  route('GET /images/:id of a public image', open(), { of: 'public' }),
  route('GET /images/:id/metadata', delivered()),
  route('GET /images/:id/metadata of a public image', open(), { of: 'public' }),
  route('GET /i/:id/:file of a variant', delivered(), file('thumb.webp')),
  route('GET /i/:id/:file of a variant of a public image', open(), { of: 'public', ...file('thumb.webp') }),
  route('GET /i/:id/:file of a width that is free', delivered(), file('w320.webp')),
  route(
    'GET /i/:id/:file of a rendition that is not',
    delivered({ recipient: 'SIGNATURE_REQUIRED' }),
    file('w31-q41.webp'),
  ),
  route(
    'GET /i/:id/:file of a rendition of a public image that is not',
    all('SIGNATURE_REQUIRED', {
      owner: 'yes',
      READ: 'yes',
      admin: 'yes',
      signature: 'yes',
      'ended signature': 'SIGNATURE_INVALID',
    }),
    { of: 'public', ...file('w31-q41.webp') },
  ),
  route(
    'GET /i/:id/:file of the original',
    delivered({ recipient: 'SHARE_WITHOUT_ORIGINAL' }),
    file('original'),
  ),
  route(
    'GET /i/:id/:file of the original of a public image',
    delivered({ recipient: 'SHARE_WITHOUT_ORIGINAL' }),
    { of: 'public', ...file('original') },
  ),
  route('GET /s/:token', linked()),
  route('GET /s/:token/:file of a variant', linked(), file('thumb.webp')),
  route(
    'GET /s/:token/:file of a rendition that is not free',
    linked({ link: 'SIGNATURE_REQUIRED' }),
    file('w31-q41.webp'),
  ),
  route('GET /s/:token/:file of the original', linked({ link: 'SHARE_WITHOUT_ORIGINAL' }), file('original')),
];

const documents: readonly Row[] = [
  'GET /openapi',
  'GET /openapi/json',
  'GET /openapi/yaml',
  'GET /openapi.json',
  'GET /openapi/static/index.html',
  'GET /openapi/static/swagger-initializer.js',
  'GET /openapi/static/*',
  'HEAD /openapi/',
].map((name) => route(name, unguarded));

const forNobody = all('DEBUG_NOT_ALLOWED', { 'ended key': 'DEBUG_NOT_ALLOWED' });

const others: readonly Row[] = [
  route('OPTIONS *', unguarded, {
    headers: { origin: 'https://app.example', 'access-control-request-method': 'GET' },
  }),
  route('GET /probe/live on the admin port', unguarded, { port: 'admin' }),
  route('GET /probe/ready on the admin port', unguarded, { port: 'admin' }),
  // Where it is asked from decides: the machine itself, and there no web page, whoever has it open.
  ...[
    'GET /debug/cpu-profile',
    'GET /debug/heap-snapshot',
    'GET /debug/log-level',
    'PUT /debug/log-level',
  ].map((name) =>
    route(`${name} on the admin port, by a web page`, forNobody, {
      port: 'admin',
      headers: { origin: 'https://app.example' },
    }),
  ),
  route('GET /metrics on the admin port', unguarded, { port: 'admin' }),
];

export const routes: readonly Row[] = [
  ...graphqlRoutes,
  ...pages,
  ...uploads,
  ...resumable,
  ...actions,
  ...delivery,
  ...documents,
  ...others,
];
