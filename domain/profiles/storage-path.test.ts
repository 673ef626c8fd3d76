import { describe, expect, it } from '@jest/globals';
import { isKey } from '../../storage/key.ts';
import { faultOfTemplate, storageKeyOf, withShards } from './storage-path.ts';

const id = '0199f000-1111-7222-8333-4444555566ab';
const parts = {
  id,
  contentType: 'image/jpeg',
  namespace: 'shop-2',
  // The last minute of a year: the key knows no other zone than UTC.
  now: new Date('2026-12-31T23:59:00Z'),
};

describe('the storage key of an upload', () => {
  it.each([
    ['originals/{shard}/{key_base}', `originals/ab/${id}`],
    ['{key_base}', id],
    ['raw/{key_base}.{ext}', `raw/${id}.jpg`],
    ['{namespace}/{year}/{month}/{key_base}.{ext}', `shop-2/2026/12/${id}.jpg`],
    ['{year}-{month}/{key_base}/original', `2026-12/${id}/original`],
  ])('of %s is %s', (template, key) => {
    expect(faultOfTemplate(template)).toBeUndefined();
    expect(storageKeyOf(template, parts)).toBe(key);
    expect(isKey(key)).toBe(true);
  });

  it('has a shard or none, as the profile says', () => {
    const template = 'raw/{shard?}/{key_base}';
    expect(storageKeyOf(withShards(template, true), parts)).toBe(`raw/ab/${id}`);
    expect(storageKeyOf(withShards(template, false), parts)).toBe(`raw/${id}`);
  });

  it('is a key also where neither type nor namespace is known', () => {
    const key = storageKeyOf('{namespace}/{key_base}.{ext}', {
      ...parts,
      contentType: undefined,
      namespace: null,
    });
    expect(key).toBe(`_/${id}.bin`);
    expect(isKey(key)).toBe(true);
  });
});

describe('a template is refused', () => {
  it.each([
    ['that two uploads could share', 'originals/{shard}', 'needs {key_base}'],
    ['with a placeholder that is none', '{key_base}/{filename}', 'there is no {filename}'],
    ['with the name of a method', '{key_base}/{constructor}', 'there is no {constructor}'],
    ['with half a placeholder', '{key_base}/{shard', 'path of folders'],
    ['that climbs out of its folder', '../{key_base}', 'path of folders'],
    ['that climbs in the middle', 'a/../../{key_base}', 'path of folders'],
    ['that begins at the root', '/{key_base}', 'path of folders'],
    ['that ends with a folder', '{key_base}/', 'path of folders'],
    ['with an empty folder', 'a//{key_base}', 'path of folders'],
    ['with a folder that the store keeps for itself', '.tmp/{key_base}', 'path of folders'],
    ['with a space', 'my files/{key_base}', 'path of folders'],
    ['with a control character', 'a\u0000/{key_base}', 'path of folders'],
    ['whose shard is only part of a folder', 'x{shard?}/{key_base}', 'folder of its own'],
    ['that makes longer keys than stores take', `${'a/'.repeat(400)}{key_base}`, 'path of folders'],
    ['with a folder that is too long once it is filled', `${'a'.repeat(150)}{namespace}/{key_base}`, 'path'],
  ])('%s', (_, template, fault) => {
    expect(faultOfTemplate(template)).toContain(fault);
  });
});
