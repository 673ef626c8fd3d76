import { describe, expect, it } from '@jest/globals';
import { meantBy } from './meant.ts';

describe('the operation that is run', () => {
  it.each([
    [
      'has its name where the document has it',
      'query A { a } query B { b }',
      'B',
      { operationName: 'B', isDocument: true },
    ],
    [
      'has no name of another tab',
      'subscription Follow { a }',
      'Library',
      { operationName: undefined, isDocument: true },
    ],
    ['has no name where it has none', '{ a }', null, { operationName: undefined, isDocument: true }],
    [
      'is left to the server where it is none',
      'query {',
      'A',
      { operationName: undefined, isDocument: false },
    ],
  ])('%s', (_what, query, named, expected) => {
    const { operationName, documentAST } = meantBy(query, named);
    expect({ operationName, isDocument: documentAST !== undefined }).toEqual(expected);
  });
});
