import { describe, expect, it } from '@jest/globals';
import { meantBy } from './meant.ts';

describe('the operation that is run', () => {
  it.each([
    ['has its name where the document has it', 'query A { a } query B { b }', 'B', 'B', true],
    ['has no name of another tab', 'subscription Follow { a }', 'Library', undefined, true],
    ['has no name where it has none', '{ a }', null, undefined, true],
    ['is left to the server where it is none', 'query {', 'A', undefined, false],
  ])('%s', (_what, query, operationName, name, isDocument) => {
    const { operationName: meant, documentAST } = meantBy(query, operationName);
    expect([meant, documentAST !== undefined]).toEqual([name, isDocument]);
  });
});
