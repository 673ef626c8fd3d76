import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '../../media/fixtures/folder.ts';
import { digestOf } from './digest-file.ts';

const mebibyte = 1024 * 1024;

describe('the digest of a file', () => {
  const { write } = temporaryFolder();

  it.each([0, 1, mebibyte - 1, mebibyte, mebibyte + 1, 3 * mebibyte + 17])(
    'of %i bytes is that of its bytes',
    async (length) => {
      const bytes = randomBytes(length);
      expect(await digestOf(await write(bytes))).toBe(createHash('sha256').update(bytes).digest('hex'));
    },
  );
});
