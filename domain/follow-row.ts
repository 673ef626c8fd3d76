/**
 * The stream behind a subscription to one row: the present state, how far it gets, how it ends, and no more. A slow reader
 * is told the newest state and never keeps more than one row.
 */
import { endable } from './events/endable.ts';
import type { RowWatch } from './row-watch.ts';

export interface Followed<Row, End extends string> {
  readonly type: 'SNAPSHOT' | 'PROGRESS' | End;
  readonly row: Row;
}

export interface RowToFollow<Row, End extends string> {
  readonly watch: RowWatch<Row>;
  /** As it is now. */
  readonly row: Row;
  /** Whether there is nothing new to tell. */
  readonly isSame: (one: Row, other: Row) => boolean;
  /** How it has ended; undefined while it goes on. */
  readonly endOf: (row: Row) => End | undefined;
}

/** Ending the stream frees everything. */
export function followRow<Row extends { readonly id: string }, End extends string>({
  watch,
  row,
  isSame,
  endOf,
}: RowToFollow<Row, End>): AsyncGenerator<Followed<Row, End>, void, undefined> {
  const changes = new Changes(watch, row, isSame);
  return endable(stream(row, changes, endOf), () => changes.close());
}

async function* stream<Row, End extends string>(
  first: Row,
  changes: Changes<Row>,
  endOf: (row: Row) => End | undefined,
): AsyncGenerator<Followed<Row, End>, void, undefined> {
  try {
    yield { type: 'SNAPSHOT', row: first };
    for (let row: Row | undefined = first; row; row = await changes.next()) {
      const end = endOf(row);
      if (end || row !== first) yield { type: end ?? 'PROGRESS', row };
      if (end) return;
    }
  } finally {
    changes.close();
  }
}

/** The newest row that differs from the one that was told last. */
class Changes<Row> {
  #told: Row;
  #newest: Row;
  #closed = false;
  #wake: (() => void) | undefined;
  readonly #isSame: (one: Row, other: Row) => boolean;
  readonly #unwatch: () => void;

  constructor(
    watch: RowWatch<Row>,
    told: Row & { readonly id: string },
    isSame: (one: Row, other: Row) => boolean,
  ) {
    this.#told = told;
    this.#newest = told;
    this.#isSame = isSame;
    this.#unwatch = watch.watch(told.id, (row) => {
      this.#newest = row;
      this.#wake?.();
    });
  }

  /** Undefined at the end. */
  async next(): Promise<Row | undefined> {
    while (!this.#closed && this.#isSame(this.#newest, this.#told))
      await new Promise<void>((resolve) => (this.#wake = resolve));
    if (this.#closed) return undefined;
    this.#told = this.#newest;
    return this.#told;
  }

  close(): void {
    this.#closed = true;
    this.#unwatch();
    this.#wake?.();
  }
}
