/**
 * Decides which user Postgres runs as. Postgres refuses to run as root, which is who we are in most containers
 * and CI jobs; then an existing unprivileged user takes it over and no account is created.
 */
import { readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError } from '../errors.ts';

/** How to start a program so that it is not root. */
export interface RunAs {
  /** Put in front of the program and its arguments. */
  readonly prefix: readonly string[];
  /** Given to spawn; absent when we are no root or the prefix changes the user. */
  readonly credentials: { uid?: number; gid?: number };
  /** Who must own the data; undefined when that is ourselves. */
  readonly owner: { uid: number; gid: number } | undefined;
}

const ourselves: RunAs = { prefix: [], credentials: {}, owner: undefined };

/**
 * @param dataDir an existing folder: when somebody other than root owns it, Postgres runs as that user.
 * @param program a Postgres program; a clone under a closed folder such as /root is unreachable to others.
 */
export async function chooseUser(dataDir: string, program: string): Promise<RunAs> {
  if (process.getuid?.() !== 0) return ourselves;
  const owner = await unprivilegedUser(dataDir);
  if ((await isReachable(dataDir, owner)) && (await isReachable(program, owner))) {
    return { prefix: [], credentials: owner, owner };
  }
  return { prefix: await keepSearchRight(owner), credentials: {}, owner };
}

async function unprivilegedUser(dataDir: string): Promise<{ uid: number; gid: number }> {
  const { uid, gid } = await stat(dataDir);
  const users = await readUsers();
  // initdb looks its user up by id, so an owner without an entry cannot run it.
  if (uid !== 0 && users.some((user) => user.uid === uid)) return { uid, gid };
  const nobody = users.find(({ name }) => name === 'nobody');
  if (nobody && nobody.uid !== 0) return { uid: nobody.uid, gid: nobody.gid };
  const reason =
    'Postgres refuses to run as root and /etc/passwd has no user "nobody" to run it as: ' +
    'start Darkroom as another user, or set DATABASE_URL to a Postgres of your own';
  throw new AppError('START_FAILED', { reason });
}

async function readUsers(): Promise<{ name: string; uid: number; gid: number }[]> {
  const text = await readFile('/etc/passwd', 'utf8').catch(() => '');
  return text.split('\n').flatMap((line) => {
    const [name, , uid, gid] = line.split(':');
    return name && uid && gid ? [{ name, uid: Number(uid), gid: Number(gid) }] : [];
  });
}

/** Whether every folder above the path may be entered by this user. */
async function isReachable(path: string, { uid, gid }: { uid: number; gid: number }): Promise<boolean> {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const status = await stat(folder);
    const execute = status.uid === uid ? 0o100 : status.gid === gid ? 0o010 : 0o001;
    if (!(status.mode & execute)) return false;
    if (folder === dirname(folder)) return true;
  }
}

/** Capabilities that let a process pass closed folders, the weaker one first. Docker grants only the second. */
const capabilities = [
  { name: 'dac_read_search', bit: 2n },
  { name: 'dac_override', bit: 1n },
];

/**
 * Another user who may still walk through closed folders and who has no other right of root's. Without
 * no_setuid_fixup, access(2) ignores the capability and initdb reports that postgres was not found.
 */
async function keepSearchRight({ uid, gid }: { uid: number; gid: number }): Promise<string[]> {
  const status = await readFile('/proc/self/status', 'utf8').catch(() => '');
  const held = BigInt(`0x${/^CapEff:\s*([0-9a-f]+)/m.exec(status)?.[1] ?? '0'}`);
  const capability = capabilities.find(({ bit }) => held & (1n << bit));
  if (!capability) throw new AppError('START_FAILED', { reason: unreachable });
  const only = `-all,+${capability.name}`;
  return [
    'setpriv',
    `--reuid=${uid}`,
    `--regid=${gid}`,
    '--clear-groups',
    '--no-new-privs',
    '--securebits=+no_setuid_fixup',
    `--bounding-set=${only}`,
    `--inh-caps=${only}`,
    `--ambient-caps=${only}`,
    '--',
  ];
}

const unreachable =
  'Postgres refuses to run as root, and the user it would run as cannot enter the folder of this clone or of ' +
  'DATA_DIR: start Darkroom as another user, move it out of a closed folder such as /root, or set DATABASE_URL';
