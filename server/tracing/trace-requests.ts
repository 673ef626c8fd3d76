/** A span for each request, under which everything that it sets in motion goes on: jobs and events as well. */
import proxyAddress from '@fastify/proxy-addr';
import {
  type Context,
  context,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../../platform/config/load.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Where its span is; null until that has begun. */
    spanContext: Context | null;
  }
}

export type TracingRules = Pick<Config['tracing'], 'parentFrom'> & Pick<Config['http'], 'trustedProxies'>;

const tracer = trace.getTracer('darkroom');

/** For the outermost scope, before anything else is added to it. */
export function traceRequests(fastify: FastifyInstance, rules: TracingRules): void {
  const parentOf = parentReader(rules);
  fastify.decorateRequest('spanContext', null);
  fastify.addHook('onRequest', (request, reply, proceed) => {
    const parent = parentOf(request);
    const span = beginSpan(request, parent);
    request.spanContext = trace.setSpan(parent, span);
    reply.raw.once('close', () => endSpan(span, request, reply));
    context.with(request.spanContext, proceed);
  });
  // What comes after the body is called by the connection, which knows nothing of the request.
  fastify.addHook('preValidation', (request, _reply, proceed) =>
    context.with(request.spanContext ?? ROOT_CONTEXT, proceed),
  );
}

/** Strangers could have every request of theirs kept, or hang theirs into the traces of others: they are asked nothing. */
function parentReader({ parentFrom, trustedProxies }: TracingRules): (request: FastifyRequest) => Context {
  const isTrusted = proxyAddress.compile([...trustedProxies]);
  return ({ headers, socket }) => {
    const isBelieved =
      parentFrom === 'everybody' || (parentFrom === 'proxies' && isTrusted(socket.remoteAddress ?? '', 0));
    return isBelieved ? propagation.extract(ROOT_CONTEXT, headers) : ROOT_CONTEXT;
  };
}

/** By its route: an address may hold ids, tokens and signatures. */
function beginSpan({ method, routeOptions, id }: FastifyRequest, parent: Context): Span {
  const { url: route } = routeOptions;
  const attributes = {
    'http.request.method': method,
    ...(route !== undefined && { 'http.route': route }),
    'darkroom.request_id': id,
  };
  const name = route === undefined ? method : `${method} ${route}`;
  return tracer.startSpan(name, { kind: SpanKind.SERVER, attributes }, parent);
}

function endSpan(span: Span, _request: FastifyRequest, { raw }: FastifyReply): void {
  span.setAttribute('http.response.status_code', raw.statusCode);
  if (!raw.writableFinished) span.setAttribute('error.type', 'client gone');
  if (raw.statusCode >= 500)
    span.setAttribute('error.type', String(raw.statusCode)).setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}
