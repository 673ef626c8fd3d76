/** `node` and `nodes`: any object again by its id, if the viewer may see it. */
import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { isOwner, maySeeShares } from '../../domain/access/policy.ts';
import { isAdmin } from '../../domain/access/viewer.ts';
import { AppError } from '../../platform/errors.ts';
import { parseGlobalId } from '../../platform/ids.ts';
import { ApiKeyType } from '../access/api-key-types.ts';
import { ownBatch } from '../batches/batch-resolver.ts';
import type { Context } from '../context.ts';
import { seenImage } from '../images/seen-image.ts';
import { VariantType } from '../images/variant-type.ts';
import { ShareType } from '../sharing/share-type.ts';
import { MediaUploadType } from '../uploads/upload-type.ts';
import { NodeType } from './node-type.ts';

const maxNodes = 100;

@Resolver()
export class NodeResolver {
  @Query(() => NodeType, {
    nullable: true,
    description: 'Null where it does not exist or the viewer may not see it.',
  })
  node(
    @Arg('id', () => ID, { description: 'Any global id.' }) id: string,
    @Ctx() context: Context,
  ): Promise<NodeType | null> {
    return findNode(id, context);
  }

  @Query(() => [NodeType], { nullable: 'items', description: 'In the order of the ids, at most 100.' })
  nodes(
    @Arg('ids', () => [ID], { description: 'Global ids of any kinds.' }) ids: string[],
    @Ctx() context: Context,
  ): Promise<(NodeType | null)[]> {
    if (ids.length > maxNodes) throw new AppError('PAGE_TOO_LARGE', { limit: maxNodes });
    return Promise.all(ids.map((id) => findNode(id, context)));
  }
}

async function findNode(id: string, context: Context): Promise<NodeType | null> {
  const parsed = parseGlobalId(id);
  return parsed ? await finders[parsed.kind](parsed.uuid, context) : null;
}

type Finder = (uuid: string, context: Context) => Promise<NodeType | null> | null;

const finders: Record<NonNullable<ReturnType<typeof parseGlobalId>>['kind'], Finder> = {
  image: seenImage,
  async variant(uuid, context) {
    const variant = await context.loaders.variants.load(uuid);
    const image = variant && (await seenImage(variant.imageId, context));
    return image ? new VariantType(variant, image.entity, image.grant) : null;
  },
  async upload(uuid, { loaders, viewer }) {
    const upload = await loaders.uploads.load(uuid);
    return upload && isOwner(viewer, upload) ? new MediaUploadType(upload) : null;
  },
  async apiKey(uuid, { loaders, viewer }) {
    // The same rule as for the list of keys, but who may not see one is told nothing of it.
    const mayManage = isAdmin(viewer) || viewer.scopes.includes('MANAGE');
    const key = mayManage ? await loaders.apiKeys.load(uuid) : undefined;
    return key && isOwner(viewer, key) ? new ApiKeyType(key) : null;
  },
  async share(uuid, { loaders, viewer }) {
    const share = await loaders.shares.load(uuid);
    return share && maySeeShares(viewer, share) ? new ShareType({ share }) : null;
  },
  batch: ownBatch,
  // Events are replayed by a subscription, not looked up.
  event: () => null,
  auditEntry: () => null,
};
