/** With NODE_ENV=production nothing starts on secrets that are missing, made up or easy to guess, and says so together with every other fault. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { commandLine, darkroom } from '../clients/command-line.ts';
import { graphqlClient } from '../clients/graphql.ts';
import { cookieOf, newLink, ours, pressSignIn } from '../clients/signed-in.ts';
import { ApiKeys } from '../documents/access.ts';
import { launchStack, startStack, type Stack } from '../stack.ts';
import { readLog } from '../stack/log.ts';
import { describeOwnStack } from '../stack/own-stack.ts';
import { until } from '../until.ts';

const random = (): string => randomBytes(24).toString('hex');

const production = { NODE_ENV: 'production' };

/** Each of them can be guessed, and none is to be seen in the report. */
const weak = {
  ...production,
  SIGNING_KEYS: `k1:${'x'.repeat(32)}`,
  BOOTSTRAP_API_KEY: 'change-me-change-me-change-me-change-me',
  DATABASE_URL: 'postgres://darkroom:darkroom@127.0.0.1:1/darkroom',
};

describeOwnStack('production', () => {
  /** What is said for people before it ends. */
  async function refusal(environment: Record<string, string>): Promise<string> {
    const stack = await launchStack({ environment });
    await until(() => stack.exitCode !== null, { what: 'the start to be refused', seconds: 50 });
    const said = (await readLog(stack.logFile)).trimEnd().split('\n');
    await stack.remove();
    expect(stack.exitCode).toBe(1);
    return said.filter((line) => !line.startsWith('{')).join('\n');
  }

  it('does not start without secrets, and names them all with what to do, and all other faults beside them', async () => {
    const said = await refusal({ ...production, BOOTSTRAP_API_KEY: '', DELIVERY_WAIT_SECONDS: 'long' });
    for (const name of [
      'DELIVERY_WAIT_SECONDS is "long"',
      'SIGNING_KEYS is not set',
      'BOOTSTRAP_API_KEY is not set',
      'npx darkroom secret generate',
    ])
      expect(said).toContain(name);
  });

  it('does not start with secrets that can be guessed, and shows none of them', async () => {
    const said = await refusal(weak);
    for (const name of ['The key k1 of SIGNING_KEYS', 'BOOTSTRAP_API_KEY', 'The password in DATABASE_URL'])
      expect(said).toContain(name);
    for (const secret of ['xxxx', 'change-me', 'darkroom@']) expect(said).not.toContain(secret);
  });

  it.each(['server', 'worker', 'migrate'])('does not start a %s with them either', async (role) => {
    const { code, error } = await commandLine({ cwd: '/', environment: weak }, [role]);
    expect({ code, error }).toEqual({
      code: 1,
      error: expect.stringContaining('The password in DATABASE_URL'),
    });
  });
});

describeOwnStack('production with secrets of its own', () => {
  let stack: Stack;
  const environment = { ...production, SIGNING_KEYS: `k1:${random()}`, BOOTSTRAP_API_KEY: `dk_${random()}` };
  beforeAll(async () => {
    stack = await startStack({ environment });
  });
  afterAll(() => stack.remove());

  it('starts, and prints neither them nor a link that signs in', async () => {
    const client = graphqlClient({ url: stack.url, apiKey: environment.BOOTSTRAP_API_KEY });
    expect((await client.ask(ApiKeys, {})).viewer.roles).toContain('ADMIN');
    const log = await readLog(stack.logFile);
    expect(log).toContain('npx darkroom sign-in-link');
    for (const secret of [environment.BOOTSTRAP_API_KEY, environment.SIGNING_KEYS.slice(3), 'token='])
      expect(log).not.toContain(secret);
  });

  it('signs browsers in by a link that the operator makes', async () => {
    expect((await darkroom(stack, ['sign-in-link'], environment)).out).toContain('within 15 minutes');
    const cookie = cookieOf(await pressSignIn(await newLink(stack)));
    const answer = await graphqlClient({ url: stack.url }).send(ApiKeys, {}, { ...ours(stack), cookie });
    expect(answer.data?.viewer.id).toBe('admin');
  });
});
