/** A page of uploads. */
import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import type { UploadPage, UploadPageRequest } from '../../domain/uploads/list-uploads.ts';
import type { UploadStatus } from '../../domain/uploads/upload.entity.ts';
import { pageInfoOf, PageInfoType } from '../page-info.ts';
import { MediaUploadType, UploadStatusEnum } from './upload-type.ts';

@ObjectType('UploadEdge', { description: 'An upload and its place in the list.' })
class UploadEdgeType {
  @Field(() => String, { description: 'Its place in the list, for `after`.' }) cursor!: string;
  @Field(() => MediaUploadType, { description: 'The upload.' }) node!: MediaUploadType;
}

@ObjectType('UploadConnection', { description: 'A page of uploads.' })
export class UploadConnectionType {
  readonly page: UploadPage;

  constructor(page: UploadPage) {
    this.page = page;
  }

  @Field(() => [UploadEdgeType], { description: 'The uploads of this page, each with its place.' })
  get edges(): UploadEdgeType[] {
    return this.page.uploads.map((upload) => ({
      cursor: this.page.cursorOf(upload),
      node: new MediaUploadType(upload),
    }));
  }

  @Field(() => [MediaUploadType], { description: 'The uploads alone, for who needs no cursors.' })
  get nodes(): MediaUploadType[] {
    return this.page.uploads.map((upload) => new MediaUploadType(upload));
  }

  @Field(() => PageInfoType, { description: 'Where the page lies.' })
  get pageInfo(): PageInfoType {
    return pageInfoOf(this.page.uploads, this.page);
  }
}

@ArgsType()
export class UploadPageArgs implements UploadPageRequest {
  @Field(() => Int, { nullable: true, description: '1 to 100. Default: 20.' }) first?: number | null;
  @Field(() => String, { nullable: true, description: 'Uploads after this cursor.' }) after?: string | null;
  @Field(() => [UploadStatusEnum], { nullable: true, description: 'Uploads in any of these states.' })
  status?: UploadStatus[] | null;
}
