/**
 * `npm run dev`: compiles at every change and restarts Darkroom with what compiled. Code that does not compile
 * restarts nothing. Takes the arguments of the command: `npm run dev -- worker` runs a worker alone.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync, statSync } from 'node:fs';

const [role = 'start', ...options] = process.argv.slice(2);

const compiler = spawn('tsc', ['-p', 'tsconfig.build.json', '--watch', '--preserveWatchOutput'], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
let darkroom: ChildProcess | undefined;
let restarting: Promise<void> | undefined;
let again = false;
let running = 0;

compiler.stdout.setEncoding('utf8').on('data', (text: string) => {
  process.stdout.write(text);
  if (!text.includes('Found 0 errors')) return;
  // The compiler also wakes up for what it has written itself.
  const compiled = lastCompiled();
  if (compiled > running) restart();
  running = compiled;
});

const lastCompiled = (): number =>
  Math.max(...globSync('dist/**/*.js').map((file) => statSync(file).mtimeMs));

/** One restart at a time; changes during one make it happen once more. */
function restart(): void {
  again = true;
  restarting ??= (async () => {
    while (again) {
      again = false;
      await stop();
      darkroom = spawn(process.execPath, ['--enable-source-maps', 'dist/cli/main.js', role, ...options], {
        stdio: 'inherit',
      });
    }
    restarting = undefined;
  })();
}

async function stop(): Promise<void> {
  if (!darkroom || darkroom.exitCode !== null || darkroom.signalCode !== null) return;
  const ended = once(darkroom, 'exit');
  darkroom.kill('SIGTERM');
  await ended;
}

// Ctrl-C reaches the children by the terminal; they drain, and this waits for them.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {
    again = false;
    compiler.kill();
    void stop().then(() => process.exit(0));
  });
