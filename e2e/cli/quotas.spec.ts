/** An operator allows a single owner another amount than everybody. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { darkroom } from '../clients/command-line.ts';
import { newOwner } from '../clients/owner.ts';
import { fileOf, jpeg } from '../fixtures/pictures.ts';
import { describeOwnStack } from '../stack/own-stack.ts';
import { type Stack, startStack } from '../stack.ts';

interface Shown {
  readonly allowed: Record<string, number | null>;
  readonly used: Record<string, number>;
}

describeOwnStack('darkroom quotas', () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack({ environment: { QUOTA_IMAGES: '1' } });
  });
  afterAll(() => stack.remove());

  async function quotas(...args: string[]): Promise<Shown> {
    const { code, out, error } = await darkroom(stack, ['quotas', ...args, '--json'], { QUOTA_IMAGES: '1' });
    expect({ code, error }).toEqual({ code: 0, error: '' });
    return JSON.parse(out) as Shown;
  }

  it('hold from the next upload on, for that owner alone, until they are taken back', async () => {
    const [one, other] = [await newOwner(stack), await newOwner(stack)];
    const picture = async () => fileOf(await jpeg({ width: 100, height: 100 }));
    for (const owner of [one, other]) await owner.upload(await picture());
    expect(await one.refusal(await picture())).toEqual(['QUOTA_EXCEEDED']);

    expect(await quotas('set', one.ownerId, '--images', '2', '--bytes', '5000000')).toMatchObject({
      allowed: { images: 2, bytes: 5_000_000, uploadsPerDay: null },
      used: { images: 1 },
    });
    await one.upload(await picture());
    expect(await other.refusal(await picture())).toEqual(['QUOTA_EXCEEDED']);

    expect(await quotas('set', one.ownerId, '--images', 'default')).toMatchObject({
      allowed: { images: 1, bytes: 5_000_000 },
      used: { images: 2 },
    });
    expect(await one.refusal(await picture())).toEqual(['QUOTA_EXCEEDED']);
    expect((await quotas('show', other.ownerId)).allowed).toEqual({
      images: 1,
      bytes: null,
      uploadsPerDay: null,
    });
  });

  it('are shown to people as a table, and refused when they are no numbers', async () => {
    const { out } = await darkroom(stack, ['quotas', 'show', 'nobody']);
    expect(out).toMatch(/uploads today.*unlimited/);
    const { code, error } = await darkroom(stack, ['quotas', 'set', 'nobody', '--bytes', 'many']);
    expect({ code, error }).toEqual({ code: 2, error: expect.stringContaining('a whole number') });
  });
});
