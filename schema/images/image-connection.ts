/** A page of images. */
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { type Count, countLimit } from '../../domain/images/search-images.ts';
import type { ImageFilter } from '../../domain/images/image-filter.ts';
import type { ImageEntity, ImageStatus, Visibility } from '../../domain/images/image.entity.ts';
import type { ImageOrder, ImagePage } from '../../domain/images/list-images.ts';
import type { Grant } from '../../domain/sharing/grant.ts';
import { pageInfoOf, PageInfoType } from '../page-info.ts';
import { DateTimeScalar } from '../scalars.ts';
import { ImageOrderFieldEnum, ImageStatusEnum, OrderDirectionEnum, VisibilityEnum } from './enums.ts';
import { ImageType } from './image-type.ts';

@ObjectType('ImageEdge', { description: 'An image and its place in the list.' })
export class ImageEdgeType {
  @Field(() => String, { description: 'Its place in the list, for `after` and `before`.' }) cursor!: string;
  @Field(() => ImageType, { description: 'The image.' }) node!: ImageType;
}

@ObjectType('ImageCount', { description: 'How many images a list has, on all of its pages.' })
class ImageCountType implements Count {
  @Field(() => Int, { description: 'So many are there, or at least are there where that is not exact.' })
  value!: number;
  @Field(() => Boolean, { description: 'False: there are more.' })
  isExact!: boolean;
}

@ObjectType('ImageConnection', { description: 'A page of images.' })
export class ImageConnectionType {
  readonly page: ImagePage;
  /** Of those that are seen by a share. */
  readonly grantOf: (image: ImageEntity) => Grant | undefined;

  constructor(page: ImagePage, grantOf: (image: ImageEntity) => Grant | undefined = () => undefined) {
    this.page = page;
    this.grantOf = grantOf;
  }

  @Field(() => [ImageEdgeType], { description: 'The images of this page, each with its place.' })
  get edges(): ImageEdgeType[] {
    return this.page.images.map((image) => ({
      cursor: this.page.cursorOf(image),
      node: new ImageType(image, this.grantOf(image)),
    }));
  }

  @Field(() => [ImageType], { description: 'The images alone, for who needs no cursors.' })
  get nodes(): ImageType[] {
    return this.page.images.map((image) => new ImageType(image, this.grantOf(image)));
  }

  @Field(() => PageInfoType, { description: 'Where the page lies.' })
  get pageInfo(): PageInfoType {
    return pageInfoOf(this.page.images, this.page);
  }

  @Field(() => ImageCountType, {
    description: `How many there are on all pages. Without a filter always exact; with one it is counted up to ${countLimit.toLocaleString('en')}.`,
  })
  totalCount(): Promise<Count> {
    return this.page.count();
  }
}

@InputType('ImageFilter', { description: 'Every condition that is given must hold.' })
export class ImageFilterInput implements ImageFilter {
  @Field(() => [String], { nullable: true, description: 'Images that carry all of these tags.' })
  tags?: string[];
  @Field(() => [ImageStatusEnum], { nullable: true, description: 'Images in any of these states.' })
  status?: ImageStatus[];
  @Field(() => VisibilityEnum, { nullable: true, description: 'Only public or only private images.' })
  visibility?: Visibility;
  @Field(() => String, { nullable: true, description: 'Images of this group.' }) namespace?: string;
  @Field(() => [String], { nullable: true, description: 'Any of these media types.' }) contentType?: string[];
  @Field(() => String, {
    nullable: true,
    description: 'Beginnings of words in title, description, file name and tags; all must be found.',
  })
  query?: string;
  @Field(() => DateTimeScalar, { nullable: true, description: 'Images made after this time, exclusively.' })
  createdAfter?: Date;
  @Field(() => DateTimeScalar, { nullable: true, description: 'Images made before this time, exclusively.' })
  createdBefore?: Date;
  @Field(() => ID, { nullable: true, description: 'Another owner’s images: admins only.' })
  ownerId?: string;
}

@InputType('ImageOrder', { description: 'Default: the newest first.' })
export class ImageOrderInput implements ImageOrder {
  @Field(() => ImageOrderFieldEnum, { description: 'What to sort by.' }) field!: ImageOrder['field'];
  @Field(() => OrderDirectionEnum, { description: 'Which end comes first.' })
  direction!: ImageOrder['direction'];
}
