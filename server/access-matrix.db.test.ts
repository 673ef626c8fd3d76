/**
 * The matrix of who may do what (test/access-matrix/table.ts), asked of a whole server: each row by everybody who plays
 * a column of it. What the schema and the ports have and the matrix has not fails here.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GraphQLObjectType, type GraphQLSchema } from 'graphql';
import { buildSchema } from '../schema/build-schema.ts';
import { type Cell, columns } from '../test/access-matrix/answers.ts';
import { type Answer, ask } from '../test/access-matrix/ask.ts';
import { type Bearer, createBearers, tokenEnvironment, unknownToken } from '../test/access-matrix/bearers.ts';
import type { Row } from '../test/access-matrix/row.ts';
import { matrix } from '../test/access-matrix/table.ts';
import { createTargets, type Targeted, type Targets } from '../test/access-matrix/targets.ts';
import { type Harness, openHarness } from '../test/harness.ts';
import { startWholeServer, type WholeServer } from '../test/whole-server.ts';

let harness: Harness;
let server: WholeServer;
let bearers: readonly Bearer[];
let targets: Targets;
beforeAll(async () => {
  harness = await openHarness();
  server = await startWholeServer(harness, tokenEnvironment);
  bearers = await createBearers(harness);
  targets = await createTargets(harness, beginResumable);
}, 120_000);
afterAll(async () => {
  await server.stop();
  await harness.close();
});

/** Of alice's. */
async function beginResumable(): Promise<string> {
  const owner = bearers.find(({ column }) => column === 'owner');
  const response = await fetch(`${server.urls.public}/files`, {
    method: 'POST',
    headers: { 'tus-resumable': '1.0.0', 'upload-length': '1000', authorization: owner?.authorization ?? '' },
  });
  return String(response.headers.get('location')).split('/').at(-1) ?? '';
}

function answerTo(row: Row, bearer: Bearer, { target, links }: Targeted): Promise<Answer> {
  const token = bearer.link ? links[bearer.link] : unknownToken;
  return ask(server.urls, { question: row.ask(target, { token }), bearer, target });
}

const rows = Object.values(matrix).flat();

describe.each(rows)('$name', (row) => {
  it('answers everybody what the table says', async () => {
    const answers = await Promise.all(
      bearers.map(async (bearer) => {
        const { cell } = await answerTo(row, bearer, await targets.of(row.of));
        return [bearer.name, cell] as const;
      }),
    );
    const expected = bearers.map(({ name, column }) => [name, row.cells[column]] as const);
    expect(Object.fromEntries(answers)).toEqual(Object.fromEntries(expected));
  });
});

const hidden = new Set<Cell>(['null', 'none', 'NOT_FOUND']);

describe.each(rows.filter(({ of, cells }) => of !== 'public' && hidden.has(cells.other)))('$name', (row) => {
  it('is answered to another owner exactly as if it did not exist', async () => {
    const bearer = bearers.find(({ column }) => column === 'other');
    if (!bearer) throw new Error('nobody plays another owner');
    const there = await targets.of(row.of);
    const gone = { target: targets.missing, links: there.links };
    const [answer, other] = [await answerTo(row, bearer, there), await answerTo(row, bearer, gone)];
    expect(anonymised(answer.told, there)).toBe(anonymised(other.told, gone));
  });
});

/** Without the ids, which are those that were asked for, and without the id of the request. */
const anonymised = (told: string, { target }: Targeted): string =>
  Object.values(target)
    .filter((value) => typeof value === 'string')
    .reduce((text, id) => text.replaceAll(id, 'it'), told)
    .replaceAll(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g, 'request');

describe('the matrix', () => {
  const named = rows.map(({ name }) => name);
  const subjects = (section: readonly Row[], words: number): Set<string> =>
    new Set(section.map(({ name }) => name.split(' ').slice(0, words).join(' ')));

  it('has each row once', () => {
    expect(named).toEqual([...new Set(named)]);
  });

  it('has every operation, and none that there is not', async () => {
    const schema = await buildSchema();
    const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
    expect([...subjects(matrix.operations, 1)].toSorted()).toEqual(roots.flatMap(fieldsOf).toSorted());
  });

  it('has every type that can be asked for by its id', async () => {
    const types = nodeTypes(await buildSchema()).map(({ name }) => name);
    const asked = named.flatMap((name) => /^Query\.node of an? (\w+)$/.exec(name)?.[1] ?? []);
    expect(asked.toSorted()).toEqual(types.toSorted());
  });

  it('has every field that needs more than its object, and none that there is not', async () => {
    await buildSchema();
    const resolved = resolvedFields();
    expect(resolved).toContain('Image.original');
    expect([...subjects(matrix.fields, 1)].toSorted()).toEqual(resolved.toSorted());
  });

  it('has every route of both ports, and none that there is not', () => {
    const asked = [...subjects(matrix.routes, 2)].filter((name) => !name.startsWith('WebSocket'));
    // A HEAD is asked with every GET.
    const isAsked = (name: string): boolean =>
      asked.includes(name) || asked.includes(name.replace('HEAD ', 'GET '));
    expect(server.routes.filter((name) => !isAsked(name))).toEqual([]);
    expect(asked.filter((name) => !server.routes.includes(name))).toEqual([]);
  });

  it('has somebody who plays each column', () => {
    expect(new Set(bearers.map(({ column }) => column))).toEqual(new Set(Object.keys(columns)));
  });
});

const fieldsOf = (type: GraphQLObjectType | null | undefined): string[] =>
  Object.keys(type?.getFields() ?? {}).map((name) => `${type?.name}.${name}`);

function nodeTypes(schema: GraphQLSchema): readonly GraphQLObjectType[] {
  const node = schema.getType('Node');
  if (!node || !('getInterfaces' in node)) throw new Error('the schema has an interface Node');
  return Object.values(schema.getTypeMap()).filter(
    (type) => type instanceof GraphQLObjectType && type.getInterfaces().some(({ name }) => name === 'Node'),
  ) as GraphQLObjectType[];
}

/** Those that a resolver answers and not the object itself, as TypeGraphQL has collected them. */
function resolvedFields(): string[] {
  const { TypeGraphQLMetadataStorage: storage } = globalThis as unknown as {
    TypeGraphQLMetadataStorage: {
      fieldResolvers: readonly { kind: string; schemaName: string; getObjectType?: () => unknown }[];
      objectTypes: readonly { name: string; target: unknown }[];
    };
  };
  const nameOf = (target: unknown): string =>
    storage.objectTypes.find((type) => type.target === target)?.name ?? '';
  return storage.fieldResolvers
    .filter(({ kind }) => kind === 'external')
    .map(({ schemaName, getObjectType }) => `${nameOf(getObjectType?.())}.${schemaName}`);
}
