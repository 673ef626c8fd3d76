/** The `darkroom` command as a shell sees it: results, sentences, exit codes, signals and pipes. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { commandLine, darkroom, type Outcome, program } from '../clients/command-line.ts';
import { signedIn } from '../clients/signed-in.ts';
import { jpeg } from '../fixtures/pictures.ts';
import { describeOwnStack } from '../stack/own-stack.ts';
import { type Stack, startStack } from '../stack.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'darkroom-commands-'));
  await writeFile(join(folder, 'photo.jpg'), await jpeg());
});
afterAll(() => rm(folder, { recursive: true }));

const call = (args: readonly string[], environment: Record<string, string> = {}): Promise<Outcome> =>
  commandLine({ cwd: folder, environment }, args);

const commands = [
  'start',
  'server',
  'worker',
  'migrate',
  'migrate status',
  'keys create',
  'keys list',
  'keys revoke',
  'sign-in-link',
  'sessions list',
  'sessions revoke',
  'quotas show',
  'quotas set',
  'upload',
  'reprocess',
  'render',
  'sign-url',
  'doctor',
  'secret generate',
  'completion',
  'version',
];

describe('every command', () => {
  it.each(commands)('%s says how it is called, with an example', async (command) => {
    const { code, out, error } = await call([...command.split(' '), '--help']);
    expect({ code, error }).toEqual({ code: 0, error: '' });
    expect(out).toMatch(new RegExp(`^Usage: darkroom ${command} `));
    expect(out).toMatch(/\nExamples:\n {2}# .+\n {2}.*darkroom /);
  });

  it.each(commands)('%s refuses an option that there is not, and does nothing', async (command) => {
    const { code, out, error } = await call([...command.split(' '), '--jsonn']);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(error).toMatch(/^error: /);
  });

  it('is listed by the help of the whole, with what exit codes mean', async () => {
    const { code, out } = await call(['--help']);
    expect(code).toBe(0);
    for (const command of commands) expect(out).toContain(`\n  ${command.split(' ')[0]} `);
    expect(out).toContain('  130  interrupted by Ctrl-C');
  });
});

describe('a wrong call', () => {
  it.each([
    [['kyes'], 'Did you mean keys?'],
    [['keys', 'creat'], 'Did you mean create?'],
    [['version', '--jsn'], 'Did you mean --json?'],
    [['upload'], "missing required argument 'files'"],
    [['render', 'a.jpg', '--outputs', 'w640.webp'], "required option '--out <folder>' not specified"],
    [['completion', 'tcsh'], 'Allowed choices are bash, zsh, fish.'],
    [['keys', 'create', '--expires-in', 'soon'], 'Allowed is a whole number from 1 to'],
    [['keys', 'create', '--expires-in', ''], 'Allowed is a whole number from 1 to'],
    [['quotas', 'set', 'shop', '--bytes', '-1'], 'Allowed is a whole number from 0 to'],
    [['sign-url', '--path', '/i/x', '--ttl', '0'], 'Allowed is a whole number from 1 to 604800'],
    [['secret', 'generate', '--length', '31'], 'Allowed is a whole number from 32 to 1024'],
  ])('%j ends with 2 and a sentence', async (args, sentence) => {
    expect(await call(args)).toEqual({ code: 2, out: '', error: expect.stringContaining(sentence) });
  });

  it.each([[[]], [['keys']], [['secret']]])('without a command %j is answered with help', async (args) => {
    expect(await call(args)).toEqual({ code: 2, out: '', error: expect.stringMatching(/^Usage: darkroom/) });
  });
});

describe('a terminal and its pipes', () => {
  it('has no colours where it is none, and none with NO_COLOR', async () => {
    const { out } = await call(['--help']);
    // oxlint-disable-next-line no-control-regex
    expect(out).not.toMatch(/\u001b/);
  });

  it('ends in silence when its reader has heard enough', async () => {
    const child = spawn(process.execPath, [
      program,
      'secret',
      'generate',
      '--count',
      '1000',
      '--length',
      '1024',
    ]);
    child.stdout.destroy();
    let error = '';
    child.stderr.on('data', (text: Buffer) => (error += text.toString()));
    expect([await once(child, 'close'), error]).toEqual([[0, null], '']);
  });

  it('ends at once at Ctrl-C, also in the middle of an upload', async () => {
    // A server that never answers.
    const server = createServer((socket) => socket.on('error', () => {}).resume());
    const arrived = once(server, 'connection');
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as { port: number };
    const child = spawn(
      process.execPath,
      [program, 'upload', 'photo.jpg', '--url', `http://127.0.0.1:${port}`],
      {
        cwd: folder,
        env: { DARKROOM_API_KEY: 'any' },
        stdio: 'ignore',
      },
    );
    await arrived;
    child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([130, null]);
    server.close();
  });

  it('is found on a PATH through a link, whatever folder it is called in', async () => {
    const link = join(folder, 'darkroom');
    await symlink(resolve(import.meta.dirname, '../../cli/darkroom.sh'), link);
    const { stdout } = await promisify(execFile)('sh', ['-c', 'cd / && darkroom version --json'], {
      env: { PATH: `${folder}:${process.env['PATH'] ?? ''}` },
    });
    expect(JSON.parse(stdout)).toEqual({ version: expect.any(String), node: process.version });
  });
});

describeOwnStack('commands beside an installation', () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack();
  });
  afterAll(() => stack.remove());
  const own = (...args: string[]): Promise<Outcome> =>
    darkroom(stack, args, { DARKROOM_API_KEY: stack.apiKey });

  it('upload prints the URLs of an image, which can be fetched', async () => {
    const { code, out, error } = await own('upload', join(folder, 'photo.jpg'));
    expect({ code, error }).toEqual({ code: 0, error: '' });
    expect(out).toMatch(/\nimg_\w+ {2}photo\.jpg {2}READY\n/);
    const [url = ''] = /http\S+/.exec(out) ?? [];
    expect((await fetch(url)).status).toBe(200);
  });

  it('upload is for scripts as well, and says on standard error what failed', async () => {
    const photo = join(folder, 'photo.jpg');
    const { code, out, error } = await own('upload', photo, '/nowhere.jpg', '--json');
    expect(JSON.parse(out)).toMatchObject([{ id: expect.stringMatching(/^img_/), status: 'READY' }]);
    expect({ code, error }).toEqual({ code: 1, error: '/nowhere.jpg: it cannot be read.\n' });
    const spoken = await own('upload', '/nowhere.jpg');
    expect(spoken).toMatchObject({
      code: 1,
      error: expect.stringContaining('/nowhere.jpg: it cannot be read.'),
    });
    const whole = await own('upload', folder, '--json');
    expect(whole).toMatchObject({ code: 1, error: `${folder}: it is no file: name the files in it.\n` });
  });

  it('upload says what a server refuses, and when there is none', async () => {
    const refused = await darkroom(stack, ['upload', join(folder, 'photo.jpg'), '--json'], {
      DARKROOM_API_KEY: 'dk_wrong',
    });
    expect(refused).toMatchObject({ code: 1, out: '[]\n', error: expect.stringContaining('API key') });
    const nobody = await own('upload', join(folder, 'photo.jpg'), '--url', 'http://127.0.0.1:1', '--json');
    expect(nobody).toMatchObject({
      code: 1,
      out: '[]\n',
      error: expect.stringContaining('http://127.0.0.1:1 cannot be reached (ECONNREFUSED)'),
    });
  });

  it('upload says when what answers is something else', async () => {
    const site = createHttpServer(
      (request, answer) => void request.resume().on('end', () => answer.end('<html>')),
    );
    await new Promise<void>((listening) => site.listen(0, '127.0.0.1', listening));
    const { port } = site.address() as { port: number };
    const url = `http://127.0.0.1:${port}`;
    const { code, error } = await own('upload', join(folder, 'photo.jpg'), '--url', url, '--json');
    expect({ code, error }).toEqual({
      code: 1,
      error: expect.stringContaining(`What answers at ${url} (200) is no Darkroom`),
    });
    site.close();
  });

  it('migrate status says that nothing is missing', async () => {
    const { code, out } = await own('migrate', 'status', '--json');
    expect(code).toBe(0);
    const { applied, missing } = JSON.parse(out) as { applied: string[]; missing: string[] };
    expect(applied.length).toBeGreaterThan(15);
    expect(missing).toEqual([]);
    expect((await own('migrate', 'status')).out).toBe(
      `All ${applied.length} migrations of this version are applied.\n`,
    );
    expect(await own('migrate')).toMatchObject({ code: 0 });
  });

  it('sign-in-link signs a browser in, which sessions list shows and revoke ends', async () => {
    expect(await signedIn(stack, 'walker')).not.toBe('');
    const listed = await own('sessions', 'list', '--owner', 'walker', '--json');
    const [session] = JSON.parse(listed.out) as { id: string }[];
    expect(session).toMatchObject({ id: expect.stringMatching(/^ses_/), owner: 'walker' });
    expect(await own('sessions', 'revoke', session?.id ?? '')).toMatchObject({ code: 0 });
    expect((await own('sessions', 'list', '--owner', 'walker')).out).toBe(
      'No browser of walker is signed in.\n',
    );
    expect(await own('sessions', 'revoke', session?.id ?? '')).toMatchObject({
      code: 1,
      out: '',
      error: expect.stringContaining('session'),
    });
  });

  it.each([
    [['keys', 'revoke', 'key_0000000000']],
    [['sessions', 'revoke', 'nonsense']],
    [['keys', 'create', '--scopes', 'all']],
  ])('%j fails with a sentence', async (args) => {
    const { code, out, error } = await own(...args);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(error).toMatch(/^\S.+\.\n$/);
    expect(error).not.toContain('    at ');
  });
});
