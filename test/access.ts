/** Who asks in tables of access, what they can be answered, and how that is found out. */
import { anonymous } from '../domain/access/viewer.ts';
import type { Answer, Graphql, Variables } from './graphql.ts';
import { admin, bob, viewerOf } from './harness.ts';

/** Keys of alice by their scopes; another, whose key has all but ADMIN; and an admin. */
export const viewers = {
  nobody: anonymous,
  READ: viewerOf('alice', 'READ'),
  UPLOAD: viewerOf('alice', 'UPLOAD'),
  MANAGE: viewerOf('alice', 'MANAGE'),
  another: bob,
  admin,
} as const;
export type Who = keyof typeof viewers;

/** What is asked for is allowed, and the bytes that it needs are not there. */
export type Outcome =
  | 'BLOB_MISSING'
  | 'UPLOAD_INCOMPLETE'
  | 'yes'
  | 'null'
  | 'none'
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND';

/** A row of a table. */
export interface Question {
  readonly name: string;
  readonly query: string;
  readonly expected: Readonly<Record<Who, Outcome>>;
}

export const everybody = (outcome: Outcome): Record<Who, Outcome> => ({
  nobody: outcome,
  READ: outcome,
  UPLOAD: outcome,
  MANAGE: outcome,
  another: outcome,
  admin: outcome,
});

/** Nobody has no key; the scopes that are not named are not enough; another has every scope but ADMIN. */
export const only = (scope: 'READ' | 'UPLOAD' | 'MANAGE', another: Outcome): Record<Who, Outcome> => ({
  ...everybody('FORBIDDEN'),
  nobody: 'UNAUTHENTICATED',
  [scope]: 'yes',
  another,
  admin: 'yes',
});

/** What its owner may MANAGE, and others see nothing of. */
export const managed: Record<Who, Outcome> = { ...everybody('null'), MANAGE: 'yes', admin: 'yes' };

/** What its owner may READ, and nobody else. */
export const seen: Record<Who, Outcome> = { ...everybody('null'), READ: 'yes', admin: 'yes' };

/** What the operation answers; what it asks for is called `it`, at the first or second level. */
export async function outcomeOf(
  graphql: Graphql,
  { query, variables }: { readonly query: string; readonly variables: Variables },
  who: Who,
): Promise<Outcome> {
  const viewer = viewers[who];
  if (query.startsWith('subscription')) {
    const refusal = await graphql.follow(query, variables, viewer).then(
      async (stream) => void (await stream.return(undefined)),
      (error: unknown) => error as Answer,
    );
    return refusal ? (refusal.codes[0] as Outcome) : 'yes';
  }
  const { data, codes } = await graphql.run(query, variables, viewer);
  if (codes[0]) return codes[0] as Outcome;
  const it = 'it' in data ? data.it : (Object.values(data)[0] as { it: unknown } | null)?.it;
  if (it === null || it === undefined) return 'null';
  if (Array.isArray(it) && it.every((each) => each === null)) return 'none';
  return it.userErrors?.[0]?.code ?? 'yes';
}
