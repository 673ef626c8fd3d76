/** Traces, as a collector takes them: one from the request of an upload to the last that is told of it. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { newOwner, type Owner } from '../clients/owner.ts';
import { type Span, startTraceReceiver, type TraceReceiver } from '../clients/trace-receiver.ts';
import { startReceiver, type WebhookReceiver } from '../clients/webhook-receiver.ts';
import { UploadImage } from '../documents/uploads.ts';
import { CreateWebhookEndpoint } from '../documents/webhooks.ts';
import { fileOf, jpeg } from '../fixtures/pictures.ts';
import { startStack, type Stack } from '../stack.ts';
import { logLines } from '../stack/log.ts';
import { describeOwnStack } from '../stack/own-stack.ts';
import { until } from '../until.ts';

/** From the root of its trace to the span, as far as it has arrived. */
function pathOf(span: Span, trace: readonly Span[]): string {
  const parent = trace.find(({ spanId }) => spanId === span.parentSpanId);
  const name = `${span.service.replace('darkroom-', '')} ${span.name}`;
  return parent ? `${pathOf(parent, trace)} › ${name}` : name;
}

const mutation = 'server POST /graphql › server Mutation.uploadImage';
const commit = `${mutation} › server commit upload`;
const first = `${commit} › server send render-first › worker process render-first`;
const rest = `${first} › worker store variant › worker send render-rest › worker process render-rest`;

const wholeTrace = [
  'server POST /graphql',
  mutation,
  `${mutation} › server put blob`,
  `${mutation} › server inspect`,
  commit,
  `${commit} › server append events › server tell event`,
  `${commit} › server append events › worker webhook image.uploaded`,
  first,
  `${first} › worker render`,
  `${first} › worker store variant › worker put blob`,
  `${first} › worker store variant › worker append events › server tell event`,
  `${first} › worker store variant › worker append events › worker webhook variant.ready`,
  rest,
  `${rest} › worker render`,
  `${rest} › worker store variant › worker append events › server tell event`,
  `${rest} › worker store variant › worker append events › worker webhook image.ready`,
];

describeOwnStack('traces', () => {
  let receiver: TraceReceiver;
  let hooks: WebhookReceiver;
  let stack: Stack;
  let owner: Owner;
  beforeAll(async () => {
    [receiver, hooks] = await Promise.all([startTraceReceiver(), startReceiver()]);
    stack = await startStack({
      environment: {
        OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
        OTEL_EXPORTER_OTLP_HEADERS: 'x-service-key=of%20the%20tests',
        ALLOW_PRIVATE_ADDRESSES: '127.0.0.1',
      },
    });
    owner = await newOwner(stack);
  });
  afterAll(async () => {
    await stack.remove();
    receiver.close();
    hooks.close();
  });

  async function upload(headers: Readonly<Record<string, string>>): Promise<string> {
    const { data } = await owner.send(UploadImage, { input: { file: fileOf(await jpeg()) } }, headers);
    const id = data?.uploadImage.image?.id ?? '';
    await owner.settled(id);
    return id;
  }

  const traceOf = (requestId: string): readonly Span[] => {
    const found = receiver.spans.find(({ attributes }) => attributes['darkroom.request_id'] === requestId);
    return receiver.spans.filter(({ traceId }) => traceId === found?.traceId);
  };

  it('go from the mutation through the queue into the worker, its renders and events, and to whoever is told', async () => {
    await owner.ask(CreateWebhookEndpoint, { input: { url: `${hooks.url}/traced` } });
    const watch = owner.watch();
    await upload({ 'x-request-id': 'e2e-traced-upload' });
    await watch.close();
    const missing = (): string[] => {
      const trace = traceOf('e2e-traced-upload');
      const paths = new Set(trace.map((span) => pathOf(span, trace)));
      return wholeTrace.filter((path) => !paths.has(path));
    };
    await until(() => missing().length === 0, { what: 'the whole trace' }).catch(() => {});
    expect(missing()).toEqual([]);
    const root = traceOf('e2e-traced-upload').find(({ parentSpanId }) => !parentSpanId);
    expect(root?.attributes).toMatchObject({ 'http.route': '/graphql', 'http.response.status_code': 200 });

    // A receiver of ours may go on with it, and the log lines of both processes name it.
    const traceId = root?.traceId ?? '';
    expect(hooks.received.map(({ headers }) => headers['traceparent']?.split('-')[1])).toContain(traceId);
    const lines = (await logLines(stack.logFile)).filter((line) => line['trace_id'] === traceId);
    expect(new Set(lines.map(({ role }) => role))).toEqual(new Set(['server', 'worker']));
  });

  it('say nothing that is for nobody to know, and reach the collector with the key that it wants', async () => {
    const told = JSON.stringify(receiver.spans);
    for (const secret of [
      owner.apiKey,
      stack.apiKey,
      'Bearer',
      'sig=',
      'whsec_',
      'originals/',
      owner.ownerId,
    ])
      expect([secret, told.includes(secret)]).toEqual([secret, false]);
    for (const headers of receiver.requests) expect(headers['x-service-key']).toBe('of the tests');
  });

  it('do not go on where a stranger says so', async () => {
    const theirs = '4bf92f3577b34da6a3ce929d0e0e4736';
    const traceparent = `00-${theirs}-00f067aa0ba902b7-01`;
    await upload({ 'x-request-id': 'e2e-of-a-stranger', traceparent });
    await until(() => traceOf('e2e-of-a-stranger').length > 0, { what: 'a trace' });
    expect(receiver.spans.filter(({ traceId }) => traceId === theirs)).toEqual([]);
  });

  it('are dropped while nobody takes them: uploads go on, and each process says so once', async () => {
    receiver.close();
    for (const attempt of [1, 2]) await upload({ 'x-request-id': `e2e-untraced-${attempt}` });
    const told = async () =>
      (await logLines(stack.logFile)).filter(({ msg }) => msg === 'traces cannot be sent, and are dropped');
    await until(async () => (await told()).length >= 2, { what: 'a line of each process', seconds: 60 });
    await upload({ 'x-request-id': 'e2e-untraced-3' });
    expect((await told()).map(({ role }) => role).sort()).toEqual(['server', 'worker']);
    expect(await stack.end()).toBe(0);
  });
});
