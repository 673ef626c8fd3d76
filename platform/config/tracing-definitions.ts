/** The variables of traces: a slice of `definitions.ts`, which docs/tracing.md explains. */
import { fraction, named, oneOf, text, url } from './variable.ts';

export const tracingVariables = {
  endpoint: url('OTEL_EXPORTER_OTLP_ENDPOINT', {
    meaning:
      'Where traces are sent to, by OTLP over HTTP in JSON: http://collector:4318. Default: nowhere, and then nothing of it is loaded.',
  }),
  headers: named('OTEL_EXPORTER_OTLP_HEADERS', {
    default: '',
    secret: true,
    meaning: 'Headers that are sent along, such as the key of a tracing service.',
  }),
  serviceName: text('OTEL_SERVICE_NAME', {
    default: 'darkroom',
    meaning: 'The name of the installation in traces; -server or -worker is added to it.',
  }),
  attributes: named('OTEL_RESOURCE_ATTRIBUTES', {
    default: '',
    meaning: 'What else is said of each process: deployment.environment.name=production.',
  }),
  share: fraction('OTEL_TRACES_SAMPLER_ARG', {
    default: '1',
    meaning: 'The share of traces that are kept: 0.01 keeps one of a hundred, with all of its parts.',
  }),
  parentFrom: oneOf(
    'nobody',
    'proxies',
    'everybody',
  )('TRACE_PARENT_FROM', {
    default: 'nobody',
    meaning:
      'Whose header traceparent is believed, so that their trace goes on here: of TRUSTED_PROXIES, or of every client. Who is believed also decides whether a trace is kept.',
  }),
} as const;
