/**
 * Where the bytes of a resumable upload go while they come, and how far they are durable. On a disk they are appended
 * to one file. A bucket takes parts of at least 5 MiB, so what is left over at the end of a request is a blob of its
 * own until the next request brings enough to fill a part.
 */
import { buffer } from 'node:stream/consumers';
import type { DataSource } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import { AppError } from '../../platform/errors.ts';
import { newUuid } from '../../platform/ids.ts';
import type { BlobStore } from '../../storage/blob-store.ts';
import type { LocalParts, PresignedWrites, StoredPart } from '../../storage/client-writes.ts';
import { partsOf } from '../../storage/parts.ts';
import { announced } from './upload-targets.ts';
import type { UploadEntity } from './upload.entity.ts';

/** So far everything is durable. */
export interface Checkpoint {
  readonly receivedBytes: number;
  /** A part that has been filled. */
  readonly part?: StoredPart;
  /** The blob with what follows the last whole part. */
  readonly restKey?: string;
}

interface Dependencies {
  readonly database: DataSource;
  readonly store: BlobStore;
}

/** Stores what comes after what has been received. The body ends or goes on; it does not fail. */
export function storeArriving(
  dependencies: Dependencies,
  upload: UploadEntity,
  body: AsyncIterable<Uint8Array>,
): AsyncGenerator<Checkpoint> {
  const writes = dependencies.store.clientWrites;
  return writes.kind === 'local'
    ? intoFile(writes, upload, body)
    : intoBucket({ ...dependencies, writes }, upload, body);
}

async function* intoFile(
  writes: LocalParts,
  upload: UploadEntity,
  body: AsyncIterable<Uint8Array>,
): AsyncGenerator<Checkpoint> {
  const { byteSize } = announced(upload);
  for await (const receivedBytes of writes.append(upload.id, { offset: upload.receivedBytes, body }))
    yield receivedBytes === byteSize
      ? { receivedBytes, part: { partNumber: 1, etag: `"${byteSize}"`, byteSize } }
      : { receivedBytes };
}

async function* intoBucket(
  { database, store, writes }: Dependencies & { writes: PresignedWrites },
  upload: UploadEntity,
  body: AsyncIterable<Uint8Array>,
): AsyncGenerator<Checkpoint> {
  const { storageKey, byteSize, partBytes } = announced(upload);
  const { receivedBytes, multipartId } = upload;
  if (multipartId === null) throw new AppError('UPLOAD_EXPIRED');
  const rest = await restOf(store, upload, receivedBytes % partBytes);
  let start = receivedBytes - rest.byteLength;
  for await (const { data } of partsOf(joined(rest, body), partBytes)) {
    const end = start + data.byteLength;
    if (end <= receivedBytes) return;
    if (data.byteLength < partBytes && end < byteSize) {
      yield { receivedBytes: end, restKey: await putRest({ database, store }, upload, data) };
      return;
    }
    const partNumber = start / partBytes + 1;
    yield { receivedBytes: end, part: await writes.writePart(storageKey, { multipartId, partNumber, data }) };
    start = end;
  }
}

/** What came before and fills no part. */
async function restOf(store: BlobStore, { restKeys }: UploadEntity, bytes: number): Promise<Buffer> {
  const [key] = restKeys;
  if (bytes === 0) return Buffer.alloc(0);
  if (key === undefined) throw new AppError('UPLOAD_EXPIRED');
  const rest = await buffer((await store.open(key)).body);
  if (rest.byteLength !== bytes) throw new AppError('UPLOAD_EXPIRED');
  return rest;
}

/** Its key is written down first, behind the one that counts, so that a blob that a crash leaves is found. */
async function putRest(
  { database, store }: Dependencies,
  { id, storageKey }: UploadEntity,
  data: Uint8Array,
): Promise<string> {
  const key = `${storageKey}.rest-${newUuid()}`;
  await sql(database, 'UPDATE uploads SET rest_keys = array_append(rest_keys, $2) WHERE id = $1', [id, key]);
  await store.put(key, data, { contentType: 'application/octet-stream', byteSize: data.byteLength });
  return key;
}

async function* joined(
  before: Uint8Array,
  body: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  if (before.byteLength > 0) yield before;
  yield* body;
}
