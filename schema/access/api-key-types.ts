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
    READ: { description: 'See the owner’s images.' },
    UPLOAD: { description: 'Add images.' },
    MANAGE: { description: 'Change and delete images, make and revoke keys.' },
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

  @Field(() => ID)
  get id(): string {
    return toGlobalId('apiKey', this.entity.id);
  }

  @Field(() => String)
  get name(): string {
    return this.entity.name;
  }

  @Field(() => ID)
  get ownerId(): string {
    return this.entity.ownerId;
  }

  @Field(() => String, { description: 'The first characters of the secret, to tell keys apart.' })
  get prefix(): string {
    return this.entity.prefix;
  }

  @Field(() => [ApiKeyScopeEnum])
  get scopes(): Scope[] {
    return this.entity.scopes;
  }

  @Field(() => DateTimeScalar)
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

  @Field(() => DateTimeScalar, { nullable: true })
  get revokedAt(): Date | null {
    return this.entity.revokedAt;
  }
}

@ObjectType('ApiKeyEdge')
export class ApiKeyEdgeType {
  @Field(() => String) cursor!: string;
  @Field(() => ApiKeyType) node!: ApiKeyType;
}

@ObjectType('ApiKeyConnection', { description: 'A page of keys, the newest first.' })
export class ApiKeyConnectionType {
  @Field(() => [ApiKeyEdgeType]) edges!: ApiKeyEdgeType[];
  @Field(() => PageInfoType) pageInfo!: PageInfoType;
}

@InputType('CreateApiKeyInput')
export class CreateApiKeyInput {
  @Field(() => String, { description: 'For people, 1 to 100 characters.' }) name!: string;
  @Field(() => [ApiKeyScopeEnum], { description: 'Only scopes that the viewer holds.' }) scopes!: Scope[];
  @Field(() => Int, { nullable: true, description: 'Seconds; absent: the key does not expire.' })
  expiresIn?: number | null;
  @Field(() => ID, { nullable: true, description: 'The subject to act for: admins only.' }) ownerId?:
    string | null;
}

@ObjectType('CreateApiKeyPayload')
export class CreateApiKeyPayload {
  @Field(() => ApiKeyType, { nullable: true }) apiKey?: ApiKeyType;
  @Field(() => String, { nullable: true, description: 'Shown here and never again.' }) secret?: string;
  @Field(() => [UserErrorType]) userErrors!: UserErrorType[];
}

@InputType('RevokeApiKeyInput')
export class RevokeApiKeyInput {
  @Field(() => ID) id!: string;
}

@ObjectType('RevokeApiKeyPayload')
export class RevokeApiKeyPayload {
  @Field(() => ApiKeyType, { nullable: true }) apiKey?: ApiKeyType;
  @Field(() => [UserErrorType]) userErrors!: UserErrorType[];
}
