/** An operator changes a profile, and brings the images that are there to it from the command line. */
import { writeFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { darkroom, type Outcome } from '../clients/command-line.ts';
import { newOwner, type Owner, ownerWith } from '../clients/owner.ts';
import { fileOf, jpeg } from '../fixtures/pictures.ts';
import { describeOwnStack } from '../stack/own-stack.ts';
import { type Stack, startStack } from '../stack.ts';

const profiles = (...names: string[]): string => `
profiles:
  default:
    allowed_mimes: [image/jpeg]
    size_max_bytes: 1000000
    variants:
${names.map((name, n) => `      - { name: ${name}, size: ${60 + n}x60, formats: [webp] }`).join('\n')}
`;

interface ShownBatch {
  readonly id: string;
  readonly status: string;
  readonly total: number;
  readonly ready: number;
}

describeOwnStack('darkroom reprocess', () => {
  let folder: string;
  let stack: Stack;
  let owner: Owner;
  let tagged: string;
  let other: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'darkroom-reprocess-'));
    const environment = { PROFILES_PATH: join(folder, 'profiles.yaml') };
    await writeFile(environment.PROFILES_PATH, profiles('thumb'));
    stack = await startStack({ environment });
    owner = await newOwner(stack);
    const picture = fileOf(await jpeg({ width: 200, height: 150 }));
    [tagged, other] = [(await owner.upload(picture, { tags: ['old'] })).id, (await owner.upload(picture)).id];
    for (const id of [tagged, other]) await owner.settled(id);
    await stack.end();
    await writeFile(environment.PROFILES_PATH, profiles('thumb', 'card'));
    stack = await startStack({ environment, folder: stack.folder });
    owner = ownerWith(stack, owner);
  });
  afterAll(async () => {
    await stack.remove();
    await rm(folder, { recursive: true, force: true });
  });

  const reprocess = (...args: string[]): Promise<Outcome> =>
    darkroom(stack, ['reprocess', ...args], { DARKROOM_API_KEY: owner.apiKey });
  async function batches(...args: string[]): Promise<ShownBatch[]> {
    const { code, out, error } = await reprocess(...args, '--json');
    expect({ code, error }).toEqual({ code: 0, error: '' });
    return JSON.parse(out) as ShownBatch[];
  }
  const variantsOf = async (id: string) => (await owner.image(id))?.variants.map(({ name }) => name);

  it('takes the images that its options find, and says when they are done', async () => {
    const [batch, ...more] = await batches('--tags', 'old', '--profile', 'default');
    expect(more).toEqual([]);
    expect(batch).toMatchObject({ id: expect.stringMatching(/^bat_/), status: 'READY', total: 1, ready: 1 });
    expect(await variantsOf(tagged)).toEqual(['thumb', 'card']);
    expect(await variantsOf(other)).toEqual(['thumb']);
    expect(await batches('--failed')).toMatchObject([{ status: 'READY', total: 0 }]);
  });

  it('takes images by their ids, a batch each, and shows people how far it is', async () => {
    const { code, out } = await reprocess(other, tagged);
    expect({ code, out }).toEqual({ code: 0, out: expect.stringMatching(/bat_\w+ {2}READY: 1 of 1/) });
    expect(await variantsOf(other)).toEqual(['thumb', 'card']);
  });

  it('need not be waited for', async () => {
    expect(await batches('--detach')).toMatchObject([{ id: expect.stringMatching(/^bat_/) }]);
  });

  it('says of each image what is wrong, does the others, and fails', async () => {
    const missing = `${other.slice(0, -4)}0000`;
    const { code, out, error } = await reprocess(missing, other, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject([{ status: 'READY', ready: 1 }]);
    expect(error).toMatch(new RegExp(`^${missing}: .*does not exist`));
  });

  it('refuses what contradicts itself, what is not allowed, and to go without a key', async () => {
    expect(await reprocess(other, '--failed')).toMatchObject({
      code: 1,
      error: expect.stringContaining('name images, or'),
    });
    const { code, error } = await reprocess('--all-owners', '--json');
    expect({ code, error }).toEqual({ code: 1, error: expect.stringContaining('ADMIN') });
    expect(await reprocess('--profile', 'nobodys', '--json')).toMatchObject({
      code: 1,
      error: expect.stringContaining('nobodys'),
    });
    const keyless = await darkroom(stack, ['reprocess']);
    expect(keyless).toMatchObject({ code: 1, error: expect.stringContaining('DARKROOM_API_KEY is not set') });
  });
});
