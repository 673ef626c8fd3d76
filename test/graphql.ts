/** Operations against the real schema with a real context, without a transport in between. */
import {
  type DocumentNode,
  execute,
  type ExecutionResult,
  type GraphQLSchema,
  parse,
  validate,
} from 'graphql';
import type { Viewer } from '../domain/access/viewer.ts';
import { createInspections } from '../domain/renditions/inspect-rendition.ts';
import { Places } from '../domain/renditions/places.ts';
import { imageUrls } from '../domain/signing/image-urls.ts';
import { buildSchema } from '../schema/build-schema.ts';
import type { EndableIterator } from '../platform/map-iterator.ts';
import { createContext, type SchemaDependencies } from '../schema/context.ts';
import { type Direct, subscribe } from '../server/graphql/subscribe.ts';
import { alice, type Harness, silent, testSigningKey } from './harness.ts';
import { anyGuesses, unlimited } from './rates.ts';

/** What a client would see: data, and errors by their codes. */
export interface Answer {
  // oxlint-disable-next-line typescript/no-explicit-any -- a test looks into answers of any shape.
  readonly data: any;
  readonly codes: string[];
}

export type Variables = Readonly<Record<string, unknown>>;

export interface Graphql {
  readonly schema: GraphQLSchema;
  readonly app: SchemaDependencies;
  run(query: string, variables?: Variables, viewer?: Viewer): Promise<Answer>;
  /** The stream of answers; a refusal is thrown as its answer. */
  follow(query: string, variables?: Variables, viewer?: Viewer): Promise<EndableIterator<ExecutionResult>>;
}

export async function openGraphql(
  harness: Harness,
  more: Partial<SchemaDependencies> = {},
): Promise<Graphql> {
  const schema = await buildSchema();
  const urls = imageUrls({
    base: 'https://images.example',
    publicUrl: 'https://darkroom.example',
    signingKeys: [testSigningKey],
    defaultSeconds: 3_600,
    bucketSeconds: 300,
  });
  const { delivery } = harness.config;
  const inspections = createInspections({ ...harness, slowPlaces: new Places({ places: 1, queue: 64 }) });
  const app: SchemaDependencies = {
    ...harness,
    urls,
    delivery,
    inspections,
    rates: unlimited,
    guesses: anyGuesses,
    ...more,
  };
  const argsOf = (query: string, variableValues: Variables = {}, viewer: Viewer = alice) => ({
    schema,
    document: checked(schema, query),
    variableValues,
    contextValue: createContext(app, { viewer, requestId: 'a-request', logger: silent }),
  });
  return {
    schema,
    app,
    async run(query, variables, viewer) {
      return answerOf(await execute(argsOf(query, variables, viewer)));
    },
    async follow(query, variables, viewer) {
      const stream = await subscribe({ ...argsOf(query, variables, viewer), cost }, inTurn);
      if (Symbol.asyncIterator in stream) return stream;
      throw Object.assign(new Error('The subscription was refused'), answerOf(stream));
    },
  };
}

/** Nothing is written past the stream. */
const inTurn: Direct = { hasRoom: () => false, write() {} };

const cost = { requested: 1, limit: 1 };

function checked(schema: GraphQLSchema, query: string): DocumentNode {
  const document = parse(query);
  const [fault] = validate(schema, document);
  if (fault) throw fault;
  return document;
}

/** An error that is none of ours shows its message: no code would tell what went wrong in a test. */
const answerOf = ({ data, errors }: ExecutionResult): Answer => ({
  data,
  codes: (errors ?? []).map(({ originalError, message }) =>
    originalError && 'code' in originalError ? String(originalError.code) : message,
  ),
});
