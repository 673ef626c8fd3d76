/** A URL and what it will answer with. */
import { Field, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar, UrlScalar } from '../scalars.ts';

@ObjectType('Rendition', { description: 'A URL and what is behind it.' })
export class RenditionType {
  @Field(() => UrlScalar, { description: 'Where the bytes are.' }) url!: string;
  @Field(() => Int, { description: 'Pixels.' }) width!: number;
  @Field(() => Int, { description: 'Pixels.' }) height!: number;
  @Field(() => String, { nullable: true, description: 'Null when it is negotiated.' }) contentType!:
    string | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'Null when the URL does not expire.' })
  expiresAt!: Date | null;
  @Field(() => String, { description: 'The canonical text of the transform.' }) transform!: string;
}
