/**
 * What sharing changes of who may do what, and what it leaves to the owner, as data: each about a private image of
 * alice's that is shared with `another`, or by a link, which anybody may hold.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { countView } from '../../domain/sharing/open-share.ts';
import { revokeShare } from '../../domain/sharing/revoke-share.ts';
import { shareImage } from '../../domain/sharing/share-image.ts';
import { sql } from '../../platform/database/sql.ts';
import { toGlobalId } from '../../platform/ids.ts';
import { everybody, only, outcomeOf, type Question, seen, viewers, type Who } from '../../test/access.ts';
import { type Graphql, openGraphql, type Variables } from '../../test/graphql.ts';
import { alice, type Harness, openHarness } from '../../test/harness.ts';
import { seedImage } from '../../test/seed.ts';

let harness: Harness;
let graphql: Graphql;
beforeAll(async () => {
  harness = await openHarness();
  graphql = await openGraphql(harness);
});
afterAll(() => harness.close());

type Ending = 'revoked' | 'expired' | 'used up';

/** A fresh image that is shared with `another`, or by link, and what became of the share. */
async function shared(
  recipientId: 'bob' | undefined,
  ending?: Ending,
): Promise<{ id: string; token: string }> {
  const { id: imageId } = await seedImage(harness.database);
  const wanted = { imageId, recipientId, maxViews: 1, expiresIn: 3_600 };
  const { share, token = '' } = await shareImage(harness, alice, wanted);
  if (ending === 'revoked') await revokeShare(harness, alice, share.id);
  if (ending === 'used up') await countView(harness.database, { shareId: share.id });
  if (ending === 'expired')
    await sql(harness.database, 'UPDATE shares SET expires_at = now() WHERE id = $1', [share.id]);
  return { id: toGlobalId('image', imageId), token };
}

interface Row extends Question {
  readonly variables: () => Promise<Variables>;
}

const endings: readonly Ending[] = ['revoked', 'expired', 'used up'];

const rows: readonly Row[] = [
  {
    name: 'Query.image that is shared with another',
    query: 'query ($id: ID!) { it: image(id: $id) { id } }',
    variables: async () => shared('bob'),
    expected: { ...seen, another: 'yes' },
  },
  {
    name: 'Query.node of an image that is shared with another',
    query: 'query ($id: ID!) { it: node(id: $id) { id } }',
    variables: async () => shared('bob'),
    expected: { ...seen, another: 'yes' },
  },
  ...endings.map((ending) => ({
    name: `Query.image that was shared with another, and the share is ${ending}`,
    query: 'query ($id: ID!) { it: image(id: $id) { id } }',
    variables: async () => shared('bob', ending),
    expected: seen,
  })),
  {
    name: 'Query.image that is shared by link',
    query: 'query ($id: ID!) { it: image(id: $id) { id } }',
    variables: async () => shared(undefined),
    expected: seen,
  },
  {
    name: 'Query.image that is shared, with an inspection',
    query:
      'query ($id: ID!) { image(id: $id) { it: inspection(transform: { width: 9, format: WEBP }) { ssim } } }',
    variables: async () => shared('bob'),
    expected: { ...everybody('null'), READ: 'BLOB_MISSING', another: 'NOT_FOUND', admin: 'BLOB_MISSING' },
  },
  {
    name: 'Query.image that is shared, with its original',
    query: 'query ($id: ID!) { image(id: $id) { it: original { url } } }',
    variables: async () => shared('bob'),
    expected: seen,
  },
  ...endings.map((ending) => ({
    name: `Query.sharedImage of a link that is ${ending}`,
    query: 'query ($token: String!) { it: sharedImage(token: $token) { id } }',
    variables: async () => shared(undefined, ending),
    expected: everybody('null'),
  })),
  {
    name: 'Mutation.shareImage of an image that is shared with another',
    query: 'mutation ($input: ShareImageInput!) { it: shareImage(input: $input) { userErrors { code } } }',
    variables: async () => ({ input: { imageId: (await shared('bob')).id } }),
    expected: only('MANAGE', 'NOT_FOUND'),
  },
  {
    name: 'Mutation.updateImage of an image that is shared with another',
    query: 'mutation ($input: UpdateImageInput!) { it: updateImage(input: $input) { userErrors { code } } }',
    variables: async () => ({ input: { id: (await shared('bob')).id, title: 'mine' } }),
    expected: only('MANAGE', 'NOT_FOUND'),
  },
  {
    name: 'Mutation.deleteImages of an image that is shared with another',
    query:
      'mutation ($input: DeleteImagesInput!) { it: deleteImages(input: $input) { userErrors { code } } }',
    variables: async () => ({ input: { ids: [(await shared('bob')).id] } }),
    expected: only('MANAGE', 'NOT_FOUND'),
  },
  {
    name: 'Mutation.signImageUrl of an image that is shared with another',
    query:
      'mutation ($input: SignImageUrlInput!) { it: signImageUrl(input: $input) { userErrors { code } } }',
    variables: async () => ({ input: { imageId: (await shared('bob')).id, transform: { width: 320 } } }),
    expected: only('READ', 'yes'),
  },
  {
    name: 'Subscription.imageEvents of an image that is shared with another',
    query: 'subscription ($ids: [ID!]) { it: imageEvents(imageIds: $ids) { id } }',
    variables: async () => ({ ids: [(await shared('bob')).id] }),
    expected: { ...everybody('NOT_FOUND'), READ: 'yes', admin: 'yes' },
  },
];

describe.each(rows)('$name', ({ query, variables, expected }) => {
  it.each(Object.keys(viewers) as Who[])('asked by %s answers what the table says', async (who) => {
    expect(await outcomeOf(graphql, { query, variables: await variables() }, who)).toBe(expected[who]);
  });
});
