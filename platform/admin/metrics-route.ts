/** `GET /metrics` of the admin port, in the text format of Prometheus. */
import type { FastifyInstance } from 'fastify';
import { registry } from '../metrics/registry.ts';

const schema = {
  operationId: 'metrics',
  summary: 'What there is to measure of the process',
  tags: ['metrics'],
  produces: ['text/plain'],
  response: {
    200: { description: 'Each metric of docs/metrics.md that this process can tell.', type: 'string' },
  },
} as const;

export function metricsRoute(fastify: FastifyInstance): void {
  fastify.get('/metrics', { schema }, async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
}
