/** Who asks, what it has used, and its keys. */
import {
  Arg,
  Args,
  Ctx,
  Field,
  FieldResolver,
  Float,
  ID,
  Int,
  Mutation,
  ObjectType,
  Query,
  registerEnumType,
  Resolver,
  Root,
} from 'type-graphql';
import { createApiKey, listApiKeys, revokeApiKey } from '../../domain/access/api-keys.ts';
import { requireScope } from '../../domain/access/policy.ts';
import { isAdmin, nobodyAsks, type Viewer } from '../../domain/access/viewer.ts';
import { listOwnEvents } from '../../domain/events/list-events.ts';
import { listSharedWith } from '../../domain/sharing/list-shares.ts';
import { listUploads } from '../../domain/uploads/list-uploads.ts';
import { quotasOf, usageOf } from '../../domain/usage/quota.ts';
import { AppError } from '../../platform/errors.ts';
import { fromGlobalId, parseGlobalId, toGlobalId } from '../../platform/ids.ts';
import type { Context } from '../context.ts';
import { payload } from '../errors/user-error.ts';
import { ImageEventConnectionType } from '../events/image-event-connection.ts';
import { ImageConnectionType } from '../images/image-connection.ts';
import { asSeen } from '../images/seen-image.ts';
import { PageArgs } from '../page-info.ts';
import { SharePageArgs } from '../sharing/share-type.ts';
import { UploadConnectionType, UploadPageArgs } from '../uploads/upload-connection.ts';
import {
  ApiKeyConnectionType,
  ApiKeyType,
  CreateApiKeyInput,
  CreateApiKeyPayload,
  RevokeApiKeyInput,
  RevokeApiKeyPayload,
} from './api-key-types.ts';

const RoleEnum = { USER: 'USER', ADMIN: 'ADMIN' } as const;
registerEnumType(RoleEnum, {
  name: 'Role',
  description: 'What a subject is.',
  valuesConfig: {
    USER: { description: 'An owner of images.' },
    ADMIN: { description: 'May see and change everything, for every owner.' },
  },
});

@ObjectType('Quota', { description: 'How much of something is used.' })
class QuotaType {
  @Field(() => Float, { description: 'What is used now.' }) used!: number;
  @Field(() => Float, { nullable: true, description: 'Null: unlimited.' }) limit!: number | null;
}

@ObjectType('Usage', {
  description: 'What the viewer has stored, and what its uploads in work hold, against its quotas.',
})
class UsageType {
  @Field(() => QuotaType, { description: 'Bytes of originals.' }) bytes!: QuotaType;
  @Field(() => QuotaType, { description: 'Images of every state.' }) images!: QuotaType;
  @Field(() => QuotaType, {
    description: 'Uploads since midnight UTC; one that comes to nothing is not counted.',
  })
  uploadsToday!: QuotaType;
}

@ObjectType('Viewer', { description: 'Who asks.' })
class ViewerType {
  readonly viewer: Viewer & { subject: string };

  constructor(viewer: Viewer & { subject: string }) {
    this.viewer = viewer;
  }

  @Field(() => ID, { description: 'The subject: the owner of the key or token.' })
  get id(): string {
    return this.viewer.subject;
  }

  @Field(() => [RoleEnum], {
    description: 'ADMIN where the key or token has that scope; everybody is a USER.',
  })
  get roles(): string[] {
    return isAdmin(this.viewer) ? ['USER', 'ADMIN'] : ['USER'];
  }
}

const maxKeys = 100;

/** A key's cursor is its id. */
function keyOfCursor(cursor: string): string {
  const parsed = parseGlobalId(cursor);
  if (parsed?.kind === 'apiKey') return parsed.uuid;
  throw new AppError('INVALID_CURSOR', { cursor: cursor.slice(0, 64) });
}

@Resolver(() => ViewerType)
export class ViewerResolver {
  @Query(() => ViewerType, { description: 'Who asks. Needs a key.' })
  viewer(@Ctx() { viewer }: Context): ViewerType {
    const { subject } = viewer;
    if (subject === null) throw new AppError('UNAUTHENTICATED', { reason: nobodyAsks });
    return new ViewerType({ ...viewer, subject });
  }

  @FieldResolver(() => UsageType, { description: 'What it has stored, against its quotas.' })
  async usage(@Root() { viewer }: ViewerType, @Ctx() { app }: Context): Promise<UsageType> {
    const used = await usageOf(app.database, viewer.subject);
    const limits = await quotasOf(app.database, viewer.subject, app.quotas);
    return {
      bytes: { used: used.bytes, limit: limits.bytes },
      images: { used: used.images, limit: limits.images },
      uploadsToday: { used: used.uploadsToday, limit: limits.uploadsPerDay },
    };
  }

