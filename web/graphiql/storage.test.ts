import { expect, it } from '@jest/globals';
import { withoutHeaders } from './storage.ts';

/** As a browser has one. */
function emptyStorage(): Storage {
  const items = new Map<string, string>();
  return {
    get length() {
      return items.size;
    },
    key: (index) => [...items.keys()][index] ?? null,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
    clear: () => items.clear(),
  };
}

it('keeps operations and variables, and no header, wherever it stands', () => {
  const storage = withoutHeaders(emptyStorage());
  const asked = {
    query: '{ viewer { id } }',
    variables: '{"headers":1}',
    headers: '{"authorization":"Bearer dk_1"}',
  };
  storage.setItem('queries', JSON.stringify({ queries: [asked], headers: 'dk_1' }));
  expect(JSON.parse(storage.getItem('queries') ?? '')).toEqual({
    queries: [{ ...asked, headers: null }],
    headers: null,
  });
});

it('keeps what is no JSON as it is', () => {
  const storage = withoutHeaders(emptyStorage());
  storage.setItem('theme', 'dark');
  storage.setItem('query', '{ viewer { id } }');
  expect([storage.getItem('theme'), storage.getItem('query'), storage.length]).toEqual([
    'dark',
    '{ viewer { id } }',
    2,
  ]);
  storage.removeItem('theme');
  expect([storage.getItem('theme'), storage.key(0)]).toEqual([null, 'query']);
  storage.clear();
  expect(storage.length).toBe(0);
});
