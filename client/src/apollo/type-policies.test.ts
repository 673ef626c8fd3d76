/** What is written down of the schema by hand, against the schema. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { buildSchema, getNamedType, isInterfaceType, isObjectType } from 'graphql';
import { possibleTypes, typePolicies } from './type-policies.ts';

const path = join(import.meta.dirname, '../../../schema/schema.graphql');
const schema = buildSchema(readFileSync(path, 'utf8'));
const types = Object.values(schema.getTypeMap());

describe('possibleTypes', () => {
  it('has every interface with all of its types', () => {
    const interfaces = types.filter(isInterfaceType).map((type) => {
      const names = schema.getPossibleTypes(type).map(({ name }) => name);
      return [type.name, names.toSorted()];
    });
    expect(possibleTypes).toEqual(Object.fromEntries(interfaces));
  });
});

describe('typePolicies', () => {
  const fields = types
    .filter(isObjectType)
    .filter(({ name }) => !name.startsWith('__'))
    .flatMap((type) => Object.values(type.getFields()).map((field) => ({ type, field })));
  const policyOf = (type: string, field: string) => typePolicies[type]?.fields?.[field];

  it('joins the pages of every list, by the arguments that are not about pages', () => {
    const paging = new Set(['first', 'after', 'last', 'before']);
    const lists = fields.filter(({ field }) => getNamedType(field.type).name.endsWith('Connection'));
    expect(lists.length).toBeGreaterThan(8);
    for (const { type, field } of lists) {
      const others = field.args.map(({ name }) => name).filter((name) => !paging.has(name));
      const keyArgs = others.length > 0 ? others : false;
      expect({ [`${type.name}.${field.name}`]: policyOf(type.name, field.name) }).toEqual({
        [`${type.name}.${field.name}`]: expect.objectContaining({ keyArgs }),
      });
    }
  });

  it('speaks of nothing that is not there', () => {
    const known = new Set(fields.map(({ type, field }) => `${type.name}.${field.name}`));
    for (const [type, { fields = {} }] of Object.entries(typePolicies)) {
      expect(schema.getType(type)).toBeDefined();
      for (const field of Object.keys(fields)) expect(known).toContain(`${type}.${field}`);
    }
  });
});
