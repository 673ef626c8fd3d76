/** A server's delivery for tests: the real routes over HTTP, on the parts of a harness, with every render counted. */
import Fastify from 'fastify';
import { insertApiKey, apiKeyVerifier } from '../domain/access/api-keys.ts';
import type { GuessLimit } from '../domain/access/guess-limit.ts';
import type { ImageEntity } from '../domain/images/image.entity.ts';
import { withoutIntermediates } from '../domain/renditions/intermediates.ts';
import { createRenditions } from '../domain/renditions/make-rendition.ts';
import { Places } from '../domain/renditions/places.ts';
import { signPath } from '../domain/signing/sign-path.ts';
import type { RateLimits } from '../domain/usage/rate-limits.ts';
import type { RenderPool } from '../media/types.ts';
import { createNamedLocks } from '../platform/database/named-locks.ts';
import { loadConfig } from '../platform/config/load.ts';
import { toGlobalId } from '../platform/ids.ts';
import { authenticator } from '../server/authenticate.ts';
import { createBlobMemory } from '../server/delivery/blob-memory.ts';
import { answeringServer } from '../server/delivery/answering-server.ts';
import { createRecentAnswers } from '../server/delivery/recent-answers.ts';
import { problemSchema } from '../server/openapi/refusals.ts';
import { sendProblem } from '../platform/http/problem.ts';
import { imageRoutes } from '../server/routes/images.ts';
import { sharedImageRoutes } from '../server/routes/shared-images.ts';
import { type Harness, silent, testSigningKey } from './harness.ts';
import { anyGuesses, unlimited } from './rates.ts';

export interface DeliveryOptions {
  /** Whether answers are repeated as the server does it, before Fastify hears of a request. */
  readonly recent?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
  /** In place of the harness's. */
  readonly pool?: Pick<RenderPool, 'render'>;
  readonly atOnce?: number;
  readonly queue?: number;
  /** Default: none. */
  readonly rates?: RateLimits;
  /** Default: none. */
  readonly guesses?: GuessLimit;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
  /** Of a refusal. */
  readonly code: string | undefined;
  readonly detail: string | undefined;
}

export interface Delivery {
  readonly port: number;
  /** Bearer of a key of `alice` that may READ. */
  readonly authorization: string;
  /** Specs of what was rendered, or begun, as often as it was. */
  readonly renders: () => number;
  /** Asks for a path and follows nothing. */
  get(path: string, init?: RequestInit): Promise<Answer>;
  /** The path of a rendition. */
  pathOf(image: Pick<ImageEntity, 'id'>, spec: string): string;
  /** The same with a signature of ten minutes. */
  signed(image: Pick<ImageEntity, 'id'>, spec: string, more?: Partial<SignOptions>): string;
  close(): Promise<void>;
}

interface SignOptions {
  readonly scope: string;
  readonly now: Date;
  readonly expiresIn: number;
  readonly query: Readonly<Record<string, string>>;
}

/** The same URL with a signature that is not right: its first letter is another one. */
export const forged = (url: string): string =>
  url.replace(/(?<=[?&]sig=)./, (letter) => (letter === 'A' ? 'B' : 'A'));

const noAnswers = { answer: () => false, onKept: () => {} };

export async function openDelivery(harness: Harness, options: DeliveryOptions = {}): Promise<Delivery> {
  const { database, store, queue, profiles, tail } = harness;
  const { guesses = anyGuesses } = options;
  const { delivery } = loadConfig(options.environment ?? {});
  const given = options.pool ?? harness.pool;
  let renders = 0;
  const pool: Pick<RenderPool, 'render'> = {
    render(task, how) {
      renders += 1;
      return given.render(task, how);
    },
  };
  const locks = createNamedLocks({ url: harness.url, logger: silent });
  const renditions = createRenditions({
    database,
    store,
    pool,
    locks,
    intermediates: withoutIntermediates(store),
    slowPlaces: new Places({ places: 1, queue: 64 }),
    limits: { atOnce: options.atOnce ?? 4, queue: options.queue ?? 64, waitSeconds: delivery.waitSeconds },
  });
  const { secret } = await insertApiKey(database.manager, {
    ownerId: 'alice',
    name: 'delivery',
    scopes: ['READ'],
  });
  const memory = createBlobMemory(delivery.memoryMegabytes * 1_048_576);
  const answers = createRecentAnswers(memory);
  const fastify = Fastify({
    serverFactory: (handle) => answeringServer(options.recent ? answers : noAnswers, handle),
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 2_000 },
  });
  const unwatch = tail.watch(({ imageId }) => answers.forget(imageId));
  fastify.addSchema(problemSchema);
  fastify.setErrorHandler(sendProblem);
  await fastify.register(async (scope) => {
    const routes = {
      database,
      store,
      queue,
      profiles,
      tail,
      delivery,
      renditions,
      memory,
      answers,
      rates: options.rates ?? unlimited,
      authenticate: authenticator({ guesses, verifyApiKey: apiKeyVerifier(database) }),
      guesses,
      signingKeys: [testSigningKey],
      access: { clockSkewSeconds: 0 },
    };
    imageRoutes(scope, routes);
    sharedImageRoutes(scope, routes);
  });
  await fastify.listen({ host: '127.0.0.1', port: 0 });

  const pathOf: Delivery['pathOf'] = ({ id }, spec) => `/i/${toGlobalId('image', id)}/${spec}`;
  return {
    port: Number(new URL(fastify.listeningOrigin).port),
    authorization: `Bearer ${secret}`,
    renders: () => renders,
    pathOf,
    signed: (image, spec, more) =>
      signPath({ path: pathOf(image, spec), now: new Date(), expiresIn: 600, ...more }, [testSigningKey]),
    async get(path, init) {
      const response = await fetch(`${fastify.listeningOrigin}${path}`, { redirect: 'manual', ...init });
      const bytes = Buffer.from(await response.arrayBuffer());
      const isProblem = response.headers.get('content-type')?.startsWith('application/problem') ?? false;
      const problem = isProblem && bytes.length > 0 ? (JSON.parse(bytes.toString()) as Partial<Answer>) : {};
      return {
        status: response.status,
        headers: response.headers,
        bytes,
        code: problem.code,
        detail: problem.detail,
      };
    },
    async close() {
      unwatch();
      await fastify.close();
      await renditions.close();
      await locks.close();
    },
  };
}
