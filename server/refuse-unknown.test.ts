/** What no route takes, and what the framework cannot even look up. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Fastify, { type FastifyInstance, type InjectOptions } from 'fastify';
import { sendProblem } from '../platform/http/problem.ts';
import { browserConstraint, forBrowsers } from './web/for-browsers.ts';
import { refuseUnknown } from '../platform/http/refuse-unknown.ts';

let fastify: FastifyInstance;
beforeAll(async () => {
  fastify = Fastify({
    frameworkErrors: (error, request, reply) => void sendProblem(error, request, reply),
    routerOptions: { maxParamLength: 20 },
  });
  fastify.addConstraintStrategy(browserConstraint);
  refuseUnknown(fastify);
  fastify.setErrorHandler(sendProblem);
  const answer = async () => ({});
  await fastify.register(async (scope) => {
    scope.options('*', answer);
    scope.get('/images/:id', answer);
    scope.delete('/images/:id', answer);
    scope.get('/i/:id/original', answer);
    scope.get('/i/:id/:file', answer);
    scope.put('/uploads/:id', answer);
    scope.get('/uploads/:id', forBrowsers, async () => ({ code: 'PAGE' }));
    scope.get('/library', forBrowsers, async () => ({ code: 'PAGE' }));
  });
});
afterAll(() => fastify.close());

async function ask(options: InjectOptions) {
  const { statusCode, headers, body } = await fastify.inject(options);
  const { code } = JSON.parse(body || '{}') as { code?: string };
  return { status: statusCode, code, allow: headers['allow'], type: headers['content-type'] };
}

const type = 'application/problem+json; charset=utf-8';

describe('a path that there is', () => {
  it.each([
    ['POST', '/images/1?a=1', 'DELETE, GET, HEAD'],
    ['PATCH', '/i/1/w5.webp', 'GET, HEAD'],
    ['DELETE', '/i/1/original', 'GET, HEAD'],
    ['GET', '/uploads/1', 'PUT'],
  ] as const)('does not take %s %s, and says what it takes', async (method, url, allow) => {
    expect(await ask({ method, url })).toEqual({ status: 405, code: 'METHOD_NOT_ALLOWED', allow, type });
  });

  it('says so whatever the body is', async () => {
    for (const contentType of ['application/json', 'image/x-odd'])
      expect(
        await ask({
          method: 'POST',
          url: '/images/1',
          headers: { 'content-type': contentType },
          payload: '{',
        }),
      ).toMatchObject({ status: 405 });
  });

  it('takes what it takes', async () => {
    for (const method of ['GET', 'DELETE'] as const)
      expect(await ask({ method, url: '/images/1' })).toMatchObject({ status: 200 });
  });

  it('says to who asks with OPTIONS what it takes', async () => {
    expect(await ask({ method: 'OPTIONS', url: '/images/1?a=1' })).toMatchObject({
      status: 204,
      allow: 'DELETE, GET, HEAD, OPTIONS',
    });
  });
});

it('leaves a preflight to who answers those, whether there is something or not', async () => {
  const headers = { origin: 'https://page.example', 'access-control-request-method': 'GET' };
  for (const url of ['/images/1', '/nothing'])
    expect(await ask({ method: 'OPTIONS', url, headers })).toMatchObject({ status: 200, allow: undefined });
});

describe('a path that there is not', () => {
  it.each(['/nothing', '/images', '/i/1/2/3', '//', '/i//..'])('is answered so: %s', async (url) => {
    for (const method of ['GET', 'POST', 'PUT', 'OPTIONS'] as const)
      expect(await ask({ method, url })).toEqual({
        status: 404,
        code: 'NOT_FOUND',
        allow: undefined,
        type,
      });
  });
});

describe('a path that only browsers have a page at', () => {
  const accept = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

  it('is a page for who would rather have HTML', async () => {
    for (const url of ['/library', '/uploads/1'])
      for (const method of ['GET', 'HEAD'] as const)
        expect(await ask({ method, url, headers: { accept } })).toMatchObject({ status: 200 });
  });

  it.each(['*/*', '', 'application/json', 'text/html;q=0.1, application/json', 'text/html;q=0'])(
    'is not there for who accepts %s',
    async (accept) => {
      expect(await ask({ url: '/library', headers: { accept } })).toMatchObject({
        status: 404,
        code: 'NOT_FOUND',
      });
      expect(await ask({ url: '/uploads/1', headers: { accept } })).toMatchObject({
        status: 405,
        allow: 'PUT',
      });
    },
  );

  it('is what it was for all else that a browser asks for', async () => {
    expect(await ask({ url: '/images/1', headers: { accept } })).toMatchObject({ status: 200 });
    expect(await ask({ url: '/nothing', headers: { accept } })).toMatchObject({ status: 404 });
  });
});

describe('a path that cannot be read', () => {
  it.each(['/images/%', '/images/%zz', '/images/%ff', '/nothing/%c0%ae', `/images/${'x'.repeat(21)}`])(
    'is a bad request: %s',
    async (url) => {
      expect(await ask({ url })).toEqual({ status: 400, code: 'BAD_REQUEST', allow: undefined, type });
    },
  );
});
