/** The subscription that tells how far an upload is, whichever way its bytes come. */
import { Arg, ID, Resolver, Root, Subscription } from 'type-graphql';
import { followUpload } from '../../domain/uploads/follow-upload.ts';
import { fromGlobalId } from '../../platform/ids.ts';
import { mapped } from '../../platform/map-iterator.ts';
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
  { app, viewer }: Context,
): Promise<AsyncIterable<UploadEventType>> {
  const events = await followUpload(app, { viewer, uploadId: fromGlobalId('upload', uploadId) });
  return mapped(events, { map: uploadEventOf });
}
