/** Starts tracing where it is configured, and loads what sends spans only then. */
import type { Config } from '../config/load.ts';
import type { Logger } from '../logging.ts';
import { within } from '../within.ts';

export interface Tracing {
  /** Sends what is left, for as long as a stopping process can wait. */
  stop(): Promise<void>;
}

export interface TracingOptions {
  readonly config: Config['tracing'];
  /** server or worker. */
  readonly role: string;
  readonly logger: Logger;
}

/** A receiver that does not answer must not keep a process from ending. */
const stopMs = 1_000;

export async function startTracing({ config, ...options }: TracingOptions): Promise<Tracing> {
  const { endpoint } = config;
  if (endpoint === undefined) return { async stop() {} };
  const { sendSpans } = await import('./send-spans.ts');
  const spans = sendSpans({ ...config, ...options, endpoint });
  return {
    stop: () => within(stopMs, spans.shutdown()).catch(() => undefined),
  };
}
