/** The subscription that tells how far an upload is, whichever way its bytes come. */
import { Arg, ID, Resolver, Root, Subscription } from 'type-graphql';
import { followUpload } from '../../domain/uploads/follow-upload.ts';
import { fromGlobalId } from '../../platform/ids.ts';
import type { Context } from '../context.ts';
import { uploadEventOf, UploadEventType } from './upload-event-types.ts';

@Resolver()
export class UploadEventsResolver {
  @Subscription(() => UploadEventType, {
    description:
      'First an UploadSnapshot, then UploadProgress as bytes arrive, at last UploadCompleted or UploadFailed; then it ends. Of uploads of the viewer.',
    subscribe: ({ args, context }: { args: { uploadId: string }; context: Context }) =>
      subscribe(args.uploadId, context),
  })
  uploadEvents(
    @Root() event: UploadEventType,
    @Arg('uploadId', () => ID, { description: 'The global id, upl_….' }) _uploadId: string,
  ): UploadEventType {
    return event;
  }
}

async function subscribe(
  uploadId: string,
  { app, viewer, loaders }: Context,
): Promise<AsyncIterable<UploadEventType>> {
  const events = await followUpload(app, { viewer, uploadId: fromGlobalId('upload', uploadId) });
  const told: AsyncIterableIterator<UploadEventType> = {
    async next() {
      const { done, value } = await events.next();
      if (done) return { done: true, value: undefined };
      // A subscription outlives any one answer: what it loaded for the last event is stale for this one.
      loaders.variantsOfImage.clearAll();
      loaders.images.clearAll();
      return { done: false, value: uploadEventOf(value) };
    },
    async return() {
      await events.return();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return told;
    },
  };
  return told;
}
