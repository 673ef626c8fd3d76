/** Links that sign a browser in: made by the operator, for one use and a short time. */
import type { DataSource, EntityManager } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import { AppError } from '../../platform/errors.ts';
import { newUuid } from '../../platform/ids.ts';
import { bootstrapOwner } from './bootstrap-api-key.ts';
import { hashOfToken, isToken, newToken } from './random-token.ts';
import { SignInLinkEntity } from './sign-in-link.entity.ts';
import { isSubject, plainTextRule } from './subject.ts';
import { type Scope, scopes } from './viewer.ts';

/** Only the first subject's browser is an admin's; whoever wants another admin makes a key for one. */
const scopesOf = (ownerId: string): readonly Scope[] =>
  ownerId === bootstrapOwner ? scopes : scopes.filter((scope) => scope !== 'ADMIN');

export interface NewSignInLink {
  readonly ownerId: string;
  /** How long it can be used. */
  readonly seconds: number;
}

/** The token of a new link, told here and never again. @throws AppError INVALID_INPUT */
export async function createSignInLink(
  database: DataSource,
  { ownerId, seconds }: NewSignInLink,
): Promise<string> {
  if (!isSubject(ownerId))
    throw new AppError('INVALID_INPUT', { field: 'owner', reason: plainTextRule(255) });
  const token = newToken();
  await database.manager.insert(SignInLinkEntity, {
    id: newUuid(),
    tokenHash: hashOfToken(token),
    ownerId,
    scopes: [...scopesOf(ownerId)],
    expiresAt: new Date(Date.now() + seconds * 1_000),
  });
  return token;
}

/** Whom a link would sign in. Looking does not use it up: previews of messages look at links as well. */
export async function ownerOfSignInLink(database: DataSource, token: string): Promise<string | undefined> {
  if (!isToken(token)) return undefined;
  const [link] = await sql<{ ownerId: string }>(
    database,
    `SELECT owner_id AS "ownerId" FROM sign_in_links WHERE token_hash = $1 AND expires_at > now()`,
    [hashOfToken(token)],
  );
  return link?.ownerId;
}

/** Of two that use a link at once, one gets it. @throws AppError SIGN_IN_LINK_INVALID */
export async function useUpSignInLink(
  manager: EntityManager,
  token: string,
): Promise<Pick<SignInLinkEntity, 'ownerId' | 'scopes'>> {
  const [link] = isToken(token)
    ? await sql<Pick<SignInLinkEntity, 'ownerId' | 'scopes'>>(
        manager,
        `DELETE FROM sign_in_links WHERE token_hash = $1 AND expires_at > now()
         RETURNING owner_id AS "ownerId", scopes`,
        [hashOfToken(token)],
      )
    : [];
  if (!link) throw new AppError('SIGN_IN_LINK_INVALID');
  return link;
}
