/** The Tab key, in the shells themselves: each is skipped by name where it is not installed. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { tmpdir } from 'node:os';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { commandLine } from '../clients/command-line.ts';

const isInstalled = (shell: string): boolean =>
  (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, shell)));

const inShell = (shell: string): typeof describe =>
  isInstalled(shell) ? describe : (describe.skip as typeof describe);
const titleOf = (shell: string): string =>
  isInstalled(shell)
    ? `completion in ${shell}`
    : `completion in ${shell} (not applicable: it is not installed)`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'darkroom-completion-'));
  await writeFile(join(folder, 'photo.jpg'), '');
  await mkdir(join(folder, 'pictures'));
});
afterAll(() => rm(folder, { recursive: true }));

async function script(shell: string): Promise<string> {
  const { code, out, error } = await commandLine({ cwd: folder, environment: {} }, ['completion', shell]);
  expect({ code, error }).toEqual({ code: 0, error: '' });
  const path = join(folder, `script.${shell}`);
  await writeFile(path, out);
  return path;
}

/** What the shell prints. */
async function run(shell: string, args: readonly string[]): Promise<string> {
  const env = { PATH: process.env['PATH'] ?? '', HOME: folder, TERM: 'dumb', LC_ALL: 'C.UTF-8' };
  return (await promisify(execFile)(shell, args, { cwd: folder, env, timeout: 50_000 })).stdout;
}

inShell('bash')(titleOf('bash'), () => {
  /** What is offered for the last word; nothing where Readline completes files. */
  async function offered(...line: string[]): Promise<string[]> {
    const ask =
      'source "$1"; COMP_WORDS=("${@:2}"); COMP_CWORD=$(($# - 2)); _darkroom; printf "%s\\n" "${COMPREPLY[@]}"';
    const out = await run('bash', ['-uc', ask, 'bash', await script('bash'), 'darkroom', ...line]);
    return out.split('\n').filter((word) => word !== '');
  }

  it('is registered, with files where a command takes them, also when it is read twice', async () => {
    const path = await script('bash');
    expect(await run('bash', ['-c', `source ${path}; source ${path}; complete -p darkroom`])).toBe(
      'complete -o bashdefault -o default -F _darkroom darkroom\n',
    );
  });

  it('offers commands, their commands and their options', async () => {
    expect(await offered('')).toEqual(
      expect.arrayContaining(['start', 'keys', 'upload', 'doctor', 'completion', 'version']),
    );
    expect(await offered('sig')).toEqual(['sign-in-link', 'sign-url']);
    expect(await offered('keys', '')).toEqual(['create', 'list', 'revoke']);
    expect(await offered('keys', 'create', '--')).toEqual(
      expect.arrayContaining(['--name', '--scopes', '--expires-in', '--json', '--help']),
    );
    expect(await offered('upload', 'photo.jpg', '--pu')).toEqual(['--public']);
    expect(await offered('completion', '')).toEqual(['bash', 'zsh', 'fish']);
  });

  it('offers nothing that would be wrong', async () => {
    expect(await offered('upload', '--profile', '')).toEqual([]);
    expect(await offered('upload', 'key')).toEqual([]);
    expect(await offered('keys', 'create', '--name', 'list')).toEqual([]);
    expect(await offered('doctor', '--sw')).toEqual(['--sweep']);
  });
});

/** Types into a zsh of its own, with a terminal, and prints what stands there after Tab. */
const zshDriver = `
zmodload zsh/zpty
zpty -b shell "zsh -f -i"
zpty -w shell "cd $2; PS1=; autoload -Uz compinit; compinit -u -D; source $1"
zpty -w shell 'report() { print -r -- "<AT:$BUFFER>"; BUFFER=; zle reset-prompt }; zle -N report; bindkey "^X" report; echo READ""Y'
zpty -r -m shell seen '*READY*'
zpty -w -n shell "$3"$'\\t\\x18'
zpty -r -m shell seen '*<AT:*>*'
print -r -- "\${\${seen##*<AT:}%%>*}"
zpty -d shell
`;

inShell('zsh')(titleOf('zsh'), () => {
  const completed = async (line: string): Promise<string> =>
    (await run('zsh', ['-fc', zshDriver, 'zsh', await script('zsh'), folder, line])).replace(/\n$/, '');

  it.each([
    ['darkroom vers', 'darkroom version '],
    ['darkroom keys cr', 'darkroom keys create '],
    ['darkroom keys create --na', 'darkroom keys create --name '],
    ['darkroom upload pho', 'darkroom upload photo.jpg '],
    ['darkroom render --out pic', 'darkroom render --out pictures/'],
    ['darkroom doctor pho', 'darkroom doctor pho'],
    ['darkroom upload --profile pho', 'darkroom upload --profile pho'],
  ])('makes of %j %j', async (line, expected) => {
    expect(await completed(line)).toBe(expected);
  });
});

inShell('fish')(titleOf('fish'), () => {
  async function offered(line: string): Promise<string[]> {
    const out = await run('fish', [
      '--no-config',
      '-c',
      `source ${await script('fish')}; complete -C"${line}"`,
    ]);
    return out.split('\n').filter((each) => each !== '');
  }

  it('offers commands and options with what they do, and files where they are taken', async () => {
    expect(await offered('darkroom vers')).toEqual(['version\tprint the version']);
    expect((await offered('darkroom keys ')).map((line) => line.split('\t')[0])).toEqual([
      'create',
      'list',
      'revoke',
    ]);
    expect(await offered('darkroom keys create --na')).toEqual(['--name\tfor people']);
    expect(await offered('darkroom upload pho')).toEqual(['photo.jpg']);
    expect(await offered('darkroom doctor pho')).toEqual([]);
    expect(await offered('darkroom render --out pic')).toEqual([expect.stringMatching(/^pictures\//)]);
  });
});
