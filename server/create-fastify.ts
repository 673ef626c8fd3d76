/** The framework as a server has it: before it stands what answers without it, and its own refusals are ours. */
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import type { Config } from '../platform/config/load.ts';
import { sendProblem } from '../platform/http/problem.ts';
import { requestId } from '../platform/http/request-id.ts';
import type { Logger } from '../platform/logging.ts';
import { answeringServer } from './delivery/answering-server.ts';
import type { RecentAnswers } from './delivery/recent-answers.ts';

export function createFastify(
  { http }: Config,
  { logger, answers }: { logger: Logger; answers: RecentAnswers },
): FastifyInstance {
  return Fastify({
    serverFactory: (handle) => answeringServer(answers, handle),
    loggerInstance: logger as never,
    genReqId: requestId,
    frameworkErrors: (error, request, reply) => void sendProblem(error, request, reply),
    // The server answers these, which knows what is on its way to the client.
    clientErrorHandler: () => {},
    trustProxy: http.trustedProxies.length > 0 ? [...http.trustedProxies] : false,
    forceCloseConnections: 'idle',
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    // Long enough that a long spec is refused by its own code, and not as an unknown address.
    routerOptions: { maxParamLength: 2_000 },
    // A misspelt parameter is refused, not dropped.
    ajv: { customOptions: { removeAdditional: false } },
  }) as unknown as FastifyInstance;
}
