/**
 * What GraphiQL remembers between visits: operations and variables. Not the headers, which the history would keep as well:
 * an API key is no thing to find in a browser's storage.
 */
export function withoutHeaders(storage: Storage): Storage {
  return {
    get length() {
      return storage.length;
    },
    key: (index) => storage.key(index),
    getItem: (key) => storage.getItem(key),
    setItem: (key, value) => storage.setItem(key, stripped(value)),
    removeItem: (key) => storage.removeItem(key),
    clear: () => storage.clear(),
  };
}

/** What is no JSON is a setting or a text without any. */
function stripped(value: string): string {
  try {
    return JSON.stringify(JSON.parse(value), (key, each: unknown) => (key === 'headers' ? null : each));
  } catch {
    return value;
  }
}
