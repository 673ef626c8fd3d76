import { describe, expect, it } from '@jest/globals';
import { explainFailure } from './explain-failure.ts';

const cases: [says: string, explained: RegExp][] = [
  [
    'postgres: error while loading shared libraries: libstdc++.so.6: cannot open shared object file: No such file or directory',
    /needs the system library libstdc\+\+\.so\.6, which is missing/,
  ],
  [
    "postgres: /lib/x86_64-linux-gnu/libm.so.6: version `GLIBC_2.38' not found (required by postgres)",
    /needs GLIBC_2\.38: use a newer system/,
  ],
  [
    'initdb: error: could not look up effective user ID 1234: user does not exist',
    /user id 1234 .*\/etc\/passwd/,
  ],
  [
    'FATAL:  could not resize shared memory segment "/PostgreSQL.1" to 1048576 bytes: No space left on device',
    /no shared memory: give it more \(docker run --shm-size=256m\)/,
  ],
  ['FATAL:  could not write to file "pg_wal/xlogtemp.1": No space left on device', /disk of \/data is full/],
  [
    'initdb: error: could not create directory "/data/cluster.new": Permission denied',
    /may not write to \/data/,
  ],
  ["EACCES: permission denied, mkdir '/data'", /may not write to \/data/],
  [
    'DETAIL:  The data directory was initialized by PostgreSQL version 17, which is not compatible',
    /made by Postgres 17: move it aside/,
  ],
  ['LOG:  could not bind IPv4 address "127.0.0.1": Address already in use', /its port on 127\.0\.0\.1 taken/],
  [
    'FATAL:  pre-existing shared memory block (key 1, ID 2) is still in use',
    /Another Postgres is running on \/data/,
  ],
  ['spawn /x/postgres ENOENT', /does not run on this system .*musl/],
  ['LOG:  starting\nFATAL:  something new\nLOG:  bye', /did not start in \/data: FATAL: {2}something new$/],
  ['', /it said nothing/],
];

describe('a Postgres that does not start', () => {
  it.each(cases)('explains %p', (says, explained) => {
    expect(explainFailure(says, '/data')).toMatch(explained);
  });

  it('always says what else could be done about a missing system part', () => {
    expect(explainFailure('spawn /x/postgres ENOENT', '/data')).toContain('set DATABASE_URL');
  });
});
