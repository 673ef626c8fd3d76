import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Fastify, { type FastifyInstance } from 'fastify';
import { AppError, appErrorFrom, type ErrorKind, errorTable } from '../errors.ts';
import { statusOf } from './error-status.ts';
import { sendProblem } from './problem.ts';

const logged: { err?: { message?: string }; reqId?: string }[] = [];
let fastify: FastifyInstance;
let thrown: unknown;
beforeAll(async () => {
  const stream = { write: (line: string) => void logged.push(JSON.parse(line) as never) };
  fastify = Fastify({ logger: { level: 'warn', stream }, genReqId: () => 'req-1' });
  fastify.setErrorHandler((error, request, reply) => sendProblem(error, request, reply));
  fastify.post('/', async () => ({}));
  fastify.get('/', async (_, reply) => {
    reply.headers({
      etag: '"x"',
      'cache-control': 'public, max-age=31536000',
      'content-disposition': 'inline',
    });
    throw thrown as Error;
  });
  await fastify.ready();
});
afterAll(() => fastify.close());

async function answerTo(error: unknown) {
  thrown = error;
  const { statusCode, headers, body } = await fastify.inject('/');
  return { status: statusCode, headers, problem: JSON.parse(body) as Record<string, unknown> };
}

describe('errors of HTTP routes', () => {
  it('are problem details with the code, the sentence and the request id', async () => {
    const { status, headers, problem } = await answerTo(new AppError('NOT_FOUND', { what: 'The image' }));
    expect(status).toBe(404);
    expect(headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(problem).toEqual({
      type: expect.stringMatching(/errors.*#not_found$/),
      title: expect.any(String),
      status: 404,
      detail: 'The image does not exist, or it is not yours to see.',
      code: 'NOT_FOUND',
      requestId: 'req-1',
    });
  });

  it('are kept by no cache and carry nothing of what was about to be sent', async () => {
    const { headers } = await answerTo(new AppError('SIGNATURE_INVALID'));
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    for (const name of ['etag', 'content-disposition']) expect(headers).not.toHaveProperty(name);
  });

  it('have one status for each kind', () => {
    const expected: Record<ErrorKind, number> = {
      malformed: 400,
      unauthenticated: 401,
      forbidden: 403,
      not_found: 404,
      method: 405,
      timeout: 408,
      conflict: 409,
      gone: 410,
      precondition: 412,
      checksum: 460,
      too_large: 413,
      unsupported: 415,
      range: 416,
      unprocessable: 422,
      limited: 429,
      headers_too_large: 431,
      internal: 500,
      unavailable: 503,
    };
    for (const [code, { kind }] of Object.entries(errorTable))
      expect(statusOf(appErrorFrom({ code, detail: {} }) as AppError)).toBe(expected[kind]);
  });

  it('say when to come back', async () => {
    const busy = await answerTo(new AppError('BUSY'));
    const quota = await answerTo(new AppError('QUOTA_EXCEEDED', { limit: 1, what: 'images' }));
    expect([busy.status, quota.status]).toEqual([503, 429]);
    for (const { headers } of [busy, quota]) expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect((await answerTo(new AppError('CSRF_REFUSED'))).headers).not.toHaveProperty('retry-after');
  });

  it('say how to authenticate', async () => {
    expect(
      (await answerTo(new AppError('UNAUTHENTICATED', { reason: 'Nobody asks' }))).headers[
        'www-authenticate'
      ],
    ).toBe('Bearer');
  });

  it('tell nothing of what nobody expected, except to the log', async () => {
    for (const error of [new Error('password=hunter2'), 'a text', undefined, null]) {
      logged.length = 0;
      const { status, problem } = await answerTo(error);
      expect(status).toBe(500);
      expect(problem).toMatchObject({ code: 'INTERNAL', requestId: 'req-1' });
      expect(problem['detail']).toBe('Something went wrong on our side; the request id is req-1.');
      expect(logged).toHaveLength(1);
    }
  });

  it('keep the cause of an error of ours in the log', async () => {
    logged.length = 0;
    const cause = new Error('connect ECONNREFUSED 10.0.0.1');
    const { problem } = await answerTo(new AppError('STORAGE_UNAVAILABLE', undefined, { cause }));
    expect(JSON.stringify(problem)).not.toContain('10.0.0.1');
    expect(JSON.stringify(logged)).toContain('10.0.0.1');
  });

  it('translate what the framework refuses', async () => {
    const broken = { method: 'POST', url: '/', headers: { 'content-type': 'application/json' } } as const;
    const malformed = await fastify.inject({ ...broken, payload: '{' });
    expect([malformed.statusCode, malformed.json<{ code: string }>().code]).toEqual([400, 'BAD_REQUEST']);
    const large = await fastify.inject({ ...broken, payload: JSON.stringify('x'.repeat(2_000_000)) });
    expect([large.statusCode, large.json<{ code: string }>().code]).toEqual([413, 'REQUEST_TOO_LARGE']);
    const headers = { 'content-type': 'image/x-odd' };
    const unknown = await fastify.inject({ ...broken, headers, payload: 'x' });
    expect([unknown.statusCode, unknown.json<{ code: string }>().code]).toEqual([400, 'BAD_REQUEST']);
  });
});
