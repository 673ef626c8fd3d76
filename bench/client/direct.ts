/** A direct upload as a client of the library sends it: begun and completed by GraphQL, its bytes by PUT. */
import { Agent, type IncomingMessage, request } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Stack } from '../stack/stack.ts';
import { query } from './graphql.ts';

export interface SignedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
}

export interface Begun {
  readonly id: string;
  readonly single: SignedRequest | null;
  readonly partSize: number;
  readonly parts: readonly { readonly partNumber: number; readonly request: SignedRequest }[];
}

interface Errors {
  readonly userErrors: readonly { readonly message: string }[];
}

const signed = 'method url headers { name value }';

const create = `mutation ($input: CreateUploadInput!) { createUpload(input: $input) {
  upload { id }
  target { single { ${signed} } multipart { partSize partCount parts { partNumber request { ${signed} } } } }
  userErrors { message }
} }`;

const sign = `mutation ($input: SignUploadPartsInput!) { signUploadParts(input: $input) {
  parts { partNumber request { ${signed} } } userErrors { message }
} }`;

const complete = `mutation ($input: CompleteUploadInput!) { completeUpload(input: $input) {
  image { id } userErrors { message }
} }`;

export async function begin(stack: Stack, input: object): Promise<Begun> {
  const { createUpload } = await query<{
    createUpload: Errors & {
      upload: { id: string } | null;
      target: {
        single: SignedRequest | null;
        multipart: { partSize: number; partCount: number; parts: Begun['parts'] } | null;
      } | null;
    };
  }>(stack, create, { input });
  const { upload, target } = accepted(createUpload);
  if (!upload || !target) throw new Error('no upload was begun');
  const { partSize = 0, partCount = 0, parts = [] } = target.multipart ?? {};
  const begun = { id: upload.id, single: target.single, partSize, parts };
  return parts.length < partCount
    ? { ...begun, parts: [...parts, ...(await others(stack, begun, partCount))] }
    : begun;
}

async function others(stack: Stack, { id, parts }: Begun, partCount: number): Promise<Begun['parts']> {
  const partNumbers = Array.from(
    { length: partCount - parts.length },
    (_, index) => parts.length + index + 1,
  );
  const { signUploadParts } = await query<{ signUploadParts: Errors & { parts: Begun['parts'] } }>(
    stack,
    sign,
    {
      input: { uploadId: id, partNumbers },
    },
  );
  return accepted(signUploadParts).parts;
}

/** The id of the new image. */
export async function finish(stack: Stack, uploadId: string): Promise<string> {
  const { completeUpload } = await query<{ completeUpload: Errors & { image: { id: string } | null } }>(
    stack,
    complete,
    { input: { uploadId } },
  );
  const { image } = accepted(completeUpload);
  if (!image) throw new Error('there is no image');
  return image.id;
}

function accepted<T extends Errors>(answer: T): T {
  if (answer.userErrors[0]) throw new Error(`it was refused: ${answer.userErrors[0].message}`);
  return answer;
}

const agent = new Agent({ keepAlive: true });

/** Sends exactly what was signed. @throws when the answer is no success. */
export async function send({ method, url, headers }: SignedRequest, body: Readable | Buffer): Promise<void> {
  const outgoing = request(url, {
    method,
    agent,
    headers: Object.fromEntries(headers.map(({ name, value }) => [name, value])),
  });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.once('response', resolve).once('error', reject);
  });
  const [response] = await Promise.all([answered, pipeline(Readable.from(body), outgoing)]);
  response.resume();
  if (response.statusCode !== 200)
    throw new Error(`a signed request was answered with ${response.statusCode}`);
}
