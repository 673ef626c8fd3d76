/**
 * Adds the binaries of other platforms to package-lock.json that npm has left out. `npm install` drops an
 * optional package which its registry cannot give at that moment (mirrors lag), and `npm ci` then refuses the
 * lockfile on every machine whose registry has it. Run after each `npm install <package>`; running it twice
 * changes nothing. What is added has no checksum in the lockfile; npm takes the registry's.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const file = 'package-lock.json';
const lock = JSON.parse(readFileSync(file, 'utf8'));
const systems = /^(aix|android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32)/;
const processors = /^(arm64|arm|ia32|loong64|mips64el|ppc64|riscv64|s390x|wasm32|x64)/;

/** Platform packages are named by what they are for: `@swc/core-linux-arm64-gnu`, `lefthook-darwin-x64`. */
function platformOf(name) {
  const words = name.split(/[-/]/);
  const find = (pattern) => words.map((word) => pattern.exec(word)?.[1]).find(Boolean);
  const libc = /musl/.test(name) ? 'musl' : /gnu|glibc/.test(name) ? 'glibc' : undefined;
  const [os, cpu] = [find(systems), find(processors)];
  if (!os || !cpu) return undefined;
  return { cpu: [cpu], ...(libc && os === 'linux' ? { libc: [libc] } : {}), os: [os] };
}

function isLocked(path, name) {
  return lock.packages[`${path}/node_modules/${name}`] ?? lock.packages[`node_modules/${name}`];
}

const added = [];
for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const platform = platformOf(name);
    if (!platform || isLocked(path, name) || !/^\d/.test(version)) continue;
    lock.packages[`node_modules/${name}`] = {
      version,
      ...(entry.dev ? { dev: true } : {}),
      optional: true,
      ...platform,
    };
    added.push(`${name}@${version}`);
  }
}

// Npm sorts like this, so that its next run leaves our entries where they are.
const sorted = Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en'));
if (added.length > 0) {
  writeFileSync(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, undefined, 2)}\n`);
}
console.log(added.length === 0 ? 'The lockfile is complete.' : `Added:\n  ${added.join('\n  ')}`);
