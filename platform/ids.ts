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
  share: 'shr',
  apiKey: 'key',
  event: 'evt',
  auditEntry: 'aud',
  batch: 'bat',
} as const;

export type IdKind = keyof typeof idPrefixes;

/** A fresh, time-ordered uuid: neighbours in time are neighbours in the index. */
export const newUuid = (): string => v7();

/** The alphabet of Crockford, as pairs: ten bits at a time. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const pairs = Array.from(
  { length: 1024 },
  (_, bits) => alphabet.charAt(bits >> 5) + alphabet.charAt(bits & 31),
);

/** Where the groups of bits lie in the 32 digits: the first is short, because 26 characters hold 130 bits. */
const groups = [0, 7, 12, 17, 22, 27, 32];

/** The library's encoding without its checks, since the uuid is our own: a page of images has twenty of them. */
export function toGlobalId(kind: IdKind, uuid: string): string {
  const digits = uuid.replaceAll('-', '');
  let id = `${idPrefixes[kind]}_`;
  for (let group = 1; group < groups.length; group += 1) {
    const bits = Number.parseInt(digits.slice(groups[group - 1], groups[group]), 16);
    if (group === 1) id += pairs[bits >> 20];
    id += `${pairs[(bits >> 10) & 1023]}${pairs[bits & 1023]}`;
  }
  return id;
}

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
