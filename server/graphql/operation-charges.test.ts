import { describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { buildSchema } from '../../schema/build-schema.ts';
import { chargesOf, uploadFields } from './operation-charges.ts';

const charged = (source: string, name?: string) =>
  Object.fromEntries(chargesOf(parse(source), name).map(({ budget, count = 1 }) => [budget, count]));

describe('an operation is charged as', () => {
  it.each<[string, string, Record<string, number>]>([
    ['one query, whatever it asks', '{ a b c: a }', { queries: 1 }],
    ['one query, when it subscribes', 'subscription { a }', { queries: 1 }],
    ['one mutation for each field', 'mutation { a b: a ... { c } }', { mutations: 3 }],
    [
      'the fields of its fragments, each fragment once',
      'mutation { ...f ...f a } fragment f on Mutation { b c ...g } fragment g on Mutation { d ...f }',
      { mutations: 4 },
    ],
    [
      'uploads as well, under whatever name',
      'mutation { a: uploadImage { id } importImage { id } deleteImages { id } }',
      { mutations: 3, uploads: 2 },
    ],
    ['a query, when nobody knows which is meant', 'mutation A { a } mutation B { b }', { queries: 1 }],
  ])('%s', (_, source, charges) => {
    expect(charged(source)).toEqual(charges);
  });

  it('the one that is named', () => {
    expect(charged('query A { a } mutation B { b }', 'B')).toEqual({ mutations: 1 });
  });
});

it('every mutation that begins an upload is in the schema', async () => {
  const fields = Object.keys((await buildSchema()).getMutationType()?.getFields() ?? {});
  expect(fields).toEqual(expect.arrayContaining([...uploadFields]));
});
