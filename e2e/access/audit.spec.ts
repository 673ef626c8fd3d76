/** The audit log: what an owner did, as an admin reads it, and nobody else. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { graphqlClient } from '../clients/graphql.ts';
import { newOwner, type Owner } from '../clients/owner.ts';
import { DeleteImages, UpdateImage } from '../documents/images.ts';
import { fileOf, jpeg } from '../fixtures/pictures.ts';
import { graphql } from '../generated/gql.ts';
import { sharedDeployment } from '../stack/shared.ts';

const AuditLog = graphql(`
  query AuditLog($first: Int, $after: String, $filter: AuditFilter) {
    auditLog(first: $first, after: $after, filter: $filter) {
      nodes {
        id
        occurredAt
        action
        actorId
        apiKeyId
        address
        ownerId
        imageId
        detail
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

const SignedUrl = graphql(`
  mutation SignedUrl($input: SignImageUrlInput!) {
    signImageUrl(input: $input) {
      url
    }
  }
`);

let owner: Owner;
let id: string;
beforeAll(async () => {
  owner = await newOwner(sharedDeployment());
  ({ id } = await owner.upload(fileOf(await jpeg({ width: 120, height: 100 }))));
  await owner.settled(id);
  await owner.ask(UpdateImage, { input: { id, title: 'Beach' } });
  await owner.ask(SignedUrl, { input: { imageId: id, original: true } });
  await owner.ask(DeleteImages, { input: { ids: [id] } });
});

const asAdmin = graphqlClient(sharedDeployment());

describe('the audit log', () => {
  it('tells what was done to an image, by whom, with which key and from where, also when it is gone', async () => {
    const { auditLog } = await asAdmin.ask(AuditLog, { filter: { imageId: id } });
    expect(auditLog.nodes.map(({ action, detail }) => [action, detail])).toEqual([
      ['IMAGE_DELETED', null],
      ['URL_SIGNED', expect.stringMatching(/^original until 20\d\d-/)],
      ['IMAGE_UPDATED', 'title'],
      ['IMAGE_UPLOADED', null],
    ]);
    for (const entry of auditLog.nodes)
      expect(entry).toMatchObject({
        actorId: owner.ownerId,
        ownerId: owner.ownerId,
        apiKeyId: expect.stringMatching(/^key_/),
        address: expect.stringMatching(/\S/),
        imageId: id,
      });
  });

  it('is read a page at a time', async () => {
    const filter = { actorId: owner.ownerId };
    const { auditLog: page } = await asAdmin.ask(AuditLog, { first: 3, filter });
    expect([page.nodes.length, page.pageInfo.hasNextPage]).toEqual([3, true]);
    const { auditLog: rest } = await asAdmin.ask(AuditLog, { after: page.pageInfo.endCursor, filter });
    expect(rest.nodes.map(({ action }) => action)).toEqual(['IMAGE_UPLOADED']);
  });

  it('is for admins alone', async () => {
    const { errors } = await owner.send(AuditLog, {});
    expect(errors.map(({ extensions }) => extensions?.code)).toEqual(['FORBIDDEN']);
  });
});
