import { describe, expect, it } from '@jest/globals';
import { AwaitedUpload } from './awaited-upload.ts';
import { type GraphQLOperation, parseOperation, placeUploads } from './operation.ts';

const place = (operation: string, map: unknown, maxFiles = 5) => {
  const body = parseOperation(operation);
  return { body, mapped: placeUploads(body, JSON.stringify(map), maxFiles) };
};
const variables = '{"variables":{"a":null,"b":{"c":null},"list":[null,{"d":null}],"text":"x","seven":7}}';

describe('the map of a multipart request', () => {
  it('puts one upload at every path of a file', () => {
    const { body, mapped } = place(variables, {
      x: ['variables.a', 'variables.b.c'],
      y: ['variables.list.1.d'],
    });
    const upload = mapped.get('x')?.upload;
    expect(upload).toBeInstanceOf(AwaitedUpload);
    expect(body.variables).toMatchObject({
      a: upload,
      b: { c: upload },
      list: [null, { d: mapped.get('y')?.upload }],
    });
    expect([mapped.get('x')?.shared, mapped.get('y')?.shared]).toEqual([true, false]);
  });

  it.each([
    '',
    '.',
    'variables',
    'variables.',
    'variables.missing',
    'variables.missing.deep',
    'variables.text',
    'variables.text.0',
    'variables.seven',
    'variables.b',
    'variables.list',
    'variables.list.2',
    'variables.list.-1',
    'variables.list.00',
    'variables.list.length',
    'variables.list.push',
    'query',
    'operationName',
    '0.variables.a',
    'variables.__proto__',
    'variables.__proto__.polluted',
    'variables.__proto__.hasOwnProperty',
    'variables.hasOwnProperty',
    'variables.hasOwnProperty.call',
    'variables.constructor',
    'variables.constructor.prototype.polluted',
    'variables.toString.name',
    '__proto__.polluted',
    'constructor.prototype.polluted',
  ])('refuses the path "%s"', (path) => {
    const before = Object.getOwnPropertyNames(Object.prototype);
    expect(() => place(variables, { x: [path] })).toThrow(expect.objectContaining({ code: 'BAD_MULTIPART' }));
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
    expect(
      Object.keys(Object.getOwnPropertyDescriptor(Object.prototype, 'hasOwnProperty')?.value ?? {}),
    ).toEqual([]);
  });

  it('refuses __proto__ even where the variables have a key of that name', () => {
    const own = '{"variables":{"__proto__":null,"a":{"__proto__":{"b":null}}}}';
    for (const path of ['variables.__proto__', 'variables.a.__proto__.b'])
      expect(() => place(own, { x: [path] })).toThrow(expect.objectContaining({ code: 'BAD_MULTIPART' }));
  });

  it('refuses every null outside of the variables', () => {
    const nulls = '{"operationName":null,"variables":{"a":null},"extensions":{"x":null}}';
    for (const path of ['operationName', 'extensions.x'])
      expect(() => place(nulls, { x: [path] })).toThrow(expect.objectContaining({ code: 'BAD_MULTIPART' }));
    expect(() => place('{"variables":null}', { x: ['variables'] })).toThrow(
      expect.objectContaining({ code: 'BAD_MULTIPART' }),
    );
  });

  it('takes names that only look dangerous', () => {
    const { mapped } = place('{"variables":{"constructor":null,"hasOwnProperty":{"call":null}}}', {
      __proto__x: ['variables.constructor'],
      constructor: ['variables.hasOwnProperty.call'],
    });
    expect([...mapped.keys()]).toEqual(['__proto__x', 'constructor']);
  });

  it('refuses a path twice, and one that leads into an upload', () => {
    for (const second of ['variables.a', 'variables.a.promise', 'variables.a.file'])
      expect(() => place(variables, { x: ['variables.a'], y: [second] })).toThrow(
        expect.objectContaining({ code: 'BAD_MULTIPART' }),
      );
  });

  it('refuses more files than allowed and takes as many', () => {
    expect(place(variables, { x: ['variables.a'] }, 1).mapped.size).toBe(1);
    expect(() => place(variables, { x: ['variables.a'], y: ['variables.b.c'] }, 1)).toThrow(
      expect.objectContaining({ code: 'TOO_MANY_FILES', detail: { limit: 1 } }),
    );
  });

  it('expects several readers of a variable that the document uses more than once', () => {
    const shared = (query: string, path = 'variables.f') => {
      const json = JSON.stringify({ query, variables: { f: null, in: { f: null } } });
      return place(json, { x: [path] }).mapped.get('x')?.shared;
    };
    expect(shared('mutation ($f: Upload!) { a: up(f: $f) }')).toBe(false);
    expect(shared('mutation ($f: Upload!, $ff: Int) { a: up(f: $f, g: $ff) b(g: $ff) }')).toBe(false);
    expect(shared('mutation ($f: Upload!) { a: up(f: $f) b: up(f: $f) }')).toBe(true);
    expect(shared('mutation ($in: In!) { a: up(in: $in) b: up(in: $in) }', 'variables.in.f')).toBe(true);
  });

  it('keeps of operations what GraphQL knows', () => {
    const kept: GraphQLOperation = {
      query: '{a}',
      operationName: 'A',
      variables: null,
      extensions: { x: 1 },
    };
    expect(parseOperation(JSON.stringify({ ...kept, id: 1, method: 'DELETE' }))).toEqual(kept);
    expect(parseOperation('{}')).toEqual({});
  });
});
