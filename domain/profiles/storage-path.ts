/**
 * Where the original of an upload is kept: the template of its profile, filled. A template is checked when the file
 * is read, so that every key that it can make is unique, unguessable and one that each store takes.
 */
import { contentTypes, properType } from '../../media/types.ts';
import { newUuid } from '../../platform/ids.ts';
import { isKey } from '../../storage/key.ts';

/** What fills a template. */
export interface StorageKeyParts {
  /** The id of the upload: the part of the key that nobody guesses and nobody else has. */
  readonly id: string;
  /** As found in the bytes, or as announced; undefined where nothing is known when the key is claimed. */
  readonly contentType: string | undefined;
  readonly namespace: string | null | undefined;
  readonly now: Date;
}

const placeholder = /\{([^{}]*)\}/g;

/** Each filled in with as much as it can ever hold. */
const longest: Readonly<Record<string, string>> = {
  key_base: '0'.repeat(36),
  ext: 'jpeg',
  shard: '00',
  year: '2000',
  month: '01',
  namespace: 'n'.repeat(64),
};

const optionalShard = '{shard?}';

/** Why the template cannot be used, or undefined when it can. */
export function faultOfTemplate(template: string): string | undefined {
  const unknown = [...template.matchAll(placeholder)]
    .map(([whole, name]) => ({ whole, name: name ?? '' }))
    .find(({ whole, name }) => whole !== optionalShard && !Object.hasOwn(longest, name));
  if (unknown)
    return `there is no ${unknown.whole}; there are ${[...Object.keys(longest), 'shard?'].map((name) => `{${name}}`).join(' ')}`;
  if (!template.includes('{key_base}')) return 'it needs {key_base}, or two uploads would have one key';
  if (template.split('/').some((folder) => folder.includes(optionalShard) && folder !== optionalShard))
    return '{shard?} is a folder of its own: write it between two slashes';
  const filled = [true, false].map((sharded) => fill(withShards(template, sharded), longest));
  if (!filled.every(isKey))
    return 'it is a path of folders of a–z, A–Z, 0–9, _ - and ., without an empty one, one that begins with a dot, or a slash at either end';
  return undefined;
}

/** The template without `{shard?}`, which is a folder or nothing. */
export const withShards = (template: string, sharded: boolean): string =>
  template
    .split('/')
    .flatMap((folder) => (folder !== optionalShard ? [folder] : sharded ? ['{shard}'] : []))
    .join('/');

/** The key of an upload under a checked template. */
export function storageKeyOf(template: string, { id, contentType, namespace, now }: StorageKeyParts): string {
  return fill(template, {
    key_base: id,
    ext: extensionOf(contentType),
    // The random end of a UUIDv7 spreads keys evenly; its beginning is a clock.
    shard: id.slice(-2),
    year: String(now.getUTCFullYear()),
    month: String(now.getUTCMonth() + 1).padStart(2, '0'),
    // No namespace can be called so.
    namespace: namespace ?? '_',
  });
}

/** The same key under another base: for an attempt that may not touch what an earlier one still writes. */
export const anotherKey = (key: string): string => key.replace(uuid, newUuid());

const uuid = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

const fill = (template: string, values: Readonly<Record<string, string>>): string =>
  template.replace(placeholder, (whole, name: string) => values[name] ?? whole);

const extensions = new Map<string, string>(
  Object.entries(contentTypes).map(([format, type]) => [type, format === 'jpeg' ? 'jpg' : format]),
);

/** For people who look into the store: nothing is decided by it. */
const extensionOf = (contentType: string | undefined): string =>
  extensions.get(properType(contentType ?? '')) ?? 'bin';
