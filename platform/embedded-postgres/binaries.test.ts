import { access } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { findBinaries } from './binaries.ts';

describe('the Postgres programs', () => {
  it('are found for this machine', async () => {
    const { initdb, postgres } = await findBinaries();
    await expect(Promise.all([access(initdb), access(postgres)])).resolves.toBeDefined();
  });

  it('are missed with a sentence where npm has none', async () => {
    await expect(findBinaries('plan9-mips')).rejects.toMatchObject({
      code: 'START_FAILED',
      message: expect.stringMatching(/for plan9-mips .* set DATABASE_URL/),
    });
  });
});
