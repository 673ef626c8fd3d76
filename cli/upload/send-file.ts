/** Sends one file by the GraphQL multipart request specification, from disk, telling how much has gone out. */
import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { AppError } from '../../platform/errors.ts';
import { payloadOf } from '../remote/ask.ts';
import { post } from '../remote/post.ts';
import type { RemoteServer } from '../remote/remote-server.ts';

export interface SendOptions {
  readonly input: Readonly<Record<string, unknown>>;
  /** 0 to 1. */
  readonly onProgress: (share: number) => void;
}

const mutation = `mutation Upload($input: UploadImageInput!) {
  uploadImage(input: $input) { image { id } userErrors { code message } }
}`;

/** The id of the new image. */
export async function sendFile(server: RemoteServer, path: string, options: SendOptions): Promise<string> {
  const size = await sizeOf(path);
  const boundary = `darkroom-${randomBytes(12).toString('hex')}`;
  const head = Buffer.from(preamble(boundary, basename(path), options.input));
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);

  async function* body(): AsyncGenerator<Buffer> {
    yield head;
    let sent = 0;
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      yield chunk;
      sent += chunk.length;
      options.onProgress(size === 0 ? 1 : sent / size);
    }
    yield tail;
  }

  const answer = await post(server, {
    headers: {
      'apollo-require-preflight': 'true',
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'content-length': String(head.length + size + tail.length),
    },
    body: Readable.from(body()),
    bodyTimeout: 0,
    headersTimeout: 0,
  });
  return (payloadOf(answer, 'uploadImage') as { readonly image: { readonly id: string } }).image.id;
}

async function sizeOf(path: string): Promise<number> {
  const found = await stat(path).catch((cause: unknown) => {
    throw new AppError('INVALID_INPUT', { field: path, reason: 'it cannot be read' }, { cause });
  });
  if (found.isFile()) return found.size;
  throw new AppError('INVALID_INPUT', { field: path, reason: 'it is no file: name the files in it' });
}

function preamble(boundary: string, filename: string, input: Readonly<Record<string, unknown>>): string {
  const operations = JSON.stringify({ query: mutation, variables: { input: { ...input, file: null } } });
  const field = (name: string, value: string): string =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  // The rules of the HTML standard for names in form data.
  const quoted = filename.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  return (
    field('operations', operations) +
    field('map', JSON.stringify({ 0: ['variables.input.file'] })) +
    `--${boundary}\r\nContent-Disposition: form-data; name="0"; filename="${quoted}"\r\n` +
    'Content-Type: application/octet-stream\r\n\r\n'
  );
}
