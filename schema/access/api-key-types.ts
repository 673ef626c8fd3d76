/** API keys as clients see them: everything but the secret. */
import { Field, ID, Int, InputType, ObjectType, registerEnumType } from 'type-graphql';
import type { ApiKeyEntity } from '../../domain/access/api-key.entity.ts';
import type { Scope } from '../../domain/access/viewer.ts';
import { toGlobalId } from '../../platform/ids.ts';
import { UserErrorType } from '../errors/user-error.ts';
import { NodeType } from '../nodes/node-type.ts';
import { PageInfoType } from '../page-info.ts';
import { DateTimeScalar } from '../scalars.ts';

const ApiKeyScopeEnum = { READ: 'READ', UPLOAD: 'UPLOAD', MANAGE: 'MANAGE', ADMIN: 'ADMIN' } as const;
registerEnumType(ApiKeyScopeEnum, {
  name: 'ApiKeyScope',
  description: 'What a key may do.',
  valuesConfig: {
    READ: { description: 'See the owner’s images, and what is shared with the owner.' },
    UPLOAD: { description: 'Add images.' },
    MANAGE: { description: 'Change, share and delete images, make and revoke keys.' },
    ADMIN: { description: 'Everything, for every owner.' },
  },
});

@ObjectType('ApiKey', {
  implements: NodeType,
  description: 'A key of the API. Its secret is shown once, when it is made.',
})
export class ApiKeyType extends NodeType {
  readonly entity: ApiKeyEntity;

  constructor(entity: ApiKeyEntity) {
    super();
    this.entity = entity;
  }

  @Field(() => ID, { description: 'The global id, key_….' })
  get id(): string {
    return toGlobalId('apiKey', this.entity.id);
  }

  @Field(() => String, { description: 'What its owner calls it.' })
  get name(): string {
    return this.entity.name;
  }

  @Field(() => ID, { description: 'The subject that it acts for.' })
  get ownerId(): string {
    return this.entity.ownerId;
  }

  @Field(() => String, { description: 'The first characters of the secret, to tell keys apart.' })
  get prefix(): string {
    return this.entity.prefix;
  }

  @Field(() => [ApiKeyScopeEnum], { description: 'What it may do.' })
  get scopes(): Scope[] {
    return this.entity.scopes;
  }

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  get createdAt(): Date {
    return this.entity.createdAt;
  }

  @Field(() => DateTimeScalar, { nullable: true, description: 'Null: never.' })
  get expiresAt(): Date | null {
    return this.entity.expiresAt;
  }

  @Field(() => DateTimeScalar, { nullable: true, description: 'Exact to the minute.' })
  get lastUsedAt(): Date | null {
    return this.entity.lastUsedAt;
  }

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was ended; null while it is in force.',
  })
  get revokedAt(): Date | null {
    return this.entity.revokedAt;
  }
}

@ObjectType('ApiKeyEdge', { description: 'A key and its place in the list.' })
export class ApiKeyEdgeType {
  @Field(() => String, { description: 'Its place in the list.' }) cursor!: string;
  @Field(() => ApiKeyType, { description: 'The key.' }) node!: ApiKeyType;
}

@ObjectType('ApiKeyConnection', { description: 'A page of keys, the newest first.' })
export class ApiKeyConnectionType {
  @Field(() => [ApiKeyEdgeType], { description: 'The keys of this page, each with its place.' })
  edges!: ApiKeyEdgeType[];
  @Field(() => PageInfoType, { description: 'Where the page lies.' }) pageInfo!: PageInfoType;
}

@InputType('CreateApiKeyInput', { description: 'What the new key is for.' })
export class CreateApiKeyInput {
  @Field(() => String, { description: 'For people, 1 to 100 characters.' }) name!: string;
  @Field(() => [ApiKeyScopeEnum], { description: 'Only scopes that the viewer holds.' }) scopes!: Scope[];
  @Field(() => Int, { nullable: true, description: 'Seconds; absent: the key does not expire.' })
  expiresIn?: number | null;
  @Field(() => ID, { nullable: true, description: 'The subject to act for: admins only.' }) ownerId?:
    string | null;
}

@ObjectType('CreateApiKeyPayload', { description: 'The new key with its secret, or why there is none.' })
export class CreateApiKeyPayload {
  @Field(() => ApiKeyType, { nullable: true, description: 'The key that was made.' }) apiKey?: ApiKeyType;
  @Field(() => String, { nullable: true, description: 'Shown here and never again.' }) secret?: string;
  @Field(() => [UserErrorType], { description: 'Why none was made.' }) userErrors!: UserErrorType[];
}

@InputType('RevokeApiKeyInput', { description: 'Which key to end.' })
export class RevokeApiKeyInput {
  @Field(() => ID, { description: 'The key to end.' }) id!: string;
}

@ObjectType('RevokeApiKeyPayload', { description: 'The ended key, or why it was not ended.' })
export class RevokeApiKeyPayload {
  @Field(() => ApiKeyType, { nullable: true, description: 'The key as it is now.' }) apiKey?: ApiKeyType;
  @Field(() => [UserErrorType], { description: 'Why it could not be ended.' }) userErrors!: UserErrorType[];
}
