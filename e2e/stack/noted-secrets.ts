/**
 * Every secret that a run of the specs makes or hands in, noted where it passes through, and looked for at the end in
 * every log of every stack. Notes and logs lie in a folder of the run, which all of jest's workers know.
 */
import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readLog } from './log.ts';

/** Where the folder is named; absent where the deployment is somebody else's, whose logs nobody here can read. */
const variable = 'E2E_RUN_FOLDER';

/** What is shorter could stand in a log for another reason. Every secret that the product takes or makes is longer. */
const shortest = 16;

/** Secrets by what they look like, or by what stands before them: in URLs, in headers and in answers. */
const shapes = [
  /\bdk_[\w-]{43}/g,
  /\beyJ[\w-]+\.[\w-]+\.[\w-]+/g,
  /(?<=Bearer )[^\s"\\]+/g,
  /(?<=[?&;]sig=)[\w-]{43}/g,
  /(?<=X-Amz-Signature=)[\da-f]{64}/g,
  /(?<=\/s\/)[\w-]{43}/g,
  /(?<="token":")[\w-]{43}/g,
];

/** Before the first stack. */
export async function openNotes(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'darkroom-e2e-run-'));
  await mkdir(join(folder, 'logs'));
  process.env[variable] = folder;
}

/** These are secrets, whatever they look like. */
function noteSecrets(secrets: readonly string[]): void {
  const folder = process.env[variable];
  const fresh = secrets.filter((secret) => secret.length >= shortest && !known.has(secret));
  for (const secret of fresh) known.add(secret);
  // Each worker of jest has a file of its own.
  if (folder && fresh.length > 0)
    appendFileSync(join(folder, `secrets-${process.pid}`), `${fresh.join('\n')}\n`);
}

/** Noted already, as far as this spec knows. */
const known = new Set<string>();

/** What in the text looks like a secret. */
export const noteSecretsIn = (text: string): void =>
  noteSecrets(shapes.flatMap((shape) => text.match(shape) ?? []));

/** What a stack is given that is for nobody else to know: whole, and what it consists of. */
export function noteEnvironment(environment: Readonly<Record<string, string>>): void {
  const secret = Object.entries(environment)
    .filter(([name]) => /SECRET|PASSWORD|TOKEN$|KEYS?$|DATABASE_URL|EVENTS_URL/.test(name))
    .map(([, value]) => value);
  noteSecrets(secret.flatMap((value) => [value, ...partsOf(value)]));
}

/** The password of a URL, and what a list of kid:secret has. */
const partsOf = (value: string): string[] =>
  URL.canParse(value) && value.includes('://') ? [new URL(value).password] : value.split(/[,:]/);

/** Before the folder of a stack is removed: its logs, and those of others beside it, and what it made up by itself. */
export async function keepLogs(stackFolder: string): Promise<void> {
  const folder = process.env[variable];
  if (!folder) return;
  const data = join(stackFolder, 'data');
  const [password, made] = await Promise.all([
    readLog(join(data, 'postgres/password')),
    readLog(join(data, 'secrets.json')),
  ]);
  noteSecrets([password.trim()]);
  noteEnvironment(made === '' ? {} : (JSON.parse(made) as Record<string, string>));
  for (const from of [stackFolder, join(data, 'postgres')])
    for (const name of await readdir(from).catch(() => []))
      if (/(?:^|\.)log(?:\.previous)?$/.test(name))
        await copyFile(join(from, name), join(folder, 'logs', randomUUID()));
}

/** After the last stack: the lines in which secrets stand, and of how many secrets and lines that was found. */
export async function closeNotes(): Promise<{ leaks: string[]; secrets: number; lines: number }> {
  const folder = process.env[variable];
  if (!folder) return { leaks: [], secrets: 0, lines: 0 };
  const names = (await readdir(folder)).filter((name) => name.startsWith('secrets-'));
  const noted = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  const secrets = new Set(noted.flatMap((text) => text.split('\n')).filter((secret) => secret !== ''));
  const logs = await readdir(join(folder, 'logs'));
  const texts = await Promise.all(logs.map((name) => readLog(join(folder, 'logs', name))));
  await rm(folder, { recursive: true });
  const leaks = texts.flatMap((text) => linesWith(text, secrets));
  return { leaks, secrets: secrets.size, lines: texts.join('\n').split('\n').length };
}

/** What a start shows to whoever sits before it, once and on purpose: the first key. */
const banner = /^ {2}Darkroom is ready\.$[^]*?^ {2}Ctrl-C stops everything.*$/gm;

/** Looked up by how they begin, at each place of the log: there are thousands of them, and one pass. */
export function linesWith(log: string, secrets: Iterable<string>): string[] {
  const byBeginning = Map.groupBy(secrets, (secret) => secret.slice(0, shortest));
  const isLeak = (line: string): boolean => {
    for (let at = 0; at + shortest <= line.length; at += 1)
      if (byBeginning.get(line.slice(at, at + shortest))?.some((secret) => line.startsWith(secret, at)))
        return true;
    return false;
  };
  return log.replaceAll(banner, '').split('\n').filter(isLeak);
}