  @FieldResolver(() => UploadConnectionType, {
    description: 'The viewer’s uploads, the newest first, also those that came to nothing. Needs READ.',
  })
  async uploads(
    @Root() { viewer }: ViewerType,
    @Ctx() { app }: Context,
    @Args(() => UploadPageArgs) page: UploadPageArgs,
  ): Promise<UploadConnectionType> {
    return new UploadConnectionType(await listUploads(app.database, viewer, page));
  }

  @FieldResolver(() => ImageEventConnectionType, {
    description:
      'What happened to the viewer’s images, the newest first, as imageEvents tells it. Kept for EVENT_RETENTION_DAYS. Needs READ.',
  })
  async events(
    @Root() { viewer }: ViewerType,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { app }: Context,
  ): Promise<ImageEventConnectionType> {
    return new ImageEventConnectionType(await listOwnEvents(app.database, viewer, page));
  }

  @FieldResolver(() => ImageConnectionType, {
    description:
      'Images of others that are shared with the viewer by name, each once, what was shared last first. Needs READ.',
  })
  async sharedWithMe(
    @Root() { viewer }: ViewerType,
    @Ctx() context: Context,
    @Args(() => SharePageArgs) request: SharePageArgs,
  ): Promise<ImageConnectionType> {
    const page = await listSharedWith(context.app.database, viewer, request);
    // What has ended since the list was read is left out.
    const seen = (await Promise.all(page.images.map((image) => asSeen(image, context)))).filter(
      (image) => image !== null,
    );
    const grants = new Map(seen.map(({ entity, grant }) => [entity.id, grant]));
    const images = seen.map(({ entity }) => entity);
    return new ImageConnectionType({ ...page, images }, ({ id }) => grants.get(id));
  }

  @FieldResolver(() => ApiKeyConnectionType, {
    description: 'The viewer’s keys, never their secrets. Needs MANAGE.',
  })
  async apiKeys(
    @Root() { viewer }: ViewerType,
    @Ctx() { app }: Context,
    @Arg('first', () => Int, { nullable: true, description: '1 to 100. Default: 20.' }) first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'Keys after this cursor.' })
    after?: string | null,
  ): Promise<ApiKeyConnectionType> {
    requireScope(viewer, 'MANAGE');
    const size = first ?? 20;
    if (size < 1 || size > maxKeys) throw new AppError('PAGE_TOO_LARGE', { limit: maxKeys });
    const keys = await listApiKeys(app.database, viewer.subject, {
      limit: size + 1,
      before: after ? keyOfCursor(after) : undefined,
    });
    const edges = keys
      .slice(0, size)
      .map((key) => ({ cursor: toGlobalId('apiKey', key.id), node: new ApiKeyType(key) }));
    return {
      edges,
      pageInfo: {
        hasNextPage: keys.length > size,
        hasPreviousPage: Boolean(after),
        startCursor: edges[0]?.cursor ?? null,
        endCursor: edges.at(-1)?.cursor ?? null,
      },
    };
  }

  @Mutation(() => CreateApiKeyPayload, { description: 'Makes a key. Needs MANAGE.' })
  createApiKey(
    @Arg('input', () => CreateApiKeyInput, { description: 'What the key is for.' })
    { name, scopes, expiresIn, ownerId }: CreateApiKeyInput,
    @Ctx() { app, viewer }: Context,
  ): Promise<CreateApiKeyPayload> {
    return payload(async () => {
      const wanted = { name, scopes, expiresIn: expiresIn ?? undefined, ownerId: ownerId ?? undefined };
      const { apiKey, secret } = await createApiKey(app.database, viewer, wanted);
      return { apiKey: new ApiKeyType(apiKey), secret };
    });
  }

  @Mutation(() => RevokeApiKeyPayload, {
    description: 'Ends a key everywhere within a second. Needs MANAGE.',
  })
  revokeApiKey(
    @Arg('input', () => RevokeApiKeyInput, { description: 'Which key to end.' }) { id }: RevokeApiKeyInput,
    @Ctx() { app, viewer }: Context,
  ): Promise<RevokeApiKeyPayload> {
    return payload(async () => ({
      apiKey: new ApiKeyType(await revokeApiKey(app.database, viewer, fromGlobalId('apiKey', id))),
    }));
  }
}
