/** Shares as their owner sees them, and what is said to make and to end one. */
import { ArgsType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { SharePage, SharePageRequest } from '../../domain/sharing/list-shares.ts';
import type { ShareEntity } from '../../domain/sharing/share.entity.ts';
import { toGlobalId } from '../../platform/ids.ts';
import { UserErrorType } from '../errors/user-error.ts';
import { NodeType } from '../nodes/node-type.ts';
import { pageInfoOf, PageInfoType } from '../page-info.ts';
import { DateTimeScalar, UrlScalar } from '../scalars.ts';

@ObjectType('Share', {
  implements: NodeType,
  description: 'A grant to look at an image: to one subject, or to whoever holds its link.',
})
export class ShareType extends NodeType {
  readonly entity: ShareEntity;
  /** Of the link, when it has just been made. */
  readonly link: { readonly token: string; readonly url: string } | undefined;

  constructor({ share, link }: { share: ShareEntity; link?: ShareType['link'] }) {
    super();
    this.entity = share;
    this.link = link;
  }

  @Field(() => ID, { description: 'The global id, shr_….' })
  get id(): string {
    return toGlobalId('share', this.entity.id);
  }

  @Field(() => ID, {
    nullable: true,
    description: 'The subject that it is for; null: whoever holds the link.',
  })
  get recipientId(): string | null {
    return this.entity.recipientId;
  }

  @Field(() => UrlScalar, {
    nullable: true,
    description: 'The link, in the answer to the mutation that made it alone: it is not kept.',
  })
  get url(): string | null {
    return this.link?.url ?? null;
  }

  @Field(() => String, {
    nullable: true,
    description: 'The secret of the link, for `sharedImage`; shown where the link is.',
  })
  get token(): string | null {
    return this.link?.token ?? null;
  }

  @Field(() => DateTimeScalar, { nullable: true, description: 'Null: when it is revoked.' })
  get expiresAt(): Date | null {
    return this.entity.expiresAt;
  }

  @Field(() => Int, {
    nullable: true,
    description: 'How often it may be looked at; null: as often as one likes.',
  })
  get maxViews(): number | null {
    return this.entity.maxViews;
  }

  @Field(() => Int, { description: 'How often bytes were sent, or confirmed to be the same, because of it.' })
  get viewCount(): number {
    return this.entity.viewCount;
  }

  @Field(() => Int, {
    nullable: true,
    description: 'How wide a rendition may be, in pixels; null: as the image is.',
  })
  get maxWidth(): number | null {
    return this.entity.maxWidth;
  }

  @Field(() => Boolean, { description: 'Whether it includes the uploaded bytes.' })
  get allowOriginal(): boolean {
    return this.entity.allowOriginal;
  }

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was ended; null while nobody has.' })
  get revokedAt(): Date | null {
    return this.entity.revokedAt;
  }

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  get createdAt(): Date {
    return this.entity.createdAt;
  }
}

@ObjectType('ShareEdge', { description: 'A share and its place in the list.' })
class ShareEdgeType {
  @Field(() => String, { description: 'Its place in the list, for `after`.' }) cursor!: string;
  @Field(() => ShareType, { description: 'The share.' }) node!: ShareType;
}

@ObjectType('ShareConnection', { description: 'A page of shares, the newest first.' })
export class ShareConnectionType {
  readonly page: SharePage;

  constructor(page: SharePage) {
    this.page = page;
  }

  @Field(() => [ShareEdgeType], { description: 'The shares of this page, each with its place.' })
  get edges(): ShareEdgeType[] {
    return this.page.shares.map((share) => ({
      cursor: this.page.cursorOf(share),
      node: new ShareType({ share }),
    }));
  }

  @Field(() => [ShareType], { description: 'The shares alone, for who needs no cursors.' })
  get nodes(): ShareType[] {
    return this.page.shares.map((share) => new ShareType({ share }));
  }

  @Field(() => PageInfoType, { description: 'Where the page lies.' })
  get pageInfo(): PageInfoType {
    return pageInfoOf(this.page.shares, this.page);
  }
}

@ArgsType()
export class SharePageArgs implements SharePageRequest {
  @Field(() => Int, { nullable: true, description: '1 to 100. Default: 20.' }) first?: number | null;
  @Field(() => String, { nullable: true, description: 'What follows this cursor.' }) after?: string | null;
}

@InputType('ShareImageInput', { description: 'With whom to share an image, and how far.' })
export class ShareImageInput {
  @Field(() => ID, { description: 'The image.' }) imageId!: string;
  @Field(() => ID, {
    nullable: true,
    description: 'The subject that may look; absent: whoever holds the link.',
  })
  recipientId?: string | null;
  @Field(() => Int, { nullable: true, description: 'Seconds; absent: until it is revoked.' })
  expiresIn?: number | null;
  @Field(() => Int, {
    nullable: true,
    description: 'How often bytes may be fetched; absent: any number of times.',
  })
  maxViews?: number | null;
  @Field(() => Int, { nullable: true, description: 'How wide renditions may be, in pixels; absent: any.' })
  maxWidth?: number | null;
  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether the uploaded bytes may be fetched, at any width, with what their metadata tell; needs READ. Default: false.',
  })
  allowOriginal?: boolean | null;
}

@ObjectType('ShareImagePayload', { description: 'The new share, or why there is none.' })
export class ShareImagePayload {
  @Field(() => ShareType, {
    nullable: true,
    description: 'With its link, where it has one: here and never again.',
  })
  share?: ShareType;
  @Field(() => [UserErrorType], { description: 'Why nothing was shared.' }) userErrors!: UserErrorType[];
}

@InputType('RevokeShareInput', { description: 'Which share to end.' })
export class RevokeShareInput {
  @Field(() => ID, { description: 'The share to end.' }) shareId!: string;
}

@ObjectType('RevokeSharePayload', { description: 'The ended share, or why it was not ended.' })
export class RevokeSharePayload {
  @Field(() => ShareType, { nullable: true, description: 'The share as it is now.' }) share?: ShareType;
  @Field(() => [UserErrorType], { description: 'Why it could not be ended.' }) userErrors!: UserErrorType[];
}
