/** The link that a person opens to sign a browser in. */
import type { DataSource } from 'typeorm';
import { createSignInLink } from '../domain/access/sign-in-links.ts';
import type { Config } from '../platform/config/load.ts';

export async function newSignInUrl(
  database: DataSource,
  { access, http, ownerId }: Pick<Config, 'access' | 'http'> & { ownerId: string },
): Promise<string> {
  const token = await createSignInLink(database, { ownerId, seconds: access.signInLinkSeconds });
  return `${http.publicUrl}/sign-in?token=${token}`;
}
