import { describe, expect, it } from '@jest/globals';
import { assertPreflighted } from './preflight.ts';

const refused = expect.objectContaining({ code: 'CSRF_REFUSED', kind: 'malformed' });
const check = (headers: Record<string, string>) => () => assertPreflighted(headers);

describe('the check against cross-site request forgery', () => {
  const simple = [
    'text/plain',
    'text/plain;charset=UTF-8',
    'TEXT/PLAIN',
    ' multipart/form-data; boundary=x',
    'multipart/form-data',
    'application/x-www-form-urlencoded ; a=b',
    'text/plain, application/json',
    '',
    ';',
  ];

  it.each(simple)('refuses "%s" alone', (type) => {
    expect(check({ 'content-type': type })).toThrow(refused);
  });

  it('refuses a request without a content type', () => expect(check({})).toThrow(refused));

  it.each(['apollo-require-preflight', 'x-apollo-operation-name'])('accepts all of them with %s', (name) => {
    for (const type of simple) expect(check({ 'content-type': type, [name]: 'true' })).not.toThrow();
    expect(check({ [name]: 'true' })).not.toThrow();
    expect(check({ [name]: '' })).toThrow(refused);
    expect(check({ [name]: ' ' })).toThrow(refused);
  });

  it.each([
    'application/json',
    'application/json; charset=utf-8',
    'application/graphql-response+json',
    'text/plainer',
  ])('accepts "%s", which browsers ask about first', (type) =>
    expect(check({ 'content-type': type })).not.toThrow(),
  );
});
