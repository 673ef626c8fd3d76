/**
 * The OpenTelemetry SDK as we use it: spans wait in a bounded queue and are sent in batches by OTLP. What finds no room, or
 * no receiver, is dropped, and the log says so once; nothing else notices.
 */
import { hostname } from 'node:os';
import { context, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import {
  type ExportResult,
  ExportResultCode,
  setGlobalErrorHandler,
  W3CTraceContextPropagator,
} from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { defaultResource, resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  type ReadableSpan,
  type SpanExporter,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import type { Logger } from '../logging.ts';
import { turnOn } from './span.ts';

export interface SpanSending {
  readonly endpoint: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly serviceName: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly share: number;
  readonly role: string;
  readonly logger: Logger;
}

/** About two kilobytes each. */
const mostWaiting = 2_048;

/** Longer ones are cut: the text of a statement is the longest. */
const mostCharacters = 2_000;

/** From now on every span goes there. */
export function sendSpans(options: SpanSending): { shutdown(): Promise<void> } {
  const { endpoint, headers, serviceName, role, share, logger } = options;
  const resource = defaultResource().merge(
    resourceFromAttributes({
      'service.name': `${serviceName}-${role}`,
      'service.namespace': serviceName,
      'service.instance.id': `${hostname()}-${process.pid}`,
      ...options.attributes,
    }),
  );
  const exporter = new OTLPTraceExporter({ url: `${endpoint}/v1/traces`, headers: { ...headers } });
  const provider = new TracerProvider({
    resource,
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(share) }),
    spanLimits: { attributeValueLengthLimit: mostCharacters },
    spanProcessors: [
      new BatchSpanProcessor({ exporter: telling(exporter, logger), maxQueueSize: mostWaiting }),
    ],
  });
  // What failed is logged below.
  setGlobalErrorHandler(() => {});
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(provider);
  turnOn();
  return provider;
}

/** Logs when sending begins to fail, and when it works again. */
function telling(exporter: SpanExporter, logger: Logger): SpanExporter {
  let isFailing = false;
  const hear = ({ code, error }: ExportResult): void => {
    const fails = code !== ExportResultCode.SUCCESS;
    if (fails && !isFailing)
      logger.warn({ reason: reasonOf(error) }, 'traces cannot be sent, and are dropped');
    if (!fails && isFailing) logger.info('traces are sent again');
    isFailing = fails;
  };
  return {
    export(spans: ReadableSpan[], done: (result: ExportResult) => void) {
      exporter.export(spans, (result) => {
        hear(result);
        done(result);
      });
    },
    forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
    shutdown: () => exporter.shutdown(),
  };
}

/** The library's own sentence says that all attempts were used up; why each failed is its cause. */
function reasonOf(error: Error | undefined): string {
  const { cause } = error ?? {};
  return cause instanceof Error ? cause.message : (error?.message ?? 'unknown');
}
