/** A list that grows by pages, outside of React: who comes back to it finds it as long as it was. */

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Where the next page begins; null at the end. */
  readonly next: string | null;
}

export interface ListState<Item> {
  /** Each once. */
  readonly items: readonly Item[];
  /** Whether the first page has been there. */
  readonly isKnown: boolean;
  readonly hasMore: boolean;
  readonly isLoading: boolean;
  /** Why the last page did not come; asking for it again may help. */
  readonly error: unknown;
  /** Others have added what may belong here: since when, and another object at each time. Null when nothing has come. */
  readonly stale: { readonly since: string } | null;
}

export interface Identified {
  readonly id: string;
}

export class PagedList<Item extends Identified> {
  #state: ListState<Item> = {
    items: [],
    isKnown: false,
    hasMore: true,
    isLoading: false,
    error: null,
    stale: null,
  };
  /** Of the next page. */
  #next: string | null = null;
  /** Whether to begin anew as soon as what is on its way has arrived. */
  #again = false;
  readonly #listeners = new Set<() => void>();
  readonly #fetchPage: (after: string | null) => Promise<Page<Item>>;

  constructor(fetchPage: (after: string | null) => Promise<Page<Item>>) {
    this.#fetchPage = fetchPage;
  }

  // For useSyncExternalStore, which takes them as they are.
  readonly state = (): ListState<Item> => this.#state;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** The next page, unless it is on its way or there is none. */
  readonly loadMore = async (): Promise<void> => {
    if (this.#state.isLoading || !this.#state.hasMore) return;
    await this.#load(this.#state.isKnown ? this.#next : null);
  };

  /** The first page anew; what is there is shown until it comes, and forgotten then. */
  readonly reload = async (): Promise<void> => {
    if (this.#state.isLoading) this.#again = true;
    else await this.#load(null);
  };

  readonly remove = (id: string): void => {
    const items = this.#state.items.filter((item) => item.id !== id);
    if (items.length < this.#state.items.length) this.#become({ items });
  };

  /** Others have added something at this time. */
  readonly becomeStale = (since: string): void => {
    const { stale } = this.#state;
    this.#become({ stale: { since: stale !== null && stale.since < since ? stale.since : since } });
  };

  async #load(after: string | null): Promise<void> {
    this.#become({ isLoading: true, error: null, ...(after === null && { stale: null }) });
    try {
      const { items, next } = await this.#fetchPage(after);
      const known = new Set(after === null ? [] : this.#state.items.map(({ id }) => id));
      const added = items.filter(({ id }) => !known.has(id));
      this.#next = next;
      this.#become({
        items: after === null ? added : [...this.#state.items, ...added],
        isKnown: true,
        hasMore: next !== null,
        isLoading: false,
      });
    } catch (error) {
      this.#become({ isLoading: false, error });
    }
    if (!this.#again) return;
    this.#again = false;
    await this.#load(null);
  }

  #become(change: Partial<ListState<Item>>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
