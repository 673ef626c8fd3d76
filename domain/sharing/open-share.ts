/**
 * Finds the share that a request shows, if it is in force, and counts views of it. To find and to count are two
 * statements, because a redirect or a refusal is no view; the second one checks everything again, so that neither
 * a revocation in between nor a crowd at the same time gets more than there is.
 */
import type { DataSource } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import { AppError } from '../../platform/errors.ts';
import { shareColumns } from '../images/image-columns.ts';
import { isActive } from './active.ts';
import { type Grant, grantByLink, grantByUrl, grantToRecipient } from './grant.ts';
import { hashOfToken, isToken } from '../access/random-token.ts';
import type { ShareEntity } from './share.entity.ts';

type FoundShare = ShareEntity & { readonly isActive: boolean };

/** @throws AppError NOT_FOUND for a token that is none, SHARE_ENDED. */
export async function openLink(database: DataSource, token: string): Promise<Grant> {
  return grantByLink(inForce(await findByToken(database, token)), token);
}

/** The same for who is told nothing of what has ended. */
export async function lookUpLink(database: DataSource, token: string): Promise<Grant | undefined> {
  const share = await findByToken(database, token);
  return share?.isActive ? grantByLink(share, token) : undefined;
}

/** For a URL that was signed for the share, and verified. @throws AppError NOT_FOUND, SHARE_ENDED. */
export async function openSigned(database: DataSource, shareId: string): Promise<Grant> {
  const [share] = await find(database, 'id = $1', shareId);
  return grantByUrl(inForce(share));
}

/** What is shared with the subject of these images at present. */
export async function findGrantsTo(
  database: DataSource,
  subject: string,
  imageIds: readonly string[],
): Promise<Grant[]> {
  const shares = await sql<ShareEntity>(
    database,
    `SELECT ${shareColumns(database)} FROM shares
      WHERE recipient_id = $1 AND image_id = ANY($2::uuid[]) AND ${isActive('shares')} ORDER BY id DESC`,
    [subject, imageIds],
  );
  return shares.map(grantToRecipient);
}

/** Of several, the one that shows most: the original where that is wanted, then the widest, then the newest. */
export function mostOf(grants: readonly Grant[], { original }: { original: boolean }): Grant | undefined {
  const rank = ({ allowOriginal, maxWidth }: Grant): number =>
    (original && allowOriginal ? 2 ** 40 : 0) + (maxWidth ?? 2 ** 35);
  return grants.toSorted((one, other) => rank(other) - rank(one))[0];
}

/**
 * One view, if there is one left: the condition and the count are one statement, so that as many are let through as
 * may be, however many ask at once. @throws AppError SHARE_ENDED.
 */
export async function countView(database: DataSource, { shareId }: Pick<Grant, 'shareId'>): Promise<void> {
  const [counted] = await sql<{ id: string }>(
    database,
    // What nobody limits stops at the end of an integer, and does not fail.
    `UPDATE shares SET view_count = LEAST(view_count, 2147483646) + 1
      WHERE id = $1 AND ${isActive('shares')} RETURNING id`,
    [shareId],
  );
  if (!counted) throw new AppError('SHARE_ENDED');
}

const findByToken = async (database: DataSource, token: string): Promise<FoundShare | undefined> =>
  isToken(token) ? (await find(database, 'token_hash = $1', hashOfToken(token)))[0] : undefined;

const find = (database: DataSource, condition: string, value: unknown): Promise<FoundShare[]> =>
  sql(
    database,
    `SELECT ${shareColumns(database)}, ${isActive('shares')} AS "isActive" FROM shares WHERE ${condition}`,
    [value],
  );

function inForce(share: FoundShare | undefined): ShareEntity {
  if (!share) throw new AppError('NOT_FOUND', { what: 'The share' });
  if (!share.isActive) throw new AppError('SHARE_ENDED');
  return share;
}
