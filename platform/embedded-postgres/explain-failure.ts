/** Turns what Postgres says when it cannot start into a sentence about what to do. Pure text in, text out. */

const ownDatabase = 'or set DATABASE_URL to a Postgres of your own';

/** First match wins, so the particular comes before the general. */
const explanations: readonly (readonly [RegExp, (match: RegExpExecArray, dataDir: string) => string])[] = [
  [
    /error while loading shared libraries: (\S+?):/,
    ([, library]) =>
      `The embedded Postgres needs the system library ${library}, which is missing: run npm ci again (without ` +
      `--ignore-scripts), install the library, ${ownDatabase}`,
  ],
  [
    /version [`'](GLIBC\S*)' not found/,
    ([, version]) => `The embedded Postgres needs ${version}: use a newer system, ${ownDatabase}`,
  ],
  [
    /could not look up effective user ID (\d+)/,
    ([, uid]) =>
      `Postgres needs a name for the user id ${uid} it runs as, and /etc/passwd has none: add an entry, ${ownDatabase}`,
  ],
  [
    /could not (?:resize|create|map|open|get).*shared memory/i,
    () => `Postgres got no shared memory: give it more (docker run --shm-size=256m), ${ownDatabase}`,
  ],
  [
    /No space left on device|Disk quota exceeded|Check free disk space/,
    (_, dataDir) => `The disk of ${dataDir} is full: free some space or set DATA_DIR to another disk`,
  ],
  [
    /Permission denied|Read-only file system|Operation not permitted|wrong ownership|EACCES|EROFS|EPERM/,
    (_, dataDir) =>
      `Postgres may not write to ${dataDir}: make it writable for the user that runs Darkroom or set DATA_DIR`,
  ],
  [
    /initialized by PostgreSQL version (\d+)/,
    ([, version], dataDir) =>
      `The data in ${dataDir} was made by Postgres ${version}: move it aside and restore a pg_dump of it into ` +
      `this version, ${ownDatabase}`,
  ],
  [
    /could not bind/,
    () => 'Postgres finds its port on 127.0.0.1 taken by another program: stop that program, or start again',
  ],
  [
    /already in use|pre-existing shared memory|already exists/,
    (_, dataDir) => `Another Postgres is running on ${dataDir}: stop it first`,
  ],
  [
    /ENOENT|ENOEXEC|Exec format error/,
    () =>
      `The embedded Postgres does not run on this system (it is built for glibc; Alpine has musl): ${ownDatabase.slice(3)}`,
  ],
];

/** @param output what the program wrote, or the message of the error that starting it gave. */
export function explainFailure(output: string, dataDir: string): string {
  for (const [pattern, explain] of explanations) {
    const match = pattern.exec(output);
    if (match) return explain(match, dataDir);
  }
  return `Postgres did not start in ${dataDir}: ${firstComplaint(output)}`;
}

function firstComplaint(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  // The first one is the cause; what follows it are consequences.
  const complaint = lines.find((line) => /FATAL|PANIC|ERROR|error/.test(line)) ?? lines.at(-1);
  return complaint?.trim() ?? 'it said nothing';
}
