/**
 * Global ids: a type prefix and a UUIDv7 in base32 (TypeID 0.3). The database keeps the bare uuid; clients only
 * ever see the prefixed form, so an id of the wrong kind is refused before any query.
 */
import { TypeID } from 'typeid-js';
import { v7 } from 'uuid';
import { AppError } from './errors.ts';

export const idPrefixes = {
  image: 'img',
  upload: 'upl',
  variant: 'var',
  apiKey: 'key',
  event: 'evt',
} as const;

export type IdKind = keyof typeof idPrefixes;

/** A fresh, time-ordered uuid: neighbours in time are neighbours in the index. */
export const newUuid = (): string => v7();

export const toGlobalId = (kind: IdKind, uuid: string): string =>
  TypeID.fromUUID(idPrefixes[kind], uuid).toString();

/** @throws AppError INVALID_ID when the text is not an id of this kind. */
export function fromGlobalId(kind: IdKind, id: string): string {
  const uuid = parseGlobalId(id);
  if (uuid?.kind !== kind) throw new AppError('INVALID_ID', { id: shorten(id), prefix: idPrefixes[kind] });
  return uuid.uuid;
}

/** The kind and uuid of any global id, or undefined when it is none. */
export function parseGlobalId(id: string): { kind: IdKind; uuid: string } | undefined {
  const kind = (Object.keys(idPrefixes) as IdKind[]).find((name) => id.startsWith(`${idPrefixes[name]}_`));
  if (!kind || id.length !== idPrefixes[kind].length + 27) return undefined;
  try {
    return { kind, uuid: TypeID.fromString(id, idPrefixes[kind]).toUUID() };
  } catch {
    return undefined;
  }
}

const shorten = (text: string): string => (text.length > 64 ? `${text.slice(0, 64)}…` : text);
