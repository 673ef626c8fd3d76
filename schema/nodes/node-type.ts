/** The global object identification of Relay: anything with an id can be asked for again by it. */
import { Field, ID, InterfaceType } from 'type-graphql';

@InterfaceType('Node', { description: 'Anything that can be asked for again by its id.' })
export abstract class NodeType {
  @Field(() => ID, {
    description: 'A global id: a type prefix and 128 bits, such as img_01h455vb4pex5vsknk084sn02q.',
  })
  abstract readonly id: string;
}
