/**
 * The `Upload` that the scalar of graphql-upload-minimal takes, made so that the reader learns when somebody waits
 * for it: files that arrive before it must then be put aside, or both sides would wait for each other.
 */
import type { Readable } from 'node:stream';
import { Upload } from 'graphql-upload-minimal';

/** What a resolver gets from its `Upload` argument. Every word of it but the bytes is the client's claim. */
export interface IncomingUpload {
  readonly fieldName: string;
  readonly filename: string;
  readonly mimetype: string;
  readonly encoding: string;
  /** @throws AppError when the bytes have gone by: the operation is over, or another reader had them. */
  readonly createReadStream: () => Readable;
}

export class AwaitedUpload extends Upload {
  declare resolve: (file: IncomingUpload) => void;
  declare reject: (error: Error) => void;
  /** Called at each `await` of the promise. */
  onAwait: () => void = () => {};

  constructor() {
    super();
    const { promise } = this;
    this.promise = new NoticedPromise((resolve) => resolve(promise));
    // A file that nobody waits for may fail without taking the process down. Set before `notice`: no demand.
    this.promise.catch(() => {});
    (this.promise as NoticedPromise<unknown>).notice = () => this.onAwait();
  }
}

/** `await` calls the `then` of a subclass, while it looks inside a plain promise without a trace. */
class NoticedPromise<T> extends Promise<T> {
  declare notice: (() => void) | undefined;

  /** What is chained to it is a plain promise. */
  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  // oxlint-disable-next-line unicorn/no-thenable -- it is a promise
  override then<A = T, B = never>(
    fulfilled?: ((value: T) => A | PromiseLike<A>) | null,
    rejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    this.notice?.();
    return super.then(fulfilled, rejected);
  }
}
