/** The columns of the matrix, and what can stand in its cells. */
import type { ErrorCode } from '../../platform/errors.ts';

/** Who asks, about what is alice's. */
export const columns = {
  anonymous: 'nobody: no key, link or signature',
  owner:
    'alice, with READ, UPLOAD and MANAGE: by a key, by a token of the application, and by a browser’s session',
  READ: 'alice, with READ alone: by a key, and by a token',
  UPLOAD: 'alice, with a key that may UPLOAD alone',
  MANAGE: 'alice, with a key that may MANAGE alone',
  admin: 'somebody else, with ADMIN alone: by a key, and by a token with a role that is mapped to it',
  other:
    'other owners with READ, UPLOAD and MANAGE, among them those whose share of the image was revoked, has expired, or is used up',
  recipient: 'another owner with READ, UPLOAD and MANAGE, with whom the image is shared',
  link: 'whoever holds the link of a share',
  signature: 'whoever holds a URL that is signed',
  'ended key':
    'a key that was revoked or has expired; a token that has expired, is signed by nobody or with another secret, or is for another audience',
  'ended link': 'the link of a share that was revoked, has expired, or is used up',
  'ended signature':
    'a URL whose signature has expired, was changed, or is by a key that is not in use any more',
} as const;
export type Column = keyof typeof columns;

/**
 * What comes of it. `yes`: it is done, or shown. `null`: there is no such thing for whoever asks; `none`: a list that
 * does not have it. Else the code of the refusal.
 */
export type Cell = 'yes' | 'null' | 'none' | ErrorCode;

export type Cells = Readonly<Record<Column, Cell>>;

/** The same for everybody but for those who are named, and a credential that has ended is refused. */
export const all = (cell: Cell, others: Partial<Cells> = {}): Cells => ({
  ...(Object.fromEntries(Object.keys(columns).map((column) => [column, cell])) as Record<Column, Cell>),
  'ended key': 'UNAUTHENTICATED',
  ...others,
});

/** Of the owner with a key that may READ, and of admins. */
const readers = { owner: 'yes', READ: 'yes', admin: 'yes' } as const;

/** What the owner sees with READ, and whom it is shared with: to others there is none. */
export const seen = (others: Partial<Cells> = {}): Cells =>
  all('null', { ...readers, recipient: 'yes', ...others });

/** The same of what is no part of a share. */
export const seenByOwner = (others: Partial<Cells> = {}): Cells => seen({ recipient: 'null', ...others });

/** What the owner sees with any key. */
export const owned = (missing: Cell, others: Partial<Cells> = {}): Cells =>
  all(missing, { ...readers, UPLOAD: 'yes', MANAGE: 'yes', ...others });

/** What its owner may MANAGE, and others see nothing of. */
export const managed: Cells = all('null', { owner: 'yes', MANAGE: 'yes', admin: 'yes' });

/** What needs a scope: without a key who asks is asked to say who they are, and without the scope it is forbidden. */
export const needs = (scope: 'READ' | 'UPLOAD' | 'MANAGE', other: Cell, others: Partial<Cells> = {}): Cells =>
  all('UNAUTHENTICATED', {
    owner: 'yes',
    READ: 'FORBIDDEN',
    UPLOAD: 'FORBIDDEN',
    MANAGE: 'FORBIDDEN',
    [scope]: 'yes',
    admin: 'yes',
    other,
    recipient: other,
    ...others,
  });

/** What a REST route tells the owner with any key, and nobody without one. */
export const needsKey = (other: Cell): Cells => needs('READ', other, { UPLOAD: 'yes', MANAGE: 'yes' });

/** Bytes of a private image: a signed URL is as good as a key, and one that is not right is refused for itself. */
export const delivered = (others: Partial<Cells> = {}): Cells =>
  all('NOT_FOUND', {
    ...readers,
    recipient: 'yes',
    signature: 'yes',
    'ended signature': 'SIGNATURE_INVALID',
    ...others,
  });

/** Bytes of a public image. A key or signature that is brought all the same has to be right. */
export const open = (others: Partial<Cells> = {}): Cells =>
  all('yes', { 'ended signature': 'SIGNATURE_INVALID', ...others });

/** What leads through a link: nothing else that somebody has is looked at. */
export const linked = (others: Partial<Cells> = {}): Cells =>
  all('NOT_FOUND', { link: 'yes', 'ended link': 'SHARE_ENDED', 'ended key': 'NOT_FOUND', ...others });

/** What takes a signature and nothing else. */
export const signedOnly: Cells = all('SIGNATURE_INVALID', {
  signature: 'yes',
  'ended key': 'SIGNATURE_INVALID',
});

/** What asks nobody who they are. */
export const unguarded: Cells = all('yes', { 'ended key': 'yes' });
