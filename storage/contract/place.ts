/** Where a test of the suite works: a folder of its own in the store, which it leaves empty. */
import { afterEach, beforeEach } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import type { BlobInfo, BlobStore } from '../blob-store.ts';

/** What the protocol of a store may lack; the suite asks every other store for it. */
export type Lack = 'conditional completion' | 'listing uploads';

export interface Subject {
  readonly store: BlobStore;
  readonly lacks?: readonly Lack[];
  /** What unfinished work has left behind the store: temporary files, open multipart uploads, scratch copies. */
  leftovers(): Promise<readonly string[]>;
}

export const type = { contentType: 'application/octet-stream' };

export class Place {
  readonly #subject: () => Subject;
  /** New for each test, for a store may keep what other runs have put there. */
  #folder = '';

  constructor(subject: () => Subject) {
    this.#subject = subject;
    beforeEach(() => {
      this.#folder = `contract/${randomUUID()}`;
    });
    afterEach(async () => {
      await this.store.delete(await this.keys());
      const remains = await this.remains();
      if (remains.length > 0) throw new Error(`The test left something behind: ${remains.join(', ')}`);
    });
  }

  lacks(lack: Lack): boolean {
    return this.#subject().lacks?.includes(lack) ?? false;
  }

  get store(): BlobStore {
    return this.#subject().store;
  }

  key(name: string): string {
    return `${this.#folder}/${name}`;
  }

  async infos(prefix = ''): Promise<BlobInfo[]> {
    return collect(this.store.list(this.key(prefix)));
  }

  async keys(prefix = ''): Promise<string[]> {
    return (await this.infos(prefix)).map(({ key }) => key);
  }

  async read(name: string): Promise<Buffer> {
    return buffer((await this.store.open(this.key(name))).body);
  }

  /** All that can be found of this test's blobs: visible by head or list, or as a part of something. */
  async remains(): Promise<readonly string[]> {
    const head = await this.store.head(this.key('a'));
    return [...(head ? ['head'] : []), ...(await this.keys()), ...(await this.#subject().leftovers())];
  }
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** Resolves once the condition holds; the test's own timeout is the limit. */
export async function waitUntil(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 5));
}
