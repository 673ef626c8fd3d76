/**
 * `subscribe` of the language for thousands who are told the same: each event is executed once for those who ask the same
 * as the same viewer, and its text goes straight to the connections that wait for it
 * (docs/decisions/0031-shared-answers.md).
 */
import { hash } from 'node:crypto';
import {
  createSourceEventStream,
  execute,
  type ExecutionResult,
  type FormattedExecutionResult,
  print,
} from 'graphql';
import { type EndableIterator, mapped } from '../../platform/map-iterator.ts';
import { type Context, renewed } from '../../schema/context.ts';
import { countSubscription, forwardedEvents } from './operation-metrics.ts';
import type { PreparedSubscription } from './prepare-subscription.ts';
import { type SharedAnswer, sharedAnswer } from './shared-answer.ts';
import { toldResult } from './told-result.ts';
import { traceTelling } from '../tracing/trace-operations.ts';

type Subscribing = PreparedSubscription & { readonly contextValue: Context };

/** One subscriber’s connection, as far as it takes results at once. */
export interface Direct {
  /** Whether more would not have to wait. */
  hasRoom(): boolean;
  write(told: FormattedExecutionResult, json: string): void;
}

/** The results that did not go to the connection directly, in order with those that did; or why there are none. */
export async function subscribe(
  { contextValue, ...prepared }: Subscribing,
  direct: Direct,
): Promise<EndableIterator<ExecutionResult> | ExecutionResult> {
  const audience = audienceOf({ ...prepared, contextValue });
  const answerTo = (event: object): SharedAnswer =>
    sharedAnswer(event, audience, () =>
      traceTelling(event, prepared.operationName, () =>
        execute({ ...prepared, rootValue: event, contextValue: renewed(contextValue) }),
      ),
    );
  const queue = new DirectQueue((answer, result) => {
    const told = toldResult(result, prepared.cost, contextValue);
    // The errors of each have the id of its own request.
    forwardedEvents.add(1);
    direct.write(told, result.errors ? JSON.stringify(told) : answer.json(told));
  });
  const takeNow = (event: object): boolean => {
    if (queue.isFull || !direct.hasRoom()) return false;
    queue.add(answerTo(event));
    return true;
  };
  const events = await createSourceEventStream({ ...prepared, contextValue: { ...contextValue, takeNow } });
  const isRefused = !(Symbol.asyncIterator in events);
  countSubscription(isRefused ? 'refused' : 'ok');
  if (isRefused) return events;
  return mapped(events[Symbol.asyncIterator](), {
    async map(event) {
      await queue.whenEmpty();
      forwardedEvents.add(1);
      return answerTo(event as object).whenMade;
    },
    onEnd: () => queue.close(),
  });
}

/** Events may come faster than answers are made, and how large these will be is not known before. */
const mostPromised = 4;

/** What a connection has been promised, in order. */
class DirectQueue {
  readonly #write: (answer: SharedAnswer, result: ExecutionResult) => void;
  #answers: SharedAnswer[] = [];
  #emptied: (() => void) | undefined;

  constructor(write: (answer: SharedAnswer, result: ExecutionResult) => void) {
    this.#write = write;
  }

  add(answer: SharedAnswer): void {
    this.#answers.push(answer);
    if (answer.result) this.#flush();
    else answer.onceMade(this.#flush);
  }

  get isFull(): boolean {
    return this.#answers.length >= mostPromised;
  }

  async whenEmpty(): Promise<void> {
    if (this.#answers.length > 0) await new Promise<void>((resolve) => (this.#emptied = resolve));
  }

  /** What is not written yet never is. */
  close(): void {
    this.#answers = [];
    this.#emptied?.();
  }

  readonly #flush = (): void => {
    for (let next = this.#answers[0]; next?.result; next = this.#answers[0]) {
      this.#answers.shift();
      this.#write(next, next.result);
    }
    if (this.#answers.length === 0) this.#emptied?.();
  };
}

/** Short, for each subscription keeps its own: everything that a result depends on besides the event. */
function audienceOf({ document, operationName, variableValues, contextValue }: Subscribing): string {
  const { address: _, ...viewer } = contextValue.viewer;
  return hash(
    'sha256',
    JSON.stringify([document.loc?.source.body ?? print(document), operationName, variableValues, viewer]),
    'base64',
  );
}
