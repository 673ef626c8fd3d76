/** By what a subscriber may see an image: decided anew for each event, since what was allowed may end meanwhile. */
import type { DataSource } from 'typeorm';
import { AppError } from '../../platform/errors.ts';
import { toGlobalId } from '../../platform/ids.ts';
import { maySee } from '../access/policy.ts';
import type { Viewer } from '../access/viewer.ts';
import type { ImageEntity } from '../images/image.entity.ts';
import type { Grant } from '../sharing/grant.ts';
import { findGrantsTo, mostOf } from '../sharing/open-share.ts';

/** Without a grant: by who the viewer is. */
export interface Sight {
  readonly grant?: Grant;
}

/** Of those of the images that the viewer may see, by their ids. */
export async function sightsOf(
  database: DataSource,
  viewer: Viewer,
  images: readonly ImageEntity[],
): Promise<Map<string, Sight>> {
  const sights = new Map<string, Sight>();
  for (const image of images) if (maySee(viewer, image)) sights.set(image.id, {});
  const hidden = images.filter(({ id }) => !sights.has(id));
  if (viewer.subject === null || hidden.length === 0) return sights;
  const ids = hidden.map(({ id }) => id);
  const grants = Map.groupBy(await findGrantsTo(database, viewer.subject, ids), ({ imageId }) => imageId);
  for (const image of hidden) {
    const grant = mostOf(grants.get(image.id) ?? [], { original: false });
    if (grant && maySee(viewer, image, grant)) sights.set(image.id, { grant });
  }
  return sights;
}

/** The same of one. @throws AppError ACCESS_ENDED */
export async function sightOf(database: DataSource, viewer: Viewer, image: ImageEntity): Promise<Sight> {
  const sight = (await sightsOf(database, viewer, [image])).get(image.id);
  if (!sight) throw accessEnded(image);
  return sight;
}

export const accessEnded = ({ id }: Pick<ImageEntity, 'id'>): AppError =>
  new AppError('ACCESS_ENDED', { id: toGlobalId('image', id) });
