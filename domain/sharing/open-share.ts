/**
 * Finds the share that a request shows, if it is in force, and counts views of it. To find and to count are two
 * statements, because a redirect or a refusal is no view; the second one checks everything again, so that neither
 * a revocation in between nor a crowd at the same time gets more than there is.
 */
import type { DataSource } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import { AppError, isAppError } from '../../platform/errors.ts';
import type { GuessLimit } from '../access/guess-limit.ts';
import { shareColumns } from '../images/image-columns.ts';
import { isActive } from './active.ts';
import { type Grant, grantByLink, grantByUrl, grantToRecipient } from './grant.ts';
import { hashOfToken, isToken } from '../access/random-token.ts';
import type { ShareEntity } from './share.entity.ts';

type FoundShare = ShareEntity & { readonly isActive: boolean };

export interface LinkDependencies {
  readonly database: DataSource;
  readonly guesses: GuessLimit;
}

/** The secret of a link, and from where it is shown. */
export interface ShownLink {
  readonly token: string;
  readonly address: string;
}

/** @throws AppError NOT_FOUND for a token that is none, SHARE_ENDED, TOO_MANY_GUESSES. */
export async function openLink(dependencies: LinkDependencies, shown: ShownLink): Promise<Grant> {
  return grantByLink(inForce(await findByToken(dependencies, shown)), shown.token);
}

/** The same for who is told nothing of what there is not. @throws AppError TOO_MANY_GUESSES. */
export async function lookUpLink(
  dependencies: LinkDependencies,
  shown: ShownLink,
): Promise<Grant | undefined> {
  try {
    return await openLink(dependencies, shown);
  } catch (error) {
    if (isAppError(error) && (error.code === 'NOT_FOUND' || error.code === 'SHARE_ENDED')) return undefined;
    throw error;
  }
}

/** For a URL that was signed for the share, and verified. @throws AppError NOT_FOUND, SHARE_ENDED. */
export async function openSigned(database: DataSource, shareId: string): Promise<Grant> {
  const [share] = await find(database, 'id = $1', shareId);
  return grantByUrl(inForce(existing(share)));
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

const findByToken = (
  { database, guesses }: LinkDependencies,
  { token, address }: ShownLink,
): Promise<FoundShare> =>
  guesses.judge({ kind: 'link', credential: token, address }, async () => {
    const [share] = isToken(token) ? await find(database, 'token_hash = $1', hashOfToken(token)) : [];
    return existing(share);
  });

const find = (database: DataSource, condition: string, value: unknown): Promise<FoundShare[]> =>
  sql(
    database,
    `SELECT ${shareColumns(database)}, ${isActive('shares')} AS "isActive" FROM shares WHERE ${condition}`,
    [value],
  );

function existing(share: FoundShare | undefined): FoundShare {
  if (!share) throw new AppError('NOT_FOUND', { what: 'The share' });
  return share;
}

function inForce(share: FoundShare): ShareEntity {
  if (!share.isActive) throw new AppError('SHARE_ENDED');
  return share;
}
