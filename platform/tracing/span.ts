/**
 * Spans at the seams of the product: what the rest of the code knows of tracing. They are OpenTelemetry's; where tracing is
 * off, which it is unless `startTracing` was told where to send them, each seam is one comparison and a call.
 */
import {
  type Attributes,
  context,
  type Context,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { type ErrorKind, isAppError } from '../errors.ts';

export interface SpanOptions {
  /** Ids, counts and names of ours. Never what a client sent, a key, or a URL with its query. */
  readonly attributes?: Attributes;
  /** Default: something within this process. */
  readonly kind?: keyof typeof SpanKind;
  /** The `traceParent` of the span that this one follows, where that is not the one we are in; null where it had none. */
  readonly parent?: string | null;
}

const tracer = trace.getTracer('darkroom');

let isOn = false;

/** From now on spans are made. */
export function turnOn(): void {
  isOn = true;
}

export const isTracing = (): boolean => isOn;

/**
 * Runs it in a span of its own, below the one that we are in. What belongs to no request and no job has none: nobody would
 * look for it.
 */
export function inSpan<T>(name: string, options: SpanOptions, run: () => Promise<T>): Promise<T> {
  return isOn ? within(name, options, run) : run();
}

async function within<T>(name: string, options: SpanOptions, run: () => Promise<T>): Promise<T> {
  const { kind = 'INTERNAL', attributes, parent } = options;
  const above = parent === undefined ? context.active() : contextOf(parent);
  if (!trace.getSpan(above)) return run();
  const span = tracer.startSpan(name, { kind: SpanKind[kind], ...(attributes && { attributes }) }, above);
  try {
    return await context.with(trace.setSpan(above, span), run);
  } catch (error) {
    if (isRefusal(error)) span.setAttribute('error.type', codeOf(error));
    else failSpan(span, error);
    throw error;
  } finally {
    span.end();
  }
}

/** The code of the error, and not its text, which may repeat what was sent: that is in the log, under the same trace. */
function failSpan(span: Span, error: unknown): void {
  const code = codeOf(error);
  span.setAttribute('error.type', code).setStatus({ code: SpanStatusCode.ERROR, message: code });
}

const codeOf = (error: unknown): string => {
  if (isAppError(error)) return error.code;
  return error instanceof Error ? error.name : 'unknown';
};

/** What is refused for good reason is no fault of ours. */
const isRefusal = (error: unknown): boolean => isAppError(error) && !faults.has(error.kind);
const faults: ReadonlySet<ErrorKind> = new Set(['unavailable', 'internal', 'timeout']);

/** Marks the span that we are in as failed, where nothing is thrown. */
export function failActiveSpan(error: unknown): void {
  const span = isOn ? trace.getActiveSpan() : undefined;
  if (span) failSpan(span, error);
}

/** Says more of the span that we are in. */
export function describeSpan(attributes: Attributes): void {
  if (isOn) trace.getActiveSpan()?.setAttributes(attributes);
}

/** The same function, for a caller who knows nothing of the span that we are in. */
export const inThisSpan = <F extends (...parameters: never[]) => unknown>(call: F): F =>
  isOn ? context.bind(context.active(), call) : call;

/** What begins in `run` belongs to no span. */
export const outsideSpans = <T>(run: () => T): T => (isOn ? context.with(ROOT_CONTEXT, run) : run());

/**
 * The span that we are in as W3C Trace Context writes it, for whoever goes on elsewhere; null outside of one, and where its
 * trace is not kept.
 */
export function traceParent(): string | null {
  const span = isOn ? trace.getActiveSpan() : undefined;
  if (!span?.isRecording()) return null;
  const carrier: { traceparent?: string } = {};
  propagation.inject(context.active(), carrier);
  return carrier.traceparent ?? null;
}

/** Where a `traceParent` points to; nowhere when it is none. */
const contextOf = (parent: string | null): Context =>
  parent === null ? ROOT_CONTEXT : propagation.extract(ROOT_CONTEXT, { traceparent: parent });

/** What a log line says of the span that it was written in, or of the one of another context. */
export function traceFields(where?: Context): { trace_id?: string; span_id?: string } {
  const span = isOn ? trace.getSpan(where ?? context.active()) : undefined;
  if (!span) return {};
  const { traceId, spanId } = span.spanContext();
  return { trace_id: traceId, span_id: spanId };
}
