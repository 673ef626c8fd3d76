/** Where a client sends its bytes by itself, as it sees it. */
import { Field, Int, ObjectType } from 'type-graphql';
import type { SignedPart, SignedRequest, StoredPart } from '../../domain/uploads/upload-targets.ts';
import type { UploadTarget } from '../../domain/uploads/create-upload.ts';
import { toGlobalId } from '../../platform/ids.ts';
import { DateTimeScalar, UrlScalar } from '../scalars.ts';

@ObjectType('Header', { description: 'A header of a request.' })
class HeaderType {
  @Field(() => String, { description: 'In lower case.' }) name!: string;
  @Field(() => String, { description: 'To be sent exactly so.' }) value!: string;
}

@ObjectType('SignedRequest', {
  description:
    'A request that anybody may send until it expires: this method, this address, and exactly these headers (a browser sends content-length by itself).',
})
export class SignedRequestType {
  @Field(() => String, { description: 'PUT.' }) method!: string;
  @Field(() => UrlScalar, { description: 'Where to.' }) url!: string;
  @Field(() => [HeaderType], { description: 'All are under the signature.' }) headers!: HeaderType[];
  @Field(() => DateTimeScalar, { description: 'From when on it is refused.' }) expiresAt!: Date;

  static of({ method, url, headers, expiresAt }: SignedRequest): SignedRequestType {
    const type = new SignedRequestType();
    return Object.assign(type, { method, url, headers: headers.map((header) => ({ ...header })), expiresAt });
  }
}

@ObjectType('SignedPart', { description: 'The request of one part.' })
export class SignedPartType {
  @Field(() => Int, { description: 'From 1.' }) partNumber!: number;
  @Field(() => SignedRequestType, {
    description: 'Carries the bytes of the part; keep the ETag of its answer.',
  })
  request!: SignedRequestType;

  static of({ partNumber, request }: SignedPart): SignedPartType {
    return Object.assign(new SignedPartType(), { partNumber, request: SignedRequestType.of(request) });
  }
}

@ObjectType('StoredPart', { description: 'A part that has arrived.' })
export class StoredPartType implements StoredPart {
  @Field(() => Int, { description: 'From 1.' }) partNumber!: number;
  @Field(() => String, { description: 'As the answer to its request gave it.' }) etag!: string;
  @Field(() => Int, { description: 'Its size in bytes.' }) byteSize!: number;
}

@ObjectType('MultipartTarget', {
  description:
    'The file in parts of `partSize` bytes, the last one smaller, in any order and several at a time.',
})
class MultipartTargetType {
  @Field(() => String, { description: 'The upload, for signUploadParts and completeUpload.' })
  uploadId!: string;
  @Field(() => Int, { description: 'Bytes of every part but the last.' }) partSize!: number;
  @Field(() => Int, { description: 'How many there are.' }) partCount!: number;
  @Field(() => [SignedPartType], {
    description: 'The first 100, ready to be sent; signUploadParts signs the others.',
  })
  parts!: SignedPartType[];
}

@ObjectType('UploadTarget', {
  description: 'Where the bytes go: `single` or `multipart`, the other is null.',
})
export class UploadTargetType {
  @Field(() => SignedRequestType, { nullable: true, description: 'The whole file in one request.' })
  single?: SignedRequestType;
  @Field(() => MultipartTargetType, { nullable: true, description: 'The file in parts.' })
  multipart?: MultipartTargetType;
  @Field(() => DateTimeScalar, {
    description: 'When its requests expire. The upload lives longer: signUploadParts signs anew.',
  })
  expiresAt!: Date;

  static of({ single, multipart, expiresAt }: UploadTarget): UploadTargetType {
    return Object.assign(new UploadTargetType(), {
      expiresAt,
      ...(single && { single: SignedRequestType.of(single) }),
      ...(multipart && {
        multipart: {
          ...multipart,
          uploadId: toGlobalId('upload', multipart.uploadId),
          parts: multipart.parts.map((part) => SignedPartType.of(part)),
        },
      }),
    });
  }
}
