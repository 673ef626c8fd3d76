import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import {
  graphql,
  GraphQLFloat,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
} from 'graphql';
import { type FileUpload, GraphQLUpload } from 'graphql-upload-minimal';
import { exchange } from '../../test/loopback.ts';
import { form, graphqlParts, post } from '../../test/multipart-form.ts';
import { measure, multipartServer } from '../../test/multipart-server.ts';

const upload = {
  type: new GraphQLNonNull(GraphQLString),
  args: { file: { type: new GraphQLNonNull(GraphQLUpload) } },
  async resolve(_: unknown, { file }: { file: Promise<FileUpload> }) {
    const upload = await file;
    return `${upload.filename} ${(await measure(upload.createReadStream())).sha256}`;
  },
};
const schema = new GraphQLSchema({
  query: new GraphQLObjectType({ name: 'Query', fields: { one: { type: GraphQLFloat }, upload } }),
  mutation: new GraphQLObjectType({ name: 'Mutation', fields: { upload } }),
});

const files = { x: randomBytes(200_000), y: randomBytes(200_001) };

async function execute(query: string, variables: object, map: object) {
  const operate = ({
    query = '',
    variables,
  }: {
    query?: string;
    variables?: Record<string, unknown> | null;
  }) => graphql({ schema, source: query, variableValues: variables ?? {} });
  const loopback = await multipartServer(operate);
  const answer = await exchange(loopback.port, post(form(graphqlParts({ query, variables }, map, files))));
  await loopback.close();
  return JSON.parse(answer.body.toString()) as { data: { data?: Record<string, string>; errors?: unknown } };
}

describe('GraphQL over the multipart reader', () => {
  const head = '($a: Upload!, $b: Upload!)';
  const map = { x: ['variables.a'], y: ['variables.b'] };
  const variables = { a: null, b: null };
  const line = async (name: 'x' | 'y') =>
    `${name}.png ${(await measure(Readable.from([files[name]]))).sha256}`;

  it.each([
    ['mutations in the order of the files', `mutation ${head} { a: upload(file: $a) b: upload(file: $b) }`],
    [
      'mutations against the order of the files',
      `mutation ${head} { b: upload(file: $b) a: upload(file: $a) }`,
    ],
    ['queries, which run side by side', `query ${head} { b: upload(file: $b) a: upload(file: $a) }`],
  ])('executes %s', async (_, query) => {
    const { data } = await execute(query, variables, map);
    expect(data).toEqual({ data: { a: await line('x'), b: await line('y') } });
  });

  it('executes a variable that is used twice', async () => {
    const query = `mutation ${head} { a: upload(file: $a) again: upload(file: $a) b: upload(file: $b) }`;
    const { data } = await execute(query, variables, map);
    expect(data).toEqual({ data: { a: await line('x'), again: await line('x'), b: await line('y') } });
  });

  it('answers an operation that fails before it reads anything', async () => {
    const { data } = await execute(`mutation ${head} { nonsense }`, variables, map);
    expect(data.errors).toBeDefined();
  });
});
