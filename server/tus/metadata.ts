/** What the clients of tus say about a file: the header Upload-Metadata, and the names in it that mean something here. */
import { Metadata } from '@tus/server';
import type { Visibility } from '../../domain/images/image.entity.ts';
import type { ResumableWish } from '../../domain/uploads/begin-resumable.ts';
import { AppError } from '../../platform/errors.ts';

export type SaidOfFile = Omit<ResumableWish, 'viewer' | 'uploadId' | 'byteSize' | 'settle'>;

/** What a browser says of a file that it does not know. */
const anything = 'application/octet-stream';

/** Other names are kept for the client, and mean nothing. @throws AppError INVALID_INPUT. */
export function saidOfFile(header: string): SaidOfFile {
  const said = parse(header);
  // Uppy and others say both, tus-js-client what the page makes it say.
  const type = said('filetype') ?? said('type');
  return {
    filename: said('filename') ?? said('name') ?? '',
    contentType: type === anything ? undefined : type,
    profile: said('profile'),
    visibility: visibilityOf(said('visibility')),
    tags: said('tags')?.split(','),
    outputs: said('outputs')?.split(','),
    namespace: said('namespace'),
    title: said('title'),
    description: said('description'),
    sha256: said('sha256'),
    tusMetadata: header,
  };
}

/** Looks a name up; an empty value says nothing. */
function parse(header: string): (name: string) => string | undefined {
  if (header === '') return () => undefined;
  try {
    const said = new Map(Object.entries(Metadata.parse(header)));
    return (name) => said.get(name) || undefined;
  } catch {
    throw new AppError('INVALID_INPUT', {
      field: 'Upload-Metadata',
      reason: 'send pairs of a name and a value in base64, with a space in a pair and commas between pairs',
    });
  }
}

function visibilityOf(given: string | undefined): Visibility | undefined {
  const visibility = given?.toUpperCase();
  if (visibility === undefined || visibility === 'PUBLIC' || visibility === 'PRIVATE') return visibility;
  throw new AppError('INVALID_INPUT', { field: 'visibility', reason: 'say PUBLIC or PRIVATE' });
}
