/**
 * The script of a customer's page: uploads of the chosen file by Uppy over tus, by Uppy to the storage, and in parts by
 * fetch. In JavaScript: Uppy's types bring those of a browser into the whole program, where they contradict Node's.
 */
import Uppy from '@uppy/core';
import AwsS3 from '@uppy/aws-s3';
import Tus from '@uppy/tus';

async function ask({ url, apiKey }, query, input) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables: { input } }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

const signed = 'url headers { name value }';

async function create(connection, file, strategy) {
  const { createUpload } = await ask(
    connection,
    `mutation ($input: CreateUploadInput!) { createUpload(input: $input) {
       upload { id } userErrors { code message }
       target { single { ${signed} } multipart { partSize parts { partNumber request { ${signed} } } } } } }`,
    { filename: file.name, contentType: file.type, byteSize: file.size, strategy },
  );
  const { upload, target, userErrors } = createUpload;
  if (!upload || !target) throw new Error(JSON.stringify(userErrors));
  return { uploadId: upload.id, target };
}

async function complete(connection, input) {
  const { completeUpload } = await ask(
    connection,
    `mutation ($input: CompleteUploadInput!) { completeUpload(input: $input) {
       image { id } userErrors { code message } } }`,
    input,
  );
  if (!completeUpload.image) throw new Error(JSON.stringify(completeUpload.userErrors));
  return completeUpload.image.id;
}

/** A browser sets the length itself, and lets nobody else. */
const settable = ({ headers }) =>
  Object.fromEntries(
    headers
      .filter(({ name }) => name.toLowerCase() !== 'content-length')
      .map(({ name, value }) => [name, value]),
  );

const chosenFile = () => document.querySelector('#file').files[0];

async function run(uppy, file) {
  uppy.addFile({ name: file.name, type: file.type, data: file });
  const { failed } = await uppy.upload();
  if (failed[0]) throw new Error(String(failed[0].error));
}

/** Uppy's Tus plugin, in several requests as behind a proxy that limits bodies. */
async function byTus(connection) {
  let imageId = '';
  const uppy = new Uppy().use(Tus, {
    endpoint: `${connection.url}/files`,
    headers: { authorization: `Bearer ${connection.apiKey}` },
    chunkSize: 3_000_000,
    onAfterResponse: (_request, response) => {
      imageId = response.getHeader('Darkroom-Image-Id') ?? imageId;
    },
  });
  await run(uppy, chosenFile());
  return imageId;
}

/** Uppy's AwsS3 plugin: one signed request to the storage, then `completeUpload`. */
async function byStorage(connection) {
  const file = chosenFile();
  const { uploadId, target } = await create(connection, file, 'SINGLE');
  const uppy = new Uppy().use(AwsS3, {
    shouldUseMultipart: false,
    signRequest: () => ({ url: target.single.url, headers: settable(target.single) }),
  });
  await run(uppy, file);
  return complete(connection, { uploadId });
}

/** Without a library: each part is a slice and a request. */
async function byParts(connection) {
  const file = chosenFile();
  const { uploadId, target } = await create(connection, file, 'MULTIPART');
  const { partSize, parts } = target.multipart;
  const receipts = await Promise.all(
    parts.map(async ({ partNumber, request }) => {
      const start = (partNumber - 1) * partSize;
      const body = file.slice(start, start + partSize);
      const answer = await fetch(request.url, { method: 'PUT', headers: settable(request), body });
      return { partNumber, etag: answer.headers.get('etag') };
    }),
  );
  return complete(connection, { uploadId, parts: receipts });
}

globalThis.site = { byTus, byStorage, byParts };
