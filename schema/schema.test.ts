/** What holds for the whole schema, whoever adds to it. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { buildSchema, isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql';

const schema = buildSchema(readFileSync(new URL('schema.graphql', import.meta.url), 'utf8'));

/** Their names are GraphQL's own, and say it all. */
const roots = new Set<unknown>([
  schema.getQueryType(),
  schema.getMutationType(),
  schema.getSubscriptionType(),
]);

interface Described {
  readonly name: string;
  readonly description?: string | null | undefined;
}

/** Everything that GraphiQL shows a description of, by its path. */
function* elements(): Generator<[path: string, element: Described]> {
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    if (!roots.has(type)) yield [type.name, type];
    if (isEnumType(type)) for (const value of type.getValues()) yield [`${type.name}.${value.name}`, value];
    if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      yield [`${type.name}.${field.name}`, field];
      const args = 'args' in field ? field.args : [];
      for (const arg of args) yield [`${type.name}.${field.name}(${arg.name}:)`, arg];
    }
  }
}

describe('the schema', () => {
  it('says of everything in it what it means', () => {
    const silent = [...elements()]
      .filter(([, { description }]) => !description?.trim())
      .map(([path]) => path);
    expect(silent).toEqual([]);
  });
});
