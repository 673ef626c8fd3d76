/** The paging types that every connection shares, after the Relay connection specification. */
import { ArgsType, Field, Int, ObjectType } from 'type-graphql';

@ObjectType('PageInfo', { description: 'Where a page lies in its list.' })
export class PageInfoType {
  @Field(() => Boolean, { description: 'Whether more follows.' }) hasNextPage!: boolean;
  @Field(() => Boolean, { description: 'Whether more precedes.' }) hasPreviousPage!: boolean;
  @Field(() => String, { nullable: true, description: 'The cursor of the first item.' }) startCursor!:
    string | null;
  @Field(() => String, { nullable: true, description: 'The cursor of the last item.' }) endCursor!:
    string | null;
}

interface Page<Item> {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly cursorOf: (item: Item) => string;
}

export function pageInfoOf<Item>(
  items: readonly Item[],
  { hasNextPage, hasPreviousPage, cursorOf }: Page<Item>,
): PageInfoType {
  const [first, last] = [items[0], items.at(-1)];
  return {
    hasNextPage,
    hasPreviousPage,
    startCursor: first ? cursorOf(first) : null,
    endCursor: last ? cursorOf(last) : null,
  };
}

@ArgsType()
export class PageArgs {
  @Field(() => Int, {
    nullable: true,
    description: 'The number of items from the beginning, 1 to 100. Default: 20.',
  })
  first?: number;
  @Field(() => String, { nullable: true, description: 'Items after this cursor.' })
  after?: string;
  @Field(() => Int, { nullable: true, description: 'The number of items from the end, 1 to 100.' })
  last?: number;
  @Field(() => String, { nullable: true, description: 'Items before this cursor.' })
  before?: string;
}
