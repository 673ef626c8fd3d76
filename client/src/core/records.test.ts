import { describe, expect, it } from '@jest/globals';
import { createRecords, newKey, type ResumeStorage, type UploadRecord } from './records.ts';

const storageOf = (text: string | null = null): ResumeStorage & { text: string | null } => ({
  text,
  getItem() {
    return this.text;
  },
  setItem(_, value) {
    this.text = value;
  },
});

const record = (begunAt = Date.now()): UploadRecord => ({ key: newKey(), way: 'direct', begunAt, etags: {} });

describe('records', () => {
  it('are found by the next page, until they are forgotten', () => {
    const storage = storageOf();
    const kept = record();
    createRecords(storage).keep('a photo', kept);
    createRecords(storage).keep('another', record());
    const next = createRecords(storage);
    expect(next.find('a photo')).toEqual(kept);
    next.forget('a photo');
    expect(createRecords(storage).find('a photo')).toBeUndefined();
    expect(createRecords(storage).find('another')).toBeDefined();
  });

  it('of yesterday are worth nothing, and go with the next that is kept', () => {
    const storage = storageOf();
    const records = createRecords(storage);
    records.keep('old', record(Date.now() - 25 * 60 * 60 * 1_000));
    expect(records.find('old')).toBeUndefined();
    records.keep('new', record());
    expect(storage.text).not.toContain('old');
  });

  it.each(['{', '7', '"text"', 'null', '[]', '{"a photo":null}'])(
    'survive what somebody else has written: %s',
    (text) => {
      const records = createRecords(storageOf(text));
      expect(records.find('a photo')).toBeUndefined();
      records.keep('a photo', record());
      expect(records.find('a photo')).toBeDefined();
    },
  );

  it('survive a storage that may neither be read nor written', () => {
    const forbidden = () => {
      throw new Error('SecurityError');
    };
    const records = createRecords({ getItem: forbidden, setItem: forbidden });
    expect(() => records.keep('a photo', record())).not.toThrow();
    expect(records.find('a photo')).toBeUndefined();
  });

  it('have keys that nobody else has', () => {
    const keys = Array.from({ length: 100 }, newKey);
    expect(new Set(keys).size).toBe(100);
    for (const key of keys) expect(key).toMatch(/^[\da-f]{32}$/);
  });
});
