/** Over tus, through the server: for storages that the page cannot reach, and proxies that let only the server's address through. */
import { DarkroomImageProgressDocument } from './generated/graphql.ts';
import { contentTypeOf } from './content-type.ts';
import { DarkroomError, refusalOf } from './failure.ts';
import { type Job, type Sender, uploadedImage } from './job.ts';
import { persist } from './patience.ts';
import type { SendAnswer, SendRequest } from './send.ts';
import type { UploadedImage } from './upload-state.ts';

/** Bytes of one request: few enough for proxies, so many that waiting for answers does not count. */
const requestBytes = 32 * 1024 * 1024;

const protocol = { 'tus-resumable': '1.0.0' };

export const sendTus: Sender = async (job) => {
  const { location, ...begun } = await persist(() => begin(job), job.patience);
  job.onBegun(() => terminate(job, location));
  job.onProgress(begun.offset);
  const imageId = begun.imageId ?? (await sendRest(job, location, begun.offset));
  return findImage(job, imageId);
};

/** @returns the id of the image that it has become. */
async function sendRest(job: Job, location: string, begin: number): Promise<string> {
  let place: Place = { offset: begin, imageId: null };
  let isCertain = true;
  const advance = async () => {
    // After a fault only the server knows how much has arrived.
    if (!isCertain) place = await placeAt(job, location);
    isCertain = false;
    if (place.imageId === null) place = await append(job, location, place.offset);
    isCertain = true;
    return place.imageId;
  };
  for (;;) {
    const imageId = await persist(advance, job.patience);
    if (imageId !== null) return imageId;
  }
}

interface Place {
  readonly offset: number;
  /** There once it is an image. */
  readonly imageId: string | null;
}

/** Answered with the same place when it is repeated. */
async function begin(job: Job): Promise<Place & { readonly location: string }> {
  // Not ended by the signal: what has begun has to be known, to be freed.
  const answer = await tus(unending(job), {
    method: 'POST',
    url: `${job.api.url}/files`,
    headers: {
      'upload-length': String(job.file.size),
      'upload-metadata': await metadata(job),
      'idempotency-key': job.idempotencyKey,
    },
  });
  const location = answer.header('location');
  if (!location)
    throw new DarkroomError('UNEXPECTED_ANSWER', 'The server answered without an address to send to.');
  return { ...placeOf(answer), location: new URL(location, answerBase(job)).href };
}

/** An address without an origin is one of the page's own. */
const answerBase = ({ api }: Job): string => new URL(`${api.url}/files`, globalThis.location?.href).href;

async function append(job: Job, location: string, offset: number): Promise<Place> {
  const body = job.file.slice(offset, offset + requestBytes);
  const answer = await tus(job, {
    method: 'PATCH',
    url: location,
    headers: { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
    body,
    onProgress: (sent) => {
      job.onProgress(offset + sent);
      if (offset + sent >= job.file.size) job.onVerifying();
    },
  });
  return placeOf(answer);
}

const placeAt = async (job: Job, location: string): Promise<Place> =>
  placeOf(await tus(job, { method: 'HEAD', url: location }));

async function terminate(job: Job, location: string): Promise<void> {
  await tus(unending(job), { method: 'DELETE', url: location });
}

const unending = (job: Job): Job => ({ ...job, signal: new AbortController().signal });

async function tus({ api, signal }: Job, request: Omit<SendRequest, 'signal'>): Promise<SendAnswer> {
  const answer = await api.request({ ...request, headers: { ...protocol, ...request.headers }, signal });
  if (answer.status >= 200 && answer.status <= 299) return answer;
  throw refusalOf({ ...answer, retryAfter: answer.header('retry-after') });
}

const placeOf = (answer: SendAnswer): Place => ({
  offset: Number(answer.header('upload-offset') ?? 0),
  imageId: answer.header('darkroom-image-id'),
});

/** Names and values in Base64, as the protocol wants it. */
async function metadata({ file, filename, input }: Job): Promise<string> {
  const { tags, outputs, ...texts } = input;
  const about = {
    filename,
    filetype: await contentTypeOf(file),
    ...texts,
    tags: tags?.join(','),
    outputs: outputs?.join(','),
  };
  const given = Object.entries(about).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return given.map(([name, value]) => `${name} ${base64(value)}`).join(',');
}

const base64 = (text: string): string => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

/** A key that may not READ is told the id alone. */
async function findImage({ api, patience, signal }: Job, id: string): Promise<UploadedImage> {
  const { image } = await persist(() => api.ask(DarkroomImageProgressDocument, { id }, { signal }), patience);
  return image ? uploadedImage(image) : { id, status: 'PROCESSING', variants: { ready: 0, required: 0 } };
}
