/** Spans as a test reads them: made by the SDK as in a process of ours, and kept in place of being sent. */
import { context, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { turnOn } from '../platform/tracing/span.ts';

/** Before anything of this file is traced; for good, as in a process. */
export function keepSpans(): InMemorySpanExporter {
  const kept = new InMemorySpanExporter();
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(
    new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter: kept })] }),
  );
  turnOn();
  return kept;
}
