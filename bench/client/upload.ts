/** `uploadImage` after the GraphQL multipart request specification. */
import type { Stack } from '../stack/stack.ts';
import { authorization, dataOf, endpoint } from './graphql.ts';
import { post } from './post.ts';

export interface UploadFile {
  readonly length: number;
  /** Gives the bytes anew at each call. */
  readonly bytes: () => Iterable<Buffer>;
}

export const bufferFile = (data: Buffer): UploadFile => ({ length: data.length, bytes: () => [data] });

const boundary = 'darkroom-bench-9d1c7f0e';

const mutation = `mutation ($file: Upload!) {
  uploadImage(input: { file: $file }) { image { id } userErrors { code message } }
}`;

const part = (name: string, content: string): string =>
  `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${content}\r\n`;

const head = Buffer.from(
  part('operations', JSON.stringify({ query: mutation, variables: { file: null } })) +
    part('map', JSON.stringify({ 0: ['variables.file'] })) +
    `--${boundary}\r\nContent-Disposition: form-data; name="0"; filename="photo.jpg"\r\n` +
    'Content-Type: application/octet-stream\r\n\r\n',
);
const tail = Buffer.from(`\r\n--${boundary}--\r\n`);

/** The request without its address: what another server can be sent as well. */
export function uploadBody({ length, bytes }: UploadFile) {
  return {
    headers: {
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'apollo-require-preflight': 'true',
    },
    length: head.length + length + tail.length,
    body: () => framed(bytes()),
  };
}

function* framed(bytes: Iterable<Buffer>): Generator<Buffer> {
  yield head;
  yield* bytes;
  yield tail;
}

interface Uploaded {
  readonly uploadImage: {
    readonly image: { readonly id: string } | null;
    readonly userErrors: readonly { readonly message: string }[];
  };
}

/** The id of the new image. */
export async function upload(stack: Stack, file: UploadFile): Promise<string> {
  const { headers, length, body } = uploadBody(file);
  const text = await post({
    url: endpoint(stack),
    headers: { ...headers, authorization: authorization(stack) },
    length,
    body: body(),
  });
  const { image, userErrors } = (dataOf(text) as Uploaded).uploadImage;
  if (!image) throw new Error(`the upload was refused: ${userErrors[0]?.message ?? 'no reason'}`);
  return image.id;
}
