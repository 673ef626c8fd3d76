/** An upload as the REST routes show it: the names and ids of the GraphQL type, with its image in full. */
import { maySee } from '../../domain/access/policy.ts';
import type { ImageEntity } from '../../domain/images/image.entity.ts';
import type { UploadEntity } from '../../domain/uploads/upload.entity.ts';
import { toGlobalId } from '../../platform/ids.ts';
import { failure, failureOf, imageJson, type Shown, time } from './image-json.ts';

interface ShownUpload extends Pick<Shown, 'variants' | 'viewer' | 'urls'> {
  readonly upload: UploadEntity;
  readonly image: ImageEntity | undefined;
}

export function uploadJson({ upload, image, ...shown }: ShownUpload) {
  return {
    id: toGlobalId('upload', upload.id),
    status: upload.status,
    receivedBytes: upload.receivedBytes,
    byteSize: upload.byteSize,
    image: image && maySee(shown.viewer, image) ? imageJson({ ...shown, image }) : null,
    failure: failureOf(upload),
    createdAt: upload.createdAt,
    expiresAt: upload.expiresAt,
  };
}

export const uploadStateSchema = {
  $id: 'Upload',
  type: 'object',
  description: 'One attempt to bring bytes in, with the names of the GraphQL type MediaUpload.',
  required: ['id', 'status', 'receivedBytes', 'byteSize', 'image', 'failure', 'createdAt', 'expiresAt'],
  properties: {
    id: { type: 'string', description: 'The global id, upl_….' },
    status: {
      type: 'string',
      enum: ['PENDING', 'RECEIVING', 'VERIFYING', 'COMPLETED', 'FAILED', 'ABORTED', 'EXPIRED'],
    },
    receivedBytes: { type: 'integer', description: 'Bytes that have arrived.' },
    byteSize: { type: ['integer', 'null'], description: 'Bytes that were announced; null when unknown.' },
    image: {
      anyOf: [{ $ref: 'Image#' }, { type: 'null' }],
      description: 'What came of it; null until COMPLETED, and for a key that may not READ.',
    },
    failure,
    createdAt: time,
    expiresAt: {
      type: ['string', 'null'],
      format: 'date-time',
      description: 'When it will be given up; null where the server receives it itself.',
    },
  },
} as const;
