import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { GraphQLSchema } from 'graphql';
import { buildSchema } from '../../schema/build-schema.ts';
import { automaticQueries, registeredQueries } from './persisted-queries.ts';
import { loadRegisteredOperations } from './registered-operations.ts';

let schema: GraphQLSchema;
const folder = mkdtempSync(join(tmpdir(), 'darkroom-operations-'));
beforeAll(async () => {
  schema = await buildSchema();
});
afterAll(() => rmSync(folder, { recursive: true }));

const idOf = (body: string): string => createHash('sha256').update(body).digest('hex');
const operation = (body: string, id = idOf(body)) => ({ id, name: 'One', type: 'query', body });
const manifest = (...operations: object[]) => ({
  format: 'apollo-persisted-query-manifest',
  version: 1,
  operations,
});

function load(content: unknown) {
  const path = join(folder, 'manifest.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return loadRegisteredOperations(path, schema);
}

const viewer = 'query One { viewer { id } }';
const byHash = (hash: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash: hash } } });

describe('a list of operations', () => {
  it('knows each by its hash and by its text, and no other', async () => {
    const queries = registeredQueries(load(manifest(operation(viewer))));
    expect(queries.textOf({ query: viewer })).toBe(viewer);
    expect(queries.textOf(byHash(idOf(viewer)))).toBe(viewer);
    expect(queries.textOf({ query: '', extensions: JSON.stringify(byHash(idOf(viewer)).extensions) })).toBe(
      viewer,
    );
    expect(await queries.cache.get(`apq:${idOf(viewer)}`)).toBe(viewer);
    const refused = expect.objectContaining({ code: 'OPERATION_NOT_REGISTERED' });
    for (const given of [{ query: `${viewer} ` }, { query: 7 }, {}, byHash('x'), { extensions: '{' }])
      expect(() => queries.textOf(given)).toThrow(refused);
    // A hash beside another text changes nothing.
    expect(() => queries.textOf({ query: '{ a }', ...byHash(idOf(viewer)) })).toThrow(refused);
  });

  it('takes up nothing that a client sends', async () => {
    const queries = registeredQueries(load(manifest(operation(viewer))));
    await queries.cache.set('apq:x', '{ a }');
    expect(await queries.cache.get('apq:x')).toBeUndefined();
  });

  it.each([
    ['is no JSON', 'operations', 'it cannot be read as JSON'],
    ['is of another kind', { format: 'relay', version: 1, operations: [] }, 'format: '],
    [
      'has an operation of another schema',
      manifest(operation('query One { nothing }')),
      'One: Cannot query field',
    ],
    ['has what is no GraphQL', manifest(operation('query One {')), 'One: Syntax Error'],
    [
      'has an id that is no hash',
      manifest(operation(viewer, 'one')),
      'One: its id is not the SHA-256 of its body',
    ],
  ])('that %s ends the start', (_, content, fault) => {
    expect(() => load(content)).toThrow(
      expect.objectContaining({ code: 'CONFIG_INVALID', message: expect.stringContaining(fault) }),
    );
  });

  it('that is not there ends the start', () => {
    const missing = join(folder, 'none.json');
    expect(() => loadRegisteredOperations(missing, schema)).toThrow(missing);
  });
});

describe('what clients have remembered', () => {
  it('is found by its hash, and forgotten when there is too much', async () => {
    const queries = automaticQueries();
    await queries.cache.set('apq:first', viewer);
    expect(queries.textOf(byHash('first'))).toBe(viewer);
    expect(queries.textOf(byHash('other'))).toBeUndefined();
    expect(queries.textOf({ query: '{ a }', ...byHash('first') })).toBe('{ a }');
    for (let count = 0; count < 100; count += 1)
      await queries.cache.set(`apq:${count}`, `#${'x'.repeat(60_000)}`);
    expect(queries.textOf(byHash('first'))).toBeUndefined();
    expect(queries.textOf(byHash('99'))).toBeDefined();
  });
});
