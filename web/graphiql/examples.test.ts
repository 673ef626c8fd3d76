import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import {
  buildSchema,
  Kind,
  coerceInputValue,
  type OperationDefinitionNode,
  parse,
  typeFromAST,
  validate,
} from 'graphql';
import { exampleTabs } from './examples.ts';

const schema = buildSchema(readFileSync(join(import.meta.dirname, '../../schema/schema.graphql'), 'utf8'));
const tabs = exampleTabs({ origin: 'http://localhost:4000', imageId: 'img_01h455vb4pex5vsknk084sn02q' });

const operationOf = (query: string): OperationDefinitionNode => {
  const [definition] = parse(query).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error('an example is one operation');
  return definition;
};

describe('the examples of GraphiQL', () => {
  it.each(tabs.map((tab) => ({ ...tab, name: operationOf(tab.query).name?.value })))(
    '$name is an operation of this schema, with variables that fit',
    ({ query, variables = '{}' }) => {
      expect(validate(schema, parse(query))).toEqual([]);
      const given = JSON.parse(variables) as Record<string, unknown>;
      const declared = operationOf(query).variableDefinitions ?? [];
      expect(Object.keys(given)).toEqual(declared.map(({ variable }) => variable.name.value));
      for (const { variable, type } of declared)
        coerceInputValue(
          given[variable.name.value],
          typeFromAST(schema, type as never) as never,
          (path, value, error) => {
            throw new Error(`${path.join('.')} = ${JSON.stringify(value)}: ${error.message}`);
          },
        );
    },
  );

  it('have names of their own, by which their tabs are called', () => {
    const names = tabs.map(({ query }) => operationOf(query).name?.value);
    expect(new Set(names).size).toBe(tabs.length);
    expect(names).not.toContain(undefined);
  });
});
