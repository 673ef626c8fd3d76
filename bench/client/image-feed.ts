/** Listens to `imageEvents` and knows when what was heard of which image. */
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { Stack } from '../stack/stack.ts';
import { authorization, endpoint } from './graphql.ts';

const subscription = `subscription {
  imageEvents {
    __typename
    image { id }
    ... on VariantReady { variant { name format } }
    ... on VariantFailed { failure { message } }
    ... on ImageFailed { failure { message } }
  }
}`;

interface Frame {
  readonly imageEvents: {
    readonly __typename: string;
    readonly image: { readonly id: string };
    readonly variant?: { readonly name: string; readonly format: string };
    readonly failure?: { readonly message: string };
  };
}

/** `ready` is the whole image; a variant is called as in `thumb.webp`. */
export type Milestone = 'ready' | `${string}.${string}`;

export class ImageFeed {
  readonly #heard = new Map<string, PromiseWithResolvers<number>>();
  readonly #stop: () => Promise<void>;

  private constructor(stack: Stack) {
    const client = createClient({
      url: endpoint(stack).replace(/^http/, 'ws'),
      webSocketImpl: WebSocket,
      connectionParams: { authorization: authorization(stack) },
      lazy: false,
      retryAttempts: 0,
      onNonLazyError: (error) => this.#fail(error),
    });
    client.subscribe<Frame>(
      { query: subscription },
      {
        next: ({ data }) => data && this.#hear(data),
        error: (error) => this.#fail(error),
        complete: () => this.#fail(new Error('the subscription ended')),
      },
    );
    this.#stop = async () => client.dispose();
  }

  /** Runs `use` while listening. */
  static async during<T>(stack: Stack, use: (feed: ImageFeed) => Promise<T>): Promise<T> {
    const feed = new ImageFeed(stack);
    try {
      return await use(feed);
    } finally {
      await feed.#stop();
    }
  }

  /** The time (of `performance.now`) at which the frame arrived, which may be before anybody asks. */
  at(imageId: string, milestone: Milestone): Promise<number> {
    return this.#entry(`${imageId} ${milestone}`).promise;
  }

  #entry(key: string): PromiseWithResolvers<number> {
    const known = this.#heard.get(key);
    if (known) return known;
    const entry = Promise.withResolvers<number>();
    entry.promise.catch(() => {});
    this.#heard.set(key, entry);
    return entry;
  }

  #hear({ imageEvents: { __typename: type, image, variant, failure } }: Frame): void {
    const now = performance.now();
    if (failure) this.#fail(new Error(`${type}: ${failure.message}`));
    if (type === 'ImageReady') this.#entry(`${image.id} ready`).resolve(now);
    if (type === 'VariantReady' && variant)
      this.#entry(`${image.id} ${variant.name}.${variant.format.toLowerCase()}`).resolve(now);
  }

  #fail(error: unknown): void {
    for (const entry of this.#heard.values()) entry.reject(error);
  }
}
