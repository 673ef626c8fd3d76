/**
 * Subscriptions as server-sent events, in the frames of graphql-sse's "distinct connections mode". The library's own
 * handler reads a subscription as fast as it comes and keeps what its reader does not take; here the next event is asked
 * for when there is room for it, so that a slow reader costs what its connection holds (docs/decisions/0021-event-streams.md).
 */
import type { ServerResponse } from 'node:http';
import type { FormattedExecutionResult } from 'graphql';

/** Proxies close what is silent for a minute. */
const keepAliveMs = 20_000;

export class EventStream {
  readonly #response: ServerResponse;
  readonly #timer: NodeJS.Timeout;
  #stalled = false;

  /** Begins the answer. */
  constructor(response: ServerResponse, headers: Readonly<Record<string, string>>, everyMs = keepAliveMs) {
    this.#response = response;
    this.#timer = setInterval(() => this.#keepAlive(), everyMs);
    response.once('close', () => clearInterval(this.#timer));
    response.writeHead(200, {
      ...headers,
      'content-type': 'text/event-stream; charset=utf-8',
      // Compressed by nobody on the way: that would hold events back until a block is full.
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    });
    // Some browsers call it open at the first bytes of the body.
    response.write(':\n\n');
  }

  /** One result; resolves when there is room for another, or nobody reads any more. */
  async next(result: FormattedExecutionResult): Promise<void> {
    await this.#write(frameOf(result, JSON.stringify(result)));
  }

  /** Whether what is written would not wait. */
  get hasRoom(): boolean {
    return !this.#response.writableNeedDrain;
  }

  /** One result whose JSON is there. */
  write(result: FormattedExecutionResult, json: string): void {
    if (!this.#response.destroyed) this.#response.write(frameOf(result, json));
  }

  /** Nothing more comes, and it is no use to come back for it. */
  async complete(): Promise<void> {
    await this.#write('event: complete\ndata:\n\n');
  }

  /** Without `complete` before it, clients connect again. */
  end(): void {
    clearInterval(this.#timer);
    this.#response.end();
  }

  async #write(text: string): Promise<void> {
    const response = this.#response;
    if (response.destroyed || response.write(text)) return;
    await new Promise<void>((resolve) => {
      const proceed = (): void => {
        response.off('drain', proceed).off('close', proceed);
        resolve();
      };
      response.on('drain', proceed).on('close', proceed);
    });
  }

  /** Who has taken nothing from one of these to the next is gone without a word. */
  #keepAlive(): void {
    if (!this.#response.writableNeedDrain) {
      this.#stalled = false;
      this.#response.write(':\n\n');
    } else if (this.#stalled) this.#response.destroy();
    else this.#stalled = true;
  }
}

function frameOf(result: FormattedExecutionResult, json: string): string {
  const id = eventIdOf(result);
  return `${id === undefined ? '' : `id: ${id}\n`}event: next\ndata: ${json}\n\n`;
}

/** What a browser sends back as Last-Event-ID when it connects again: where the subscription selects it. */
function eventIdOf({ data }: FormattedExecutionResult): string | undefined {
  const [event] = Object.values(data ?? {}) as ({ readonly id?: unknown } | null)[];
  // Under an alias it could be anything, line breaks included.
  return typeof event?.id === 'string' && /^evt_\w+$/.test(event.id) ? event.id : undefined;
}
