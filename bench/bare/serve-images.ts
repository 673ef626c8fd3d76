/**
 * The entry of the plainest GraphQL server of the same libraries: one query, one statement, properties as fields. Told
 * what to ask the database, so that it asks the same as the product.
 */
import { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import Fastify from 'fastify';
import { Pool } from 'pg';
import { tell } from './tell.ts';

export interface Statement {
  readonly url: string;
  readonly text: string;
  readonly parameters: readonly unknown[];
}

const { url, text, parameters } = JSON.parse(process.argv[2] ?? '{}') as Statement;

const typeDefs = `
  type Query { images(first: Int): ImageConnection! }
  type ImageConnection { nodes: [Image!]! }
  type Image {
    id: ID! status: String! filename: String! title: String visibility: String! contentType: String!
    byteSize: Float! width: Int! height: Int! createdAt: String!
  }`;

interface Row {
  readonly createdAt: Date;
}

const pool = new Pool({ connectionString: url, max: 10 });
const images = async (_: unknown, { first }: { first: number }): Promise<{ nodes: Row[] }> => {
  const { rows } = await pool.query<Row>(text, [...parameters]);
  return { nodes: rows.slice(0, first) };
};
const createdAt = (row: Row): string => row.createdAt.toISOString();

const apollo = new ApolloServer({
  typeDefs,
  resolvers: { Query: { images }, Image: { createdAt } },
  stopOnTerminationSignals: false,
});
await apollo.start();
const fastify = Fastify();
fastify.post('/graphql', fastifyApolloHandler(apollo));
const address = await fastify.listen({ host: '127.0.0.1', port: 0 });
tell({ url: address });
