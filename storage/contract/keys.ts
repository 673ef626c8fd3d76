/** Which names there are, listing and deleting them, and the care of the store as a whole. */
import { describe, expect, test } from '@jest/globals';
import { pattern } from './bodies.ts';
import { type Place, collect, type } from './place.ts';

const notKeys = [
  ['nothing', ''],
  ['a slash', '/'],
  ['an absolute path', '/absolute'],
  ['a folder', 'folder/'],
  ['an empty segment', 'two//slashes'],
  ['the parent', '..'],
  ['a way out', '../outside'],
  ['a way in and out', 'a/../../outside'],
  ['a dot', 'a/./b'],
  ['a hidden name', '.hidden'],
  ['the folder of temporary files', 'a/.tmp/b'],
  ['a NUL', 'nul\0byte'],
  ['a line break', 'new\nline'],
  ['a trailing line break', 'line\n'],
  ['a space', 'space here'],
  ['a backslash', 'back\\slash'],
  ['a letter beyond ASCII', 'ümlaut'],
  ['a percent escape', 'per%2e%2ecent'],
  ['a question mark', 'question?mark'],
  ['a segment of 201 characters', 'n'.repeat(201)],
  ['more than 800 characters', `long${'/segment'.repeat(100)}`],
];

export function describeKeys(place: Place): void {
  describe('a key', () => {
    test.each(notKeys)('is not %s: every call that is given it throws.', async (_, key = '') => {
      const calls = [
        () => place.store.put(key, pattern(1), type),
        () => place.store.open(key),
        () => place.store.head(key),
        () => place.store.delete([key]),
        () => place.store.withLocalFile(key, () => Promise.resolve('never')),
      ];
      for (const call of calls) await expect(call()).rejects.toThrow(TypeError);
    });

    test('may use all that its grammar allows.', async () => {
      const name = `A-z_0.9/-x/_y/a..b/${'n'.repeat(200)}`;
      await place.store.put(place.key(name), pattern(10), type);
      expect(await place.keys()).toEqual([place.key(name)]);
      expect(await place.read(name)).toEqual(pattern(10));
    });

    test('is not a blob when it is only a part of another key.', async () => {
      await place.store.put(place.key('a/b'), pattern(10), type);
      expect(await place.store.head(place.key('a'))).toBeUndefined();
      expect(await place.store.head(place.key('a/b/c'))).toBeUndefined();
      await expect(place.store.open(place.key('a'))).rejects.toMatchObject({ code: 'BLOB_MISSING' });
      await place.store.delete([place.key('a'), place.key('a/b/c')]);
      expect(await place.store.head(place.key('a/b'))).toBeDefined();
    });

    test('is free again after its blob was deleted.', async () => {
      await place.store.put(place.key('a'), Buffer.from('first'), type);
      await place.store.delete([place.key('a')]);
      await place.store.put(place.key('a'), Buffer.from('second'), type);
      expect(String(await place.read('a'))).toBe('second');
    });
  });

  describe('deleting', () => {
    test('takes several keys and does not mind the missing ones, however often.', async () => {
      const keys = Array.from({ length: 30 }, (_, index) => place.key(`${index % 3}/${index}`));
      await Promise.all(keys.map((key) => place.store.put(key, pattern(10), type)));
      const some = [...keys.slice(0, 20), place.key('never')];
      await place.store.delete(some);
      await place.store.delete(some);
      await place.store.delete([]);
      expect((await place.keys()).sort()).toEqual(keys.slice(20).sort());
    });

    test('deletes nothing when one of the keys is none.', async () => {
      await place.store.put(place.key('a'), pattern(10), type);
      await expect(place.store.delete([place.key('a'), '../b'])).rejects.toThrow(TypeError);
      expect(await place.store.head(place.key('a'))).toBeDefined();
    });

    test('does not disturb puts of neighbours at the same time.', async () => {
      const names = Array.from({ length: 12 }, (_, index) => `shared/deep/${index}`);
      await Promise.all(names.map((name) => putAndDelete(place, place.key(name))));
      expect(await place.keys()).toEqual([]);
    });
  });

  describe('a list', () => {
    test('holds the blobs under a prefix, which may end within a name, and their sizes.', async () => {
      for (const name of ['ab/1', 'ab/2', 'abc/3', 'b/4']) {
        await place.store.put(place.key(name), pattern(Number(name.at(-1))), type);
      }
      const under = async (prefix: string) =>
        (await place.infos(prefix))
          .map(({ key, byteSize }) => `${key.split('/').slice(2).join('/')}=${byteSize}`)
          .sort();
      expect(await under('')).toEqual(['ab/1=1', 'ab/2=2', 'abc/3=3', 'b/4=4']);
      expect(await under('a')).toEqual(['ab/1=1', 'ab/2=2', 'abc/3=3']);
      expect(await under('ab/')).toEqual(['ab/1=1', 'ab/2=2']);
      expect(await under('b/4')).toEqual(['b/4=4']);
      expect(await under('c')).toEqual([]);
    });

    test.each(['../', '/', 'a//', '.tmp', 'a/../b'])(
      'refuses the prefix %j, which no key can have.',
      (prefix) => {
        expect(() => place.store.list(prefix)).toThrow(TypeError);
      },
    );
  });

  describe('the care of a store', () => {
    test('A check of one that works passes, several at once, and leaves nothing.', async () => {
      const before = await everything(place);
      await Promise.all([place.store.check(), place.store.check(), place.store.check()]);
      expect(await everything(place)).toEqual(before);
    });

    test('Removing leftovers leaves alone what is stored and what is young.', async () => {
      await place.store.put(place.key('a'), pattern(10), type);
      expect(await place.store.removeLeftovers(new Date(Date.now() - 3_600_000))).toBe(0);
      expect(await place.store.head(place.key('a'))).toBeDefined();
    });
  });
}

async function putAndDelete(place: Place, key: string): Promise<void> {
  for (let round = 0; round < 4; round++) {
    await place.store.put(key, pattern(100), type);
    await place.store.delete([key]);
  }
}

const everything = async (place: Place): Promise<string[]> =>
  (await collect(place.store.list(''))).map(({ key }) => key).sort();
