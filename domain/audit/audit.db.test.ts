/** The audit log: a line for all that was done, none for what was not. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { photo } from '../../media/fixtures/photo.ts';
import { sql } from '../../platform/database/sql.ts';
import { newUuid, toGlobalId } from '../../platform/ids.ts';
import { admin, alice, type Harness, openHarness, viewerOf } from '../../test/harness.ts';
import { createApiKey, revokeApiKey } from '../access/api-keys.ts';
import { anonymous, type Viewer } from '../access/viewer.ts';
import { deleteImages } from '../images/delete-images.ts';
import { updateImage } from '../images/update-image.ts';
import { revokeShare } from '../sharing/revoke-share.ts';
import { shareImage } from '../sharing/share-image.ts';
import { purgeImages } from '../purging/purge-images.ts';
import type { AuditEntryEntity } from './audit-entry.entity.ts';
import { expireAudit } from './expire-audit.ts';
import { type AuditFilter, listAudit } from './list-audit.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
});
afterAll(() => harness.close());

const keyId = newUuid();
const from = (subject: string): Viewer => ({ ...viewerOf(subject), keyId, address: '192.0.2.7' });

async function entries(filter: AuditFilter): Promise<AuditEntryEntity[]> {
  return (await listAudit(harness.database, admin, { filter })).entries;
}
const actions = async (filter: AuditFilter): Promise<string[]> =>
  (await entries(filter)).map(({ action }) => action).toReversed();

async function uploadAs(viewer: Viewer): Promise<string> {
  const seed = Math.random() * 1e9;
  return (await harness.upload(await photo({ width: 120, height: 100, seed }), { viewer })).image.id;
}

describe('the audit log', () => {
  it('has a line for everything that is done to an image, with who, by which key and from where', async () => {
    const carol = from('carol');
    const id = await uploadAs(carol);
    await updateImage(harness, carol, { id, changes: { title: 'new', focalPoint: null } });
    await purgeImages(harness, admin, { ids: [id] });
    await deleteImages(harness, carol, [id]);
    const [deleted, purged, updated, uploaded] = await entries({ imageId: id });
    const byCarol = { actorId: 'carol', ownerId: 'carol', keyId, address: '192.0.2.7', imageId: id };
    expect(uploaded).toMatchObject({ ...byCarol, action: 'IMAGE_UPLOADED', detail: null });
    expect(updated).toMatchObject({ ...byCarol, action: 'IMAGE_UPDATED', detail: 'title, focalPoint' });
    expect(purged).toMatchObject({
      action: 'IMAGE_PURGED',
      actorId: 'root',
      ownerId: 'carol',
      address: null,
    });
    expect(deleted).toMatchObject({ ...byCarol, action: 'IMAGE_DELETED' });
    expect(deleted?.occurredAt).toBeInstanceOf(Date);
  });

  it('has a line for keys that are made and ended, without their secrets', async () => {
    const dave = from('dave');
    const { apiKey, secret } = await createApiKey(harness.database, dave, {
      name: 'phone',
      scopes: ['READ'],
    });
    await revokeApiKey(harness.database, dave, apiKey.id);
    await revokeApiKey(harness.database, dave, apiKey.id);
    const found = await entries({ actorId: 'dave' });
    expect(found.map(({ action }) => action)).toEqual(['API_KEY_REVOKED', 'API_KEY_CREATED']);
    for (const { detail } of found) expect(detail).toMatch(/^key_\w{26} of dave \(READ\): phone$/);
    expect(JSON.stringify(found)).not.toContain(secret);
  });

  it('has a line for what is shared and ended, without the secret of a link', async () => {
    const gina = from('gina');
    const imageId = await uploadAs(gina);
    const { share, token = '' } = await shareImage(harness, gina, { imageId });
    await shareImage(harness, gina, { imageId, recipientId: 'bob' });
    await revokeShare(harness, admin, share.id);
    await revokeShare(harness, admin, share.id);
    const found = await entries({ imageId });
    expect(found.map(({ action, actorId, detail }) => [action, actorId, detail])).toEqual([
      ['SHARE_REVOKED', 'root', toGlobalId('share', share.id)],
      ['SHARE_CREATED', 'gina', expect.stringMatching(/^shr_\w{26} with bob$/)],
      ['SHARE_CREATED', 'gina', `${toGlobalId('share', share.id)} by link`],
      ['IMAGE_UPLOADED', 'gina', null],
    ]);
    expect(token).not.toBe('');
    expect(JSON.stringify(found)).not.toContain(token);
  });

  it('has no line for what was refused', async () => {
    const id = await uploadAs(from('erin'));
    const mallory = from('mallory');
    const attempts = [
      updateImage(harness, mallory, { id, changes: { title: 'mine' } }),
      deleteImages(harness, mallory, [id]),
      purgeImages(harness, mallory, { ids: [id] }),
      createApiKey(harness.database, mallory, { name: 'x', scopes: ['ADMIN'] }),
      harness.upload(Buffer.from('no picture'), { viewer: mallory }),
    ];
    const outcomes = await Promise.allSettled(attempts);
    expect(new Set(outcomes.map(({ status }) => status))).toEqual(new Set(['rejected']));
    expect(await actions({ actorId: 'mallory' })).toEqual([]);
    expect(await actions({ imageId: id })).toEqual(['IMAGE_UPLOADED']);
  });

  it('is read by admins alone', async () => {
    await expect(listAudit(harness.database, alice, {})).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(listAudit(harness.database, anonymous, {})).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
  });

  it('is read a page at a time, by what, by whom and when', async () => {
    const frank = from('frank');
    const ids = [];
    for (let count = 0; count < 3; count += 1) ids.push(await uploadAs(frank));
    await updateImage(harness, frank, { id: ids[0] ?? '', changes: { tags: ['a'] } });
    const read: string[] = [];
    let after: string | null = null;
    for (let pages = 0; pages < 2; pages += 1) {
      const page = await listAudit(harness.database, admin, {
        first: 2,
        after,
        filter: { actorId: 'frank' },
      });
      read.push(...page.entries.map(({ id }) => id));
      expect([page.hasNextPage, page.hasPreviousPage]).toEqual([pages === 0, pages === 1]);
      after = page.cursorOf(page.entries.at(-1) as AuditEntryEntity);
    }
    expect(new Set(read).size).toBe(4);
    expect(await actions({ ownerId: 'frank', action: ['IMAGE_UPDATED'] })).toEqual(['IMAGE_UPDATED']);
    const soon = new Date(Date.now() + 60_000);
    expect(await actions({ actorId: 'frank', after: soon })).toEqual([]);
    expect(await actions({ actorId: 'frank', before: soon })).toHaveLength(4);
    for (const cursor of ['x', 'img_01h455vb4pex5vsknk084sn02q'])
      await expect(listAudit(harness.database, admin, { after: cursor })).rejects.toMatchObject({
        code: 'INVALID_CURSOR',
      });
  });

  it.each(['a\u0000', '\ud800', 'x'.repeat(256)])(
    'has nothing by the subject %j, which is none',
    async (actorId) => {
      await expect(entries({ actorId })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    },
  );

  it('is in the order of time, whatever the clocks of those who made its ids said', async () => {
    const lines = [3, 1, 2].map((minute) => ({
      id: newUuid(),
      at: new Date(Date.UTC(2020, 0, 1, 0, minute)),
    }));
    for (const { id, at } of lines)
      await sql(
        harness.database,
        `INSERT INTO audit_log (id, occurred_at, action, actor_id, owner_id) VALUES ($1, $2, 'SIGNED_IN', 'heidi', 'heidi')`,
        [id, at],
      );
    const [third, first, second] = lines.map(({ id }) => id);
    const filter = { actorId: 'heidi' };
    expect((await entries(filter)).map(({ id }) => id)).toEqual([third, second, first]);
    const page = (after: string) => listAudit(harness.database, admin, { after, filter });
    const afterThird = await page(toGlobalId('auditEntry', third ?? ''));
    expect(afterThird.entries.map(({ id }) => id)).toEqual([second, first]);
    // Of a line that is forgotten the place is not known, and all that follows was forgotten before it.
    const afterForgotten = await page(toGlobalId('auditEntry', newUuid()));
    expect([afterForgotten.entries, afterForgotten.hasNextPage]).toEqual([[], false]);
  });

  it('forgets what is older than it has to be kept', async () => {
    const id = await uploadAs(from('grace'));
    await updateImage(harness, from('grace'), { id, changes: { title: 'new' } });
    await sql(
      harness.database,
      `UPDATE audit_log SET occurred_at = now() - interval '8 days' WHERE image_id = $1 AND action = 'IMAGE_UPLOADED'`,
      [id],
    );
    await expireAudit(harness.database, 9);
    expect(await actions({ imageId: id })).toHaveLength(2);
    await expireAudit(harness.database, 7);
    expect(await actions({ imageId: id })).toEqual(['IMAGE_UPDATED']);
  });
});
