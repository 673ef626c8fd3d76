import { describe, expect, it } from '@jest/globals';
import { createBlobMemory } from './blob-memory.ts';

describe('the memory of blobs', () => {
  it('forgets what was asked for longest ago when its bytes are used up', () => {
    const memory = createBlobMemory(100_000);
    const keys = Array.from({ length: 40 }, (_, index) => `key ${index}`);
    for (const key of keys) {
      memory.get('key 0');
      memory.keep(key, Buffer.alloc(4_488));
    }
    const remembered = keys.filter((key) => memory.get(key));
    expect(remembered).toHaveLength(20);
    expect(remembered).toContain('key 0');
    expect(remembered).not.toContain('key 1');
  });

  it('does not take what would drive many others out', () => {
    const memory = createBlobMemory(160_000);
    memory.keep('large', Buffer.alloc(10_000));
    expect([memory.takes(10_000), memory.takes(9_000), memory.get('large')]).toEqual([
      false,
      true,
      undefined,
    ]);
  });

  it('of no size remembers nothing', () => {
    const memory = createBlobMemory(0);
    memory.keep('a', Buffer.alloc(1));
    expect(memory.get('a')).toBeUndefined();
  });
});
