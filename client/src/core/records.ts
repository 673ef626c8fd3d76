/** What survives a closed page: under which key each unfinished file was begun, so that the server can find it again. */

/** A part of Web Storage, such as `localStorage`. */
export interface ResumeStorage {
  getItem(name: string): string | null;
  setItem(name: string, value: string): void;
}

/** How the bytes travel: in one GraphQL request, straight to the storage, or over tus. */
export type Way = 'form' | 'direct' | 'tus';

/** One attempt to upload a file. */
export interface UploadRecord {
  /** The idempotency key: what was begun with it goes on with it. */
  readonly key: string;
  readonly way: Way;
  /** Milliseconds of the epoch. */
  readonly begunAt: number;
  /** What the storage has answered to each part: not every storage can be asked for it later. */
  readonly etags: Etags;
}

/** By the number of the part. */
export type Etags = Readonly<Record<number, string>>;

export interface Records {
  /** The attempt that an earlier page has begun. */
  find(fingerprint: string): UploadRecord | undefined;
  keep(fingerprint: string, record: UploadRecord): void;
  forget(fingerprint: string): void;
}

const itemName = 'darkroom.uploads';

/** The server remembers a key for a day; what is older could only begin anew. */
const lifetimeMs = 24 * 60 * 60 * 1_000;

export function createRecords(storage: ResumeStorage): Records {
  const read = (): Record<string, UploadRecord> => {
    try {
      const records = JSON.parse(storage.getItem(itemName) ?? '{}') as Record<string, UploadRecord>;
      const isFresh = ({ begunAt }: UploadRecord) => begunAt > Date.now() - lifetimeMs;
      return Object.fromEntries(Object.entries(records).filter(([, record]) => isFresh(record)));
    } catch {
      // Somebody else's text, or a storage that this page may not read: nothing is known then.
      return {};
    }
  };
  const write = (records: Record<string, UploadRecord>): void => {
    try {
      storage.setItem(itemName, JSON.stringify(records));
    } catch {
      // Full or forbidden: the upload goes on, and only the next page cannot resume it.
    }
  };
  return {
    find: (fingerprint) => read()[fingerprint],
    keep: (fingerprint, record) => write({ ...read(), [fingerprint]: record }),
    forget(fingerprint) {
      const { [fingerprint]: _, ...others } = read();
      write(others);
    },
  };
}

/** `localStorage` where the page has one that it may use. */
export function defaultStorage(): ResumeStorage {
  try {
    return globalThis.localStorage ?? inMemory();
  } catch {
    return inMemory();
  }
}

function inMemory(): ResumeStorage {
  const items = new Map<string, string>();
  return {
    getItem: (name) => items.get(name) ?? null,
    setItem: (name, value) => void items.set(name, value),
  };
}

/** Random, also on pages over plain http, where browsers have no `crypto.randomUUID`. */
export const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );
