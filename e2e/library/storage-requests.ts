/** The requests of a page that carry bytes, as they are sent: counted, held back, or broken off. */
import type { Page, Route } from 'playwright-core';

/** `/uploads/upl_…/parts/2` on a disk, `?partNumber=2` in a bucket. */
const partOf = (url: string): number | undefined => {
  const found = /\/parts\/(\d+)|[?&]partNumber=(\d+)/.exec(url);
  return found ? Number(found[1] ?? found[2]) : undefined;
};

export class StorageRequests {
  readonly #sent: number[] = [];
  readonly #decide: (part: number) => 'send' | 'hold' | 'break';
  readonly #held: Route[] = [];

  constructor(decide: (part: number) => 'send' | 'hold' | 'break') {
    this.#decide = decide;
  }

  /** From now on, of this page. */
  async watch(page: Page): Promise<this> {
    await page.route(
      (url) => partOf(url.href) !== undefined,
      async (route) => {
        const part = partOf(route.request().url()) ?? 0;
        if (route.request().method() !== 'PUT') return route.continue();
        const what = this.#decide(part);
        if (what === 'break') return route.abort('connectionreset');
        if (what === 'hold') return void this.#held.push(route);
        this.#sent.push(part);
        return route.continue();
      },
    );
    return this;
  }

  /** As a line that dies under them. */
  async breakHeld(): Promise<void> {
    for (const route of this.#held.splice(0))
      await route.abort('internetdisconnected').catch(() => undefined);
  }

  /** The numbers of the parts that were let through. */
  get sent(): number[] {
    return this.#sent.toSorted((one, other) => one - other);
  }

  get held(): number {
    return this.#held.length;
  }
}
