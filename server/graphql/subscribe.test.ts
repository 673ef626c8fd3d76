import { describe, expect, it } from '@jest/globals';
import { buildSchema, type ExecutionResult, type GraphQLSchema, parse } from 'graphql';
import { alice, silent, viewerOf } from '../../test/harness.ts';
import { until } from '../../test/until.ts';
import type { Viewer } from '../../domain/access/viewer.ts';
import type { Context, SchemaDependencies } from '../../schema/context.ts';
import { createContext } from '../../schema/context.ts';
import { subscribe } from './subscribe.ts';

/** What happened, and when its text is there. */
interface Happening {
  readonly text: string | (() => Promise<string>);
}

/** A subscription whose events the test hands out: to whoever takes them at once, or over the stream. */
function stage() {
  const schema: GraphQLSchema = buildSchema(`
    type Query { nothing: Int }
    type Subscription { happening: Happening! }
    type Happening { text: String! }
  `);
  let executions = 0;
  const takers: ((event: object) => boolean)[] = [];
  const streams: { push(event: object): void; end(error?: Error): void }[] = [];
  const field = schema.getSubscriptionType()?.getFields()['happening'];
  if (!field) throw new Error('no field');
  field.resolve = (event: unknown) => {
    executions += 1;
    return event;
  };
  field.subscribe = (_root: unknown, _args: unknown, context: Context) => {
    takers.push(context.takeNow ?? (() => false));
    const waiting: ReturnType<typeof Promise.withResolvers<IteratorResult<object, undefined>>>[] = [
      Promise.withResolvers(),
    ];
    const last = () => waiting.at(-1);
    streams.push({
      push(event) {
        last()?.resolve({ done: false, value: event });
        waiting.push(Promise.withResolvers());
      },
      end: (error) => (error ? last()?.reject(error) : last()?.resolve({ done: true, value: undefined })),
    });
    let read = 0;
    const iterator = {
      next: () => waiting[read++]?.promise,
      return: async () => ({ done: true, value: undefined }),
      [Symbol.asyncIterator]: () => iterator,
    };
    return iterator;
  };
  return {
    executions: () => executions,
    streams,
    /** Which subscribers took it at once. */
    offer: (event: Happening): boolean[] => takers.map((take) => take(event)),
    join: async ({
      viewer = alice,
      query = 'subscription { happening { text } }',
      hasRoom = (): boolean => true,
    } = {}) => {
      const written: string[] = [];
      const results = await subscribe(
        {
          schema,
          document: parse(query),
          contextValue: createContext({} as SchemaDependencies, {
            viewer,
            requestId: `request ${takers.length}`,
            logger: silent,
          }),
          cost: { requested: 1, limit: 10 },
        },
        { hasRoom, write: (_told, json) => void written.push(json) },
      );
      if (!(Symbol.asyncIterator in results)) throw new Error('refused');
      return { written, results };
    },
  };
}

const frame = (text: string): string =>
  JSON.stringify({ data: { happening: { text } }, extensions: { cost: { requested: 1, limit: 10 } } });

/** What is said when the test wants it to be. */
function later(): Happening & { say(text: string): void; fail(): void } {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  return { text: () => promise, say: resolve, fail: () => reject(new Error('it broke')) };
}

const textOf = ({ data }: ExecutionResult): unknown =>
  (data as { happening: { text: string } } | null | undefined)?.happening.text;

describe('subscribers', () => {
  it('who ask the same as the same viewer share one execution, and each is told', async () => {
    const { join, offer, executions } = stage();
    const all = [await join(), await join(), await join()];
    offer({ text: 'hello' });
    await until('all are told', () => all.every(({ written }) => written.length === 1));
    expect(all.map(({ written }) => written)).toEqual([[frame('hello')], [frame('hello')], [frame('hello')]]);
    expect(executions()).toBe(1);
  });

  it.each<[string, { viewer?: Viewer; query?: string }]>([
    ['another viewer', { viewer: viewerOf('bob') }],
    ['fewer scopes', { viewer: { ...alice, scopes: ['READ'] } }],
    ['another document', { query: 'subscription { happening { again: text } }' }],
  ])('of whom one is or asks something else (%s) share none', async (_what, other) => {
    const { join, offer, executions } = stage();
    const all = [await join(), await join(other)];
    offer({ text: 'hello' });
    await until('all are told', () => all.every(({ written }) => written.length === 1));
    expect(executions()).toBe(2);
  });

  it('are told in order, whatever takes longer to be said', async () => {
    const { join, offer } = stage();
    const { written } = await join();
    const [first, second] = [later(), later()];
    offer(first);
    offer(second);
    second.say('second');
    first.say('first');
    await until('both are told', () => written.length === 2);
    expect(written).toEqual([frame('first'), frame('second')]);
  });

  it('get over the stream what they cannot take, behind what they were promised before', async () => {
    const { join, offer, streams } = stage();
    let room = true;
    const { written, results } = await join({ hasRoom: () => room });
    const first = later();
    expect(offer(first)).toEqual([true]);
    room = false;
    const second = { text: 'second' };
    expect(offer(second)).toEqual([false]);
    streams[0]?.push(second);
    const order: unknown[] = [];
    const reading = results.next().then(({ value }) => order.push(...written, value && textOf(value)));
    first.say('first');
    await reading;
    expect(order).toEqual([frame('first'), 'second']);
  });

  it('are promised no more than four answers that are not made yet', async () => {
    const { join, offer } = stage();
    await join();
    const taken = Array.from({ length: 6 }, () => offer(later())[0]);
    expect(taken).toEqual([true, true, true, true, false, false]);
  });

  it('are each told of a fault by the id of their own request', async () => {
    const { join, offer } = stage();
    const all = [await join(), await join()];
    const broken = later();
    offer(broken);
    broken.fail();
    await until('both are told', () => all.every(({ written }) => written.length === 1));
    const messages = all.map(({ written }) => JSON.parse(written[0] ?? '').errors[0].message);
    expect(messages).toEqual([expect.stringContaining('request 0'), expect.stringContaining('request 1')]);
  });

  it.each<[string, (stream: { end(error?: Error): void }, leave: () => Promise<unknown>) => unknown]>([
    ['ends', (stream) => stream.end()],
    ['fails', (stream) => stream.end(new Error('access has ended'))],
    ['is left', (_stream, leave) => leave()],
  ])('are told nothing more when the subscription %s', async (_how, end) => {
    const { join, offer, streams } = stage();
    const { written, results } = await join();
    const promised = later();
    offer(promised);
    const reading = results.next().catch((error: Error) => error.message);
    const [stream] = streams;
    if (!stream) throw new Error('no stream');
    await end(stream, () => results.return());
    promised.say('too late');
    stream.end();
    await reading;
    const { join: joinAgain, offer: offerAgain } = stage();
    const witness = await joinAgain();
    offerAgain({ text: 'later' });
    await until('the witness is told', () => witness.written.length === 1);
    expect(written).toEqual([]);
  });
});
