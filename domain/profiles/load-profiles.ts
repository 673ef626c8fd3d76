/** Reads the profiles file once at start and names the line of every fault in it. */
import { readFileSync } from 'node:fs';
import { LineCounter, parseDocument } from 'yaml';
import { AppError } from '../../platform/errors.ts';
import type { Profile, Profiles } from './profile.ts';
import { profilesFile } from './profile-schema.ts';

/** @throws AppError CONFIG_INVALID with one line for each fault. */
export function loadProfiles(path: string): Profiles {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new AppError('CONFIG_INVALID', { faults: `  PROFILES_PATH: ${path} cannot be read.` }, { cause });
  }
  return parseProfiles(text, path);
}

export function parseProfiles(text: string, path: string): Profiles {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const lineAt = (offset: number | undefined): number => lines.linePos(offset ?? 0).line;
  if (document.errors.length > 0)
    throw faulty(
      document.errors.map((error) => `  ${path}:${lineAt(error.pos[0])}: ${firstLine(error.message)}`),
    );

  const parsed = profilesFile.safeParse(document.toJS());
  if (!parsed.success)
    throw faulty(
      parsed.error.issues.map((issue) => {
        const line = lineAt(offsetOf(document, issue.path));
        return `  ${path}:${line}: ${issue.path.join('.') || 'the file'}: ${issue.message}`;
      }),
    );
  const { profiles, namespaces, unknown_namespaces } = parsed.data;
  const byName = new Map(
    Object.entries(profiles).map(([name, rules]): [string, Profile] => [name, { name, ...rules }]),
  );
  const known = new Map(Object.entries(namespaces).map(([name, { profile }]) => [name, profile]));
  return Object.assign(byName, {
    namespaces: { profiles: known, refuseUnknown: unknown_namespaces === 'refuse' },
  });
}

export interface UploadRules {
  readonly profile?: string | null | undefined;
  readonly namespace?: string | null | undefined;
}

/**
 * The profile of an upload: the one that it names, else its namespace's, else `default`.
 * @throws AppError UNKNOWN_PROFILE, UNKNOWN_NAMESPACE.
 */
export function profileOf(profiles: Profiles, { profile: named, namespace }: UploadRules): Profile {
  checkKnownNamespace(profiles, namespace);
  const name = named ?? profiles.namespaces.profiles.get(namespace ?? '') ?? 'default';
  const profile = profiles.get(name);
  if (!profile)
    throw new AppError('UNKNOWN_PROFILE', {
      profile: name.slice(0, 64),
      known: [...profiles.keys()].join(', '),
    });
  return profile;
}

/** @throws AppError UNKNOWN_NAMESPACE where the file refuses what it does not list. */
export function checkKnownNamespace({ namespaces }: Profiles, namespace: string | null | undefined): void {
  if (!namespace || !namespaces.refuseUnknown || namespaces.profiles.has(namespace)) return;
  throw new AppError('UNKNOWN_NAMESPACE', {
    namespace: namespace.slice(0, 64),
    known: [...namespaces.profiles.keys()].join(', ') || 'none',
  });
}

/** Where the nearest node of the path that exists begins. */
function offsetOf(
  document: ReturnType<typeof parseDocument>,
  path: readonly PropertyKey[],
): number | undefined {
  for (let length = path.length; length > 0; length--) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    if (typeof node === 'object' && node !== null && 'range' in node) return (node.range as number[])[0];
  }
  return undefined;
}

const faulty = (faults: string[]): AppError => new AppError('CONFIG_INVALID', { faults: faults.join('\n') });
const firstLine = (message: string): string => message.split('\n')[0] ?? message;
