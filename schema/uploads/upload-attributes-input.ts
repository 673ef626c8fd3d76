/** What can be said about a file, whichever way it comes in: the fields that the inputs of all uploads share. */
import { Field, InputType } from 'type-graphql';
import type { Visibility } from '../../domain/images/image.entity.ts';
import { VisibilityEnum } from '../images/enums.ts';

@InputType()
export abstract class UploadAttributesInput {
  @Field(() => String, {
    nullable: true,
    description: 'The rules to apply. Default: the profile named default.',
  })
  profile?: string | null;
  @Field(() => VisibilityEnum, { nullable: true, description: 'Default: PRIVATE.' })
  visibility?: Visibility | null;
  @Field(() => String, { nullable: true, description: 'At most 200 characters.' })
  title?: string | null;
  @Field(() => String, { nullable: true, description: 'At most 5,000 characters.' })
  description?: string | null;
  @Field(() => [String], { nullable: true, description: 'At most 50 of 64 characters each.' })
  tags?: string[] | null;
  @Field(() => String, { nullable: true, description: 'A group of images: a–z, 0–9, _ and -, up to 64.' })
  namespace?: string | null;
  @Field(() => [String], {
    nullable: true,
    description:
      'What to make at once beside the variants of the profile, each as geometry(-option)*.ending: x300.jpg, w800-q70.webp. At most 20.',
  })
  outputs?: string[] | null;
  @Field(() => String, {
    nullable: true,
    description:
      'Any text of up to 255 visible ASCII characters, such as a UUID. The same key with the same input has the result of the first request.',
  })
  idempotencyKey?: string | null;
}
