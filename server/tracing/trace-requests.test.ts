import { trace } from '@opentelemetry/api';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Fastify, { type FastifyInstance } from 'fastify';
import { inSpan } from '../../platform/tracing/span.ts';
import { keepSpans } from '../../test/spans.ts';
import { until } from '../../test/until.ts';
import { traceRequests, type TracingRules } from './trace-requests.ts';

const spans = keepSpans();
beforeEach(() => spans.reset());

let fastify: FastifyInstance;
afterEach(() => fastify.close());

async function start(rules: Partial<TracingRules> = {}): Promise<string> {
  fastify = Fastify();
  traceRequests(fastify, { parentFrom: 'nobody', trustedProxies: [], ...rules });
  fastify.post('/things/:id', async () => inSpan('work', {}, async () => ({})));
  fastify.get('/fails', async () => Promise.reject(new Error('with a secret')));
  return fastify.listen({ host: '127.0.0.1', port: 0 });
}

const finished = (name: string) =>
  until(`a span ${name}`, () => spans.getFinishedSpans().find((span) => span.name === name));

const theirs = '4bf92f3577b34da6a3ce929d0e0e4736';

async function traceIdFor(rules: Partial<TracingRules>, flags = '01'): Promise<string> {
  const base = await start(rules);
  await fetch(`${base}/things/1`, {
    method: 'POST',
    headers: { traceparent: `00-${theirs}-00f067aa0ba902b7-${flags}` },
  });
  return (await finished('POST /things/:id')).spanContext().traceId;
}

describe('a request', () => {
  it('has a span by its route, and what is done for it after the body has one below that', async () => {
    const base = await start();
    const body = JSON.stringify({ much: 'x'.repeat(100_000) });
    const headers = { 'content-type': 'application/json' };
    await fetch(`${base}/things/a-secret?sig=secret`, { method: 'POST', headers, body });
    const [request, work] = [await finished('POST /things/:id'), await finished('work')];
    expect(work.parentSpanContext?.spanId).toBe(request.spanContext().spanId);
    expect(request.attributes).toMatchObject({
      'http.request.method': 'POST',
      'http.route': '/things/:id',
      'http.response.status_code': 200,
    });
    expect(JSON.stringify([request.name, request.attributes])).not.toContain('secret');
  });

  it('that fails says so, and not with which words', async () => {
    const base = await start();
    await fetch(`${base}/fails`);
    const { status, attributes, events } = await finished('GET /fails');
    expect([status.code, attributes['error.type'], events]).toEqual([2, '500', []]);
  });

  it('does not go on with what is in work for another', async () => {
    const base = await start();
    await inSpan('elsewhere', {}, () => fetch(`${base}/things/1`, { method: 'POST' }));
    expect((await finished('POST /things/:id')).parentSpanContext).toBeUndefined();
    expect(trace.getActiveSpan()).toBeUndefined();
  });
});

describe('the trace of a client', () => {
  it('goes on here only where clients are believed, or the proxy that it came by is', async () => {
    expect(await traceIdFor({ parentFrom: 'everybody' })).toBe(theirs);
  });

  it.each<[string, Partial<TracingRules>, boolean]>([
    ['nobody is believed', {}, false],
    ['proxies are believed, and it came by none', { parentFrom: 'proxies' }, false],
    ['it came by another proxy', { parentFrom: 'proxies', trustedProxies: ['10.0.0.0/8'] }, false],
    ['it came by one that is believed', { parentFrom: 'proxies', trustedProxies: ['127.0.0.0/8'] }, true],
  ])('where %s', async (_, rules, isBelieved) => {
    expect((await traceIdFor(rules)) === theirs).toBe(isBelieved);
  });

  it('that is broken is none', async () => {
    const base = await start({ parentFrom: 'everybody' });
    await fetch(`${base}/things/1`, { method: 'POST', headers: { traceparent: '00-zz-1-01' } });
    expect((await finished('POST /things/:id')).parentSpanContext).toBeUndefined();
  });
});
