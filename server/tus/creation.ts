/**
 * A request that begins an upload. Under an idempotency key it begins one, however often it is sent: again, it is
 * answered with the same address, and with how far the upload is. The bytes that it brings then are not looked at, since
 * they may have come with the first one.
 */
import { resumableOnce } from '../../domain/uploads/begin-resumable.ts';
import { repeatedUpload, type Settled } from '../../domain/uploads/idempotency.ts';
import { toGlobalId } from '../../platform/ids.ts';
import { discardUnread, idempotencyKeyOf } from '../routes/rest.ts';
import { addressOf, type Conversation, describe, exchange, type TusOptions } from './exchange.ts';
import { lengthOf, metadataOf } from './headers.ts';
import { saidOfFile } from './metadata.ts';

/** @throws AppError the refusal. */
export function create(options: TusOptions, conversation: Conversation): Promise<void> {
  const { request } = conversation;
  const wish = {
    ...saidOfFile(metadataOf(request)),
    viewer: request.viewer,
    byteSize: lengthOf(request),
    idempotencyKey: idempotencyKeyOf(request),
  };
  return resumableOnce(options.app, wish, {
    run: (settle) => exchange(options, { method: 'POST', settle }, conversation),
    replay: (settled) => repeat(options, settled, conversation),
  });
}

async function repeat(
  options: TusOptions,
  settled: Settled,
  { request, reply }: Conversation,
): Promise<void> {
  const upload = await repeatedUpload(options.app.database, settled);
  discardUnread(request, options);
  const id = toGlobalId('upload', upload.id);
  await describe(options, id, { request, reply });
  reply
    .code(201)
    .header('location', addressOf(options, id))
    .header('upload-offset', String(upload.receivedBytes));
}
