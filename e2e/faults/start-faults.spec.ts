/** A start that cannot succeed says why in a sentence, at once, and with a code. */
import { createServer } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { launchStack, type Stack, startStack } from '../stack.ts';
import { readLog } from '../stack/log.ts';
import { databaseUrl } from '../stack/second-server.ts';
import { describeOwnStack } from '../stack/own-stack.ts';
import { until } from '../until.ts';

describeOwnStack('a start', () => {
  let running: Stack;
  /** Of the running stack: making a database for each start that fails would take most of the time. */
  let database: Record<string, string>;
  beforeAll(async () => {
    running = await startStack();
    database = { DATABASE_URL: await databaseUrl(running) };
  });
  afterAll(() => running.remove());

  /** What it says before it ends. */
  async function failure(environment: Record<string, string>, folder?: string): Promise<string> {
    const stack = await launchStack({ environment, ...(folder && { folder }) });
    await until(() => stack.exitCode !== null, { what: 'the start to fail', seconds: 50 });
    const said = (await readLog(stack.logFile)).trimEnd().split('\n');
    if (!folder) await stack.remove();
    expect(stack.exitCode).toBe(1);
    return said.filter((line) => !line.startsWith('{')).join('\n');
  }

  it('with faults in its configuration (CONFIG_INVALID) names them all, without the secrets', async () => {
    const said = await failure({
      PORT: 'eighty',
      QUOTA_BYTES: '-1',
      BOOTSTRAP_API_KEY: 'too-short-a-secret',
    });
    expect(said).toContain('PORT is "eighty"; allowed is');
    expect(said).toContain('QUOTA_BYTES is "-1"');
    expect(said).toContain('BOOTSTRAP_API_KEY is a value that is not shown');
    expect(said).not.toContain('too-short-a-secret');
    expect(said).not.toMatch(/^\s+at /m);
  });

  it('in a folder that another stack has (START_FAILED) says so', async () => {
    const said = await failure({}, running.folder);
    expect(said).toContain('is already running in');
  });

  it('on a port that is taken names the variable to change', async () => {
    const port = Number(new URL(running.url).port);
    expect(await failure({ ...database, PORT: String(port) })).toContain(
      `Port ${port} is in use: stop the other program or set PORT`,
    );
  });

  it('on an admin port that is taken names that variable', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await until(() => taken.listening, { what: 'a taken port' });
    const address = taken.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    for (const variable of ['ADMIN_PORT', 'WORKER_ADMIN_PORT'])
      expect(await failure({ ...database, [variable]: String(port) })).toContain(`or set ${variable}`);
    taken.close();
  });

  it('with profiles that are not there says which file it wants', async () => {
    expect(await failure({ ...database, PROFILES_PATH: '/nowhere/profiles.yaml' })).toContain(
      '/nowhere/profiles.yaml',
    );
  });

  it('elsewhere does not disturb the stack that runs', async () => {
    expect((await running.probe()).ready).toBe(true);
  });
});
