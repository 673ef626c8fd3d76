/**
 * The embedded Postgres while the others use it: when it dies (out of memory, a kill by mistake) it is started
 * again on the same port, so that the others' connections come back by themselves.
 */
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../platform/embedded-postgres/start.ts';
import type { Logger } from '../../platform/logging.ts';

export interface GuardedPostgres {
  readonly url: string;
  /** Rejects when it died and could not be started again. */
  readonly lost: Promise<never>;
  stop(): Promise<void>;
}

const lookEveryMs = 500;

export async function guardPostgres(dataDir: string, logger: Logger): Promise<GuardedPostgres> {
  let postgres: EmbeddedPostgres = await startEmbeddedPostgres({ dataDir, logger });
  let look = Promise.resolve();
  const lost = Promise.withResolvers<never>();
  lost.promise.catch(() => {});

  const startAgain = async (): Promise<void> => {
    if (await postgres.isAlive()) return;
    logger.error({ postgresPid: postgres.pid }, 'the embedded Postgres died and is started again');
    postgres = await startEmbeddedPostgres({ dataDir, port: postgres.port, logger });
  };
  const timer = setInterval(() => {
    look = look.then(startAgain).catch(lost.reject);
  }, lookEveryMs);

  return {
    url: postgres.url,
    lost: lost.promise,
    stop: async () => {
      clearInterval(timer);
      await look;
      await postgres.stop();
    },
  };
}
