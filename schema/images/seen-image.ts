/** An image as the viewer sees it: by what they are, or else by what is shared with them. */
import { maySee } from '../../domain/access/policy.ts';
import type { ImageEntity } from '../../domain/images/image.entity.ts';
import type { Grant } from '../../domain/sharing/grant.ts';
import { mostOf } from '../../domain/sharing/open-share.ts';
import type { Context } from '../context.ts';
import { ImageType } from './image-type.ts';

/** Null where it does not exist or the viewer may not see it, which look the same. */
export async function seenImage(uuid: string, context: Context): Promise<ImageType | null> {
  const image = await context.loaders.images.load(uuid);
  return image ? asSeen(image, context) : null;
}

/** The same of an image that was read already. */
export async function asSeen(image: ImageEntity, { loaders, viewer }: Context): Promise<ImageType | null> {
  if (maySee(viewer, image)) return new ImageType(image);
  const grant = mostOf(await loaders.grantsOfImage.load(image.id), { original: false });
  return grant && maySee(viewer, image, grant) ? new ImageType(image, grant) : null;
}

/** The share that says most for what is asked; a link stands for itself. */
export async function grantOf(
  { entity, grant }: ImageType,
  { loaders }: Context,
  wanted: { readonly original: boolean },
): Promise<Grant | undefined> {
  return grant?.token === undefined ? mostOf(await loaders.grantsOfImage.load(entity.id), wanted) : grant;
}
