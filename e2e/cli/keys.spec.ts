/** An operator makes keys beside the database, which may do no more than is asked for. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { darkroom } from '../clients/command-line.ts';
import { ownerWith } from '../clients/owner.ts';
import { ApiKeys, CreateApiKey } from '../documents/access.ts';
import { DeleteImages } from '../documents/images.ts';
import { fileOf, jpeg } from '../fixtures/pictures.ts';
import { describeOwnStack } from '../stack/own-stack.ts';
import { type Stack, startStack } from '../stack.ts';
import { until } from '../until.ts';

interface MadeKey {
  readonly id: string;
  readonly owner: string;
  readonly scopes: string;
  readonly secret: string;
}

describeOwnStack('darkroom keys', () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack();
  });
  afterAll(() => stack.remove());

  async function create(...args: string[]): Promise<MadeKey> {
    const { code, out, error } = await darkroom(stack, ['keys', 'create', ...args, '--json']);
    expect({ code, error }).toEqual({ code: 0, error: '' });
    return JSON.parse(out) as MadeKey;
  }
  const holder = ({ owner, secret }: MadeKey) => ownerWith(stack, { ownerId: owner, apiKey: secret });

  it('create makes a key that reads and uploads, and deletes and makes nothing', async () => {
    const key = await create('--owner', 'shop');
    expect(key).toMatchObject({ owner: 'shop', scopes: 'read upload' });
    const shop = holder(key);
    const { id } = await shop.upload(fileOf(await jpeg({ width: 100, height: 100 })));
    expect(await shop.image(id)).not.toBeNull();
    const refused = await Promise.all([
      shop.send(DeleteImages, { input: { ids: [id] } }),
      shop.send(CreateApiKey, { input: { name: 'x', scopes: ['READ'] } }),
      shop.send(ApiKeys, {}),
    ]);
    expect(refused.map(({ errors }) => errors[0]?.extensions?.code)).toEqual(Array(3).fill('FORBIDDEN'));
  });

  it('create makes an admin’s key where that is asked for, and says so in its help', async () => {
    const { viewer } = await holder(await create('--scopes', 'manage,admin')).ask(ApiKeys, {});
    expect(viewer.roles).toEqual(['USER', 'ADMIN']);
    const { out } = await darkroom(stack, ['keys', 'create', '--help']);
    expect(out).toContain('default: read,upload');
  });

  it('create refuses a scope that there is not', async () => {
    const { code, error } = await darkroom(stack, ['keys', 'create', '--scopes', 'read,everything']);
    expect({ code, error }).toEqual({
      code: 1,
      error: expect.stringContaining('read, upload, manage, admin'),
    });
  });

  it('list shows them without their secrets, and revoke ends one', async () => {
    const key = await create('--owner', 'lister', '--scopes', 'read,manage');
    const { out } = await darkroom(stack, ['keys', 'list', '--owner', 'lister', '--json']);
    expect(JSON.parse(out)).toMatchObject([{ id: key.id, scopes: 'read manage', revokedAt: null }]);
    expect(out).not.toContain(key.secret);
    expect((await holder(key).send(ApiKeys, {})).status).toBe(200);
    expect(await darkroom(stack, ['keys', 'revoke', key.id])).toMatchObject({ code: 0 });
    await until(async () => (await holder(key).send(ApiKeys, {})).status === 401, {
      what: 'the end of the key',
    });
  });
});
