import { describe, expect, it } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import { loadConfig } from '../../platform/config/load.ts';
import { parseWithin, type ShapeLimits } from './query-shape.ts';

const limits = loadConfig({}).graphql;

const times = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ');

const nested = (depth: number): string => (depth === 1 ? 'a' : `a { ${nested(depth - 1)} }`);

function outcome(source: string, more: Partial<ShapeLimits> = {}): unknown {
  try {
    return parseWithin(source, { ...limits, ...more }).shape;
  } catch (error) {
    return (error as { code?: string }).code ?? (error as Error).message;
  }
}

describe('each limit lets pass what reaches it, and nothing beyond', () => {
  it.each<[string, (size: number) => string, keyof ShapeLimits]>([
    ['QUERY_TOO_LARGE', (size) => `{a}${'#'.repeat(size - 3)}`, 'maxBytes'],
    // The beginning and the end of the file are none; a brace on each side is.
    ['QUERY_TOO_LONG', (size) => `{ ${times(size - 2, (index) => `f${index}`)} }`, 'maxTokens'],
    ['QUERY_TOO_DEEP', (size) => `{ ${nested(size)} }`, 'maxDepth'],
    ['QUERY_TOO_MANY_ALIASES', (size) => `{ ${times(size, (index) => `a${index}: a`)} }`, 'maxAliases'],
    ['QUERY_TOO_MANY_ALIASES', (size) => `{ ${times(size + 1, () => 'a')} }`, 'maxAliases'],
    ['QUERY_TOO_MANY_FRAGMENTS', (size) => `{ ${times(size, () => '... { a }')} }`, 'maxFragments'],
    ['QUERY_TOO_MANY_FRAGMENTS', (size) => `{ ${times(size, () => '...f')} }`, 'maxFragments'],
    [
      'QUERY_TOO_MANY_FRAGMENTS',
      (size) => `{ a } ${times(size, (index) => `fragment f${index} on A { a }`)}`,
      'maxFragments',
    ],
    ['QUERY_TOO_MANY_DIRECTIVES', (size) => `{ a ${times(size, () => '@b')} }`, 'maxDirectives'],
  ])('%s, as in %s', (code, document, limit) => {
    const size = limits[limit];
    // Only this one is looked at.
    const others = { maxBytes: 1e6, maxTokens: 1e6, maxDepth: 1e6, maxAliases: 1e6, maxFragments: 1e6 };
    const only = { ...others, maxDirectives: 1e6, [limit]: size };
    expect(outcome(document(size), only)).toMatchObject({ introspects: false });
    expect(outcome(document(size + 1), only)).toBe(code);
  });
});

describe('the shape of a document', () => {
  it('is as deep as its fragments make it, however often they are spread', () => {
    const doubled = times(
      40,
      (index) => `fragment f${index} on A { a { ...f${index + 1} ...f${index + 1} } }`,
    );
    const source = `{ ...f0 } ${doubled} fragment f40 on A { a }`;
    expect(outcome(source, { maxDepth: 41, maxFragments: 200 })).toMatchObject({ depth: 41, fragments: 122 });
    expect(outcome(source, { maxFragments: 200 })).toBe('QUERY_TOO_DEEP');
  });

  it.each([
    ['lists', (depth: number) => `{ a(b: ${'['.repeat(depth)}${']'.repeat(depth)}) }`],
    ['objects', (depth: number) => `{ a(b: ${'{ c: '.repeat(depth)}1${'}'.repeat(depth)}) }`],
    ['types', (depth: number) => `query ($a: ${'['.repeat(depth)}Int${']'.repeat(depth)}) { b }`],
  ])('is as deep as its %s are nested', (_, document) => {
    expect(outcome(document(20))).toMatchObject({ depth: 20 });
    expect(outcome(document(21))).toBe('QUERY_TOO_DEEP');
    expect(outcome(document(900))).toBe('QUERY_TOO_DEEP');
  });

  it('has an end where a fragment contains itself', () => {
    expect(outcome('{ ...a } fragment a on A { b { ...a } }')).toMatchObject({ fragments: 3 });
  });

  it('is that of its worst operation', () => {
    expect(outcome(`query One { a } query Two { ${nested(21)} }`)).toBe('QUERY_TOO_DEEP');
  });

  it.each(['{ __schema { a } }', '{ ...f } fragment f on Query { x: __type(name: "Image") { name } }'])(
    'tells that it asks for the schema: %s',
    (source) => {
      expect(outcome(source)).toMatchObject({ introspects: true });
    },
  );

  it('does not take __typename for a question about the schema', () => {
    expect(outcome('{ __typename }')).toMatchObject({ introspects: false });
  });

  it('of a whole introspection is within the limits', () => {
    expect(outcome(getIntrospectionQuery())).toMatchObject({ introspects: true });
  });

  it('is not known of what is no GraphQL', () => {
    expect(outcome('{ a')).toMatch(/^Syntax Error/);
  });
});

it('half a megabyte of anything is refused in a moment', () => {
  const begun = performance.now();
  const large = { maxBytes: 1e6 };
  expect(outcome('{a'.repeat(250_000), large)).toBe('QUERY_TOO_LONG');
  expect(outcome(`{ ${'a '.repeat(250_000)}}`, large)).toBe('QUERY_TOO_LONG');
  // Whichever comes first, the end of the tokens or that of the stack.
  expect(outcome(`{ a(b: ${'['.repeat(400_000)}`, large)).toMatch(/^QUERY_TOO_(LONG|DEEP)$/);
  expect(performance.now() - begun).toBeLessThan(1_000);
});
