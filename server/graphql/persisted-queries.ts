/**
 * Documents that clients name by the SHA-256 of their text. Either whoever sends a text with its hash has it remembered
 * (automatic persisted queries), or there is a list, and nothing else is executed.
 */
import { LRUCache } from 'lru-cache';
import { AppError } from '../../platform/errors.ts';
import type { RegisteredOperations } from './registered-operations.ts';

/** What a request says of its document. */
export interface GivenDocument {
  readonly query?: unknown;
  /** An object, or as GET has it the text of one. */
  readonly extensions?: unknown;
}

export interface PersistedQueries {
  /**
   * The text that is meant; undefined when nobody knows it, or none was given.
   * @throws AppError OPERATION_NOT_REGISTERED.
   */
  textOf(given: GivenDocument): string | undefined;
  /** What the list calls it; undefined where there is no list, and for a text that is not on it. */
  nameOf(text: string): string | undefined;
  /** Where Apollo looks up a hash, and has texts remembered. */
  readonly cache: {
    get(key: string): Promise<string | undefined>;
    set(key: string, text: string): Promise<void>;
    delete(key: string): Promise<boolean>;
  };
}

/** What Apollo puts before a hash. */
const prefix = 'apq:';

/** Anybody may have a text remembered, so the oldest go. */
const rememberedCharacters = 4_194_304;

/** Of the texts that clients send. */
export function automaticQueries(): PersistedQueries {
  const texts = new LRUCache<string, string>({
    maxSize: rememberedCharacters,
    sizeCalculation: (text, key) => text.length + key.length,
  });
  return {
    textOf: (given) =>
      typeof given.query === 'string' && given.query !== '' ? given.query : texts.get(keyOf(given)),
    nameOf: () => undefined,
    cache: {
      get: async (key) => texts.get(key),
      set: async (key, text) => void texts.set(key, text),
      delete: async (key) => texts.delete(key),
    },
  };
}

/** Of a list that is closed. */
export function registeredQueries({ textOfId, nameOfText }: RegisteredOperations): PersistedQueries {
  const find = (key: string): string | undefined => textOfId.get(key.slice(prefix.length));
  return {
    textOf(given) {
      const { query } = given;
      const text = typeof query === 'string' && query !== '' ? query : find(keyOf(given));
      if (text === undefined || !nameOfText.has(text)) throw new AppError('OPERATION_NOT_REGISTERED');
      return text;
    },
    nameOf: (text) => nameOfText.get(text),
    cache: {
      get: async (key) => find(key),
      set: async () => {},
      delete: async () => false,
    },
  };
}

function keyOf({ extensions }: GivenDocument): string {
  const { persistedQuery } = (objectOf(extensions) ?? {}) as { persistedQuery?: unknown };
  const { sha256Hash } = (objectOf(persistedQuery) ?? {}) as { sha256Hash?: unknown };
  return prefix + (typeof sha256Hash === 'string' ? sha256Hash : '');
}

function objectOf(given: unknown): object | undefined {
  if (typeof given === 'object' && given !== null) return given;
  try {
    const parsed: unknown = typeof given === 'string' ? JSON.parse(given) : undefined;
    return typeof parsed === 'object' && parsed !== null ? parsed : undefined;
  } catch {
    // Apollo says what is wrong with it.
    return undefined;
  }
}
