/**
 * Makes a fresh clone ready: installs when node_modules does not match the lockfile, then compiles. Runs before
 * `npm start` and `npm test`. Plain JavaScript without dependencies, and Node 20 is enough: it brings the
 * Node 24 that everything else runs on.
 */
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
const binaries = join(modules, '.bin');
const stampFile = join(modules, '.darkroom-installed');
const neededNode = 24;

async function main() {
  if (!isInstalled()) await install();
  requireNode();
  await build();
  linkCommand();
}

/** The platform is part of it: a folder that is shared with a container holds the wrong machine's binaries. */
function wantedStamp() {
  const hash = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  return `${hash} ${process.platform}-${process.arch}\n`;
}

/** By content, not by time: git gives every file of a clone the same age. */
function isInstalled() {
  if (!existsSync(join(modules, '.package-lock.json'))) return false;
  const stamp = existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : '';
  if (stamp === wantedStamp()) return true;
  const isSamePlatform = stamp === '' || stamp.split(' ')[1] === wantedStamp().split(' ')[1];
  if (!isSamePlatform || !matchesLockfile()) return false;
  writeFileSync(stampFile, wantedStamp());
  return true;
}

/** Whether npm's own record says what the lockfile says; so `npm install` by hand needs no second install. */
function matchesLockfile() {
  const wanted = readPackages(join(root, 'package-lock.json'));
  const installed = readPackages(join(modules, '.package-lock.json'));
  const isThere = ([path, { version, optional }]) =>
    path === '' || (installed[path] ? installed[path].version === version : optional === true);
  return Object.entries(wanted).every(isThere) && Object.keys(installed).every((path) => path in wanted);
}

const readPackages = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;

async function install() {
  console.log('Installing the dependencies; this happens once and after updates.');
  const options = ['--include=dev', '--no-audit', '--no-fund', '--prefer-offline', '--engine-strict=false'];
  // Node 20 running npm would complain about every package that wants the Node 24 it is just fetching.
  const { code, output } = await run(npmCommand(), ['ci', ...options, '--loglevel=error']);
  if (code !== 0) fail(`npm ci failed. ${explainInstall(output)}`);
  writeFileSync(stampFile, wantedStamp());
}

/** npm run by the Node outside the clone: `npm ci` removes the one inside while it runs. */
function npmCommand() {
  const { npm_execpath: npm, npm_node_execpath: node = process.execPath } = process.env;
  if (npm?.endsWith('.js') && !node.startsWith(modules + sep)) return [node, npm];
  return ['npm'];
}

const explanations = [
  [/ENOSPC/, 'The disk is full: free about 2 GB and try again.'],
  [/EACCES|EPERM|EROFS/, `This user may not write to ${root} or to npm's cache: mend the permissions.`],
  [/EBADPLATFORM/, `A package does not exist for ${process.platform}-${process.arch}: use Linux or macOS.`],
  [/EINTEGRITY/, 'A package is not what the lockfile says: npm cache clean --force, then try again.'],
  [/CERT|certificate/i, 'The registry’s certificate is not trusted: set NODE_EXTRA_CA_CERTS to your CA.'],
  [
    /ENOTFOUND|EAI_AGAIN|ECONN|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|network|fetch failed/i,
    'The npm registry cannot be reached: check the network and the proxy (npm config get registry).',
  ],
  [/E40[13]/, 'The npm registry refuses access: check the registry and its token (npm config get registry).'],
  [/can only install .* in sync/s, 'package.json and package-lock.json disagree: run npm install.'],
];

function explainInstall(output) {
  const found = explanations.find(([pattern]) => pattern.test(output));
  return found ? found[1] : 'npm said why above.';
}

/** Where no Node 24 came with the packages, the one on the machine has to be new enough. */
function requireNode() {
  const version = execFileSync(newestNode(), ['--version'], { encoding: 'utf8' });
  if (Number.parseInt(version.slice(1), 10) >= neededNode) return;
  fail(
    `Darkroom needs Node ${neededNode} or newer and this is ${version.trim()}: install it from nodejs.org.`,
  );
}

/** Only what changed: well under a second when nothing did. */
async function build() {
  const compiler = [process.execPath, join(modules, 'typescript', 'bin', 'tsc')];
  for (const project of ['tsconfig.build.json', 'client/tsconfig.build.json']) {
    const { code } = await run(compiler, ['-p', project]);
    if (code !== 0) fail('Darkroom does not compile; the compiler said where above.');
  }
  const web = await run([newestNode()], [join(root, 'scripts', 'build-web.mjs')]);
  if (web.code !== 0) fail('The web app could not be built; what is wrong was said above.');
}

/** The one that came with the packages, where one has. */
function newestNode() {
  const own = join(binaries, 'node');
  return existsSync(own) ? own : process.execPath;
}

/** So that `npx darkroom` finds the command here at once; npm links only the commands of dependencies. */
function linkCommand() {
  const command = relative(binaries, join(root, 'cli', 'darkroom.sh'));
  const link = join(binaries, 'darkroom');
  if (existsSync(link) && readlinkSync(link) === command) return;
  rmSync(link, { force: true });
  symlinkSync(command, link);
}

/** Shows what the program says and keeps its complaints. */
function run([program, ...first], args) {
  return new Promise((resolve) => {
    const child = spawn(program, [...first, ...args], { cwd: root, stdio: ['ignore', 'inherit', 'pipe'] });
    let output = '';
    child.stderr.on('data', (chunk) => {
      output += chunk;
      process.stderr.write(chunk);
    });
    child.once('error', (error) => resolve({ code: -1, output: String(error) }));
    child.once('close', (code) => resolve({ code, output }));
  });
}

function fail(sentence) {
  console.error(`\n${sentence}`);
  process.exit(1);
}

await main();
