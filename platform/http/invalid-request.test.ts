import { afterAll, beforeAll, expect, it } from '@jest/globals';
import Fastify, { type FastifyInstance, type InjectOptions } from 'fastify';
import { sendProblem } from './problem.ts';

let fastify: FastifyInstance;
beforeAll(async () => {
  fastify = Fastify({ ajv: { customOptions: { removeAdditional: false } } });
  fastify.setErrorHandler(sendProblem);
  const schema = {
    querystring: {
      type: 'object',
      additionalProperties: false,
      properties: { visibility: { enum: ['PUBLIC', 'PRIVATE'] }, page: { type: 'integer', minimum: 1 } },
    },
    body: {
      type: ['object', 'null'],
      required: ['name'],
      additionalProperties: false,
      properties: {
        name: { type: 'string', minLength: 2, maxLength: 5, pattern: '^[a-z]*$' },
        keep: { type: ['array', 'null'] },
        transform: { type: 'object', required: ['preset'] },
      },
    },
  } as const;
  fastify.post('/', { schema }, async () => ({}));
  await fastify.ready();
});
afterAll(() => fastify.close());

it.each<[string, Partial<InjectOptions>]>([
  ['the parameter visibility must be PUBLIC or PRIVATE', { query: { visibility: 'public' } }],
  ['the parameter page must be a whole number', { query: { page: 'two' } }],
  ['the parameter page must be at least 1', { query: { page: '0' } }],
  ['the parameter visiblity is unknown: is it misspelt?', { query: { visiblity: 'PUBLIC' } }],
  ['the field name is missing', { payload: {} }],
  ['the field size is unknown: is it misspelt?', { payload: { name: 'abc', size: 1 } }],
  ['the field transform.preset is missing', { payload: { name: 'abc', transform: {} } }],
  ['the field keep must be a list or nothing', { payload: { name: 'abc', keep: {} } }],
  ['the field name must have 2 or more characters', { payload: { name: 'a' } }],
  ['the field name must have at most 5 characters', { payload: { name: 'abcdef' } }],
  ['the field name must match pattern "^[a-z]*$"', { payload: { name: 'ABC' } }],
  [
    'the request must be an object or nothing',
    { payload: '[1]', headers: { 'content-type': 'application/json' } },
  ],
])('%s', async (reason, request) => {
  const { statusCode, body } = await fastify.inject({
    method: 'POST',
    url: '/',
    payload: { name: 'abc' },
    ...request,
  });
  const { code, detail } = JSON.parse(body) as { code: string; detail: string };
  expect({ statusCode, code, detail }).toEqual({
    statusCode: 400,
    code: 'BAD_REQUEST',
    detail: `The request cannot be understood: ${reason}.`,
  });
});
