import { expect, it } from '@jest/globals';
import { multipartForm } from './multipart-form.ts';

const query = 'mutation { nothing }';

it('is not made of an operation without files', () => {
  const variables = { when: new Date(0), nothing: null, list: [1, 'two'], deep: { deeper: {} } };
  expect(multipartForm({ query, variables })).toBeUndefined();
});

it('has the operation with null in place of each file, where they belong, and then the files', () => {
  const [one, two] = [new Blob(['1']), new Blob(['2'])];
  const variables = { input: { file: one, tags: ['a'] }, more: [{ file: two, index: 0 }] };
  const form = multipartForm({ query, variables });
  const field = (name: string): unknown => JSON.parse(form?.get(name) as string);
  expect([...(form?.keys() ?? [])]).toEqual(['operations', 'map', '0', '1']);
  expect(field('operations')).toEqual({
    query,
    variables: { input: { file: null, tags: ['a'] }, more: [{ file: null, index: 0 }] },
  });
  expect(field('map')).toEqual({
    '0': ['variables.input.file'],
    '1': ['variables.more.0.file'],
  });
  expect(variables.input.file).toBe(one);
});
