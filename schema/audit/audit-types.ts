/** The audit log as admins read it. */
import { ArgsType, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { type AuditAction, type AuditEntryEntity } from '../../domain/audit/audit-entry.entity.ts';
import type { AuditPage } from '../../domain/audit/list-audit.ts';
import { toGlobalId } from '../../platform/ids.ts';
import { pageInfoOf, PageInfoType } from '../page-info.ts';
import { DateTimeScalar } from '../scalars.ts';

const AuditActionEnum: { readonly [Action in AuditAction]: Action } = {
  IMAGE_UPLOADED: 'IMAGE_UPLOADED',
  IMAGE_UPDATED: 'IMAGE_UPDATED',
  IMAGE_DELETED: 'IMAGE_DELETED',
  IMAGE_PURGED: 'IMAGE_PURGED',
  URL_SIGNED: 'URL_SIGNED',
  SHARE_CREATED: 'SHARE_CREATED',
  SHARE_REVOKED: 'SHARE_REVOKED',
  API_KEY_CREATED: 'API_KEY_CREATED',
  API_KEY_REVOKED: 'API_KEY_REVOKED',
  SIGNED_IN: 'SIGNED_IN',
  SIGNED_OUT: 'SIGNED_OUT',
  BATCH_STARTED: 'BATCH_STARTED',
  BATCH_CANCELLED: 'BATCH_CANCELLED',
  WEBHOOK_ENDPOINT_CREATED: 'WEBHOOK_ENDPOINT_CREATED',
  WEBHOOK_ENDPOINT_UPDATED: 'WEBHOOK_ENDPOINT_UPDATED',
  WEBHOOK_ENDPOINT_DISABLED: 'WEBHOOK_ENDPOINT_DISABLED',
  WEBHOOK_ENDPOINT_DELETED: 'WEBHOOK_ENDPOINT_DELETED',
  WEBHOOK_SECRET_ROTATED: 'WEBHOOK_SECRET_ROTATED',
  WEBHOOKS_REPLAYED: 'WEBHOOKS_REPLAYED',
};
registerEnumType(AuditActionEnum, {
  name: 'AuditAction',
  description: 'What was done.',
  valuesConfig: {
    IMAGE_UPLOADED: { description: 'An upload became an image.' },
    IMAGE_UPDATED: { description: 'What is said about an image was changed; the detail names the fields.' },
    IMAGE_DELETED: { description: 'An image was deleted.' },
    IMAGE_PURGED: { description: 'The CDN was told to forget an image that stays.' },
    URL_SIGNED: {
      description:
        'signImageUrl handed out a URL that needs no key; the detail says of what. Fields that hold URLs leave no entry.',
    },
    SHARE_CREATED: { description: 'An image was shared; the detail names the share, and with whom.' },
    SHARE_REVOKED: { description: 'A share was ended; the detail names it.' },
    API_KEY_CREATED: { description: 'A key was made; the detail names it, its owner and its scopes.' },
    API_KEY_REVOKED: { description: 'A key was ended; the detail names it.' },
    SIGNED_IN: { description: 'A browser was signed in by a link; the detail names the session.' },
    SIGNED_OUT: { description: 'A browser was signed out; the detail names the session.' },
    BATCH_STARTED: {
      description:
        'Work on images was asked for by renderVariants, reprocessImage or reprocessImages; the detail names the batch.',
    },
    BATCH_CANCELLED: { description: 'A reprocessing was cancelled; the detail names the batch.' },
    WEBHOOK_ENDPOINT_CREATED: { description: 'A webhook endpoint was made; the detail names it.' },
    WEBHOOK_ENDPOINT_UPDATED: {
      description: 'A webhook endpoint was changed; the detail names it and what was changed.',
    },
    WEBHOOK_ENDPOINT_DISABLED: {
      description:
        'Darkroom itself disabled a webhook endpoint; the detail names it and says why. The actor is `darkroom`, without a key.',
    },
    WEBHOOK_ENDPOINT_DELETED: { description: 'A webhook endpoint was deleted; the detail names it.' },
    WEBHOOK_SECRET_ROTATED: { description: 'A webhook endpoint got a new secret; the detail names it.' },
    WEBHOOKS_REPLAYED: { description: 'Webhooks were sent once more; the detail says which.' },
  },
});

@ObjectType('AuditEntry', { description: 'One thing that somebody did.' })
class AuditEntryType {
  readonly entry: AuditEntryEntity;

  constructor(entry: AuditEntryEntity) {
    this.entry = entry;
  }

  @Field(() => ID, { description: 'aud_…; also its cursor.' })
  get id(): string {
    return toGlobalId('auditEntry', this.entry.id);
  }

  @Field(() => DateTimeScalar, { description: 'When.' })
  get occurredAt(): Date {
    return this.entry.occurredAt;
  }

  @Field(() => AuditActionEnum, { description: 'What.' })
  get action(): AuditAction {
    return this.entry.action;
  }

  @Field(() => ID, { description: 'The subject that did it.' })
  get actorId(): string {
    return this.entry.actorId;
  }

  @Field(() => ID, { nullable: true, description: 'The API key that was used; null when it was none.' })
  get apiKeyId(): string | null {
    return this.entry.keyId === null ? null : toGlobalId('apiKey', this.entry.keyId);
  }

  @Field(() => String, {
    nullable: true,
    description: 'The client’s address, as far as TRUSTED_PROXIES tell it.',
  })
  get address(): string | null {
    return this.entry.address;
  }

  @Field(() => ID, { description: 'The owner of what it was done to.' })
  get ownerId(): string {
    return this.entry.ownerId;
  }

  @Field(() => ID, { nullable: true, description: 'The image, which may be gone by now.' })
  get imageId(): string | null {
    return this.entry.imageId === null ? null : toGlobalId('image', this.entry.imageId);
  }

  @Field(() => String, { nullable: true, description: 'What about it, see the action.' })
  get detail(): string | null {
    return this.entry.detail;
  }
}

@ObjectType('AuditEntryEdge', { description: 'An entry and its place in the log.' })
class AuditEntryEdgeType {
  @Field(() => String, { description: 'Its place in the log, for `after`.' }) cursor!: string;
  @Field(() => AuditEntryType, { description: 'The entry.' }) node!: AuditEntryType;
}

@ObjectType('AuditEntryConnection', { description: 'A page of the audit log, the newest first.' })
export class AuditEntryConnectionType {
  readonly page: AuditPage;

  constructor(page: AuditPage) {
    this.page = page;
  }

  @Field(() => [AuditEntryEdgeType], { description: 'The entries of this page, each with its place.' })
  get edges(): AuditEntryEdgeType[] {
    return this.page.entries.map((entry) => ({
      cursor: this.page.cursorOf(entry),
      node: new AuditEntryType(entry),
    }));
  }

  @Field(() => [AuditEntryType], { description: 'The entries alone, for who needs no cursors.' })
  get nodes(): AuditEntryType[] {
    return this.page.entries.map((entry) => new AuditEntryType(entry));
  }

  @Field(() => PageInfoType, { description: 'Where the page lies.' })
  get pageInfo(): PageInfoType {
    return pageInfoOf(this.page.entries, this.page);
  }
}

@InputType('AuditFilter', { description: 'Every condition that is given must hold.' })
class AuditFilterInput {
  @Field(() => [AuditActionEnum], { nullable: true, description: 'Any of these.' })
  action?: AuditAction[] | null;
  @Field(() => ID, { nullable: true, description: 'Done by this subject.' }) actorId?: string | null;
  @Field(() => ID, { nullable: true, description: 'Done to what this subject owns.' }) ownerId?:
    string | null;
  @Field(() => ID, { nullable: true, description: 'Done to this image.' }) imageId?: string | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'Done after this time, exclusively.' })
  after?: Date | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'Done before this time, exclusively.' })
  before?: Date | null;
}

@ArgsType()
export class AuditPageArgs {
  @Field(() => Int, { nullable: true, description: '1 to 100. Default: 20.' }) first?: number | null;
  @Field(() => String, { nullable: true, description: 'Entries after this cursor.' }) after?: string | null;
  @Field(() => AuditFilterInput, { nullable: true, description: 'Which entries. Default: all.' })
  filter?: AuditFilterInput | null;
}
