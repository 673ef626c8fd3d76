/** Prometheus's own tool, which judges what is exposed to it. It is no dependency: where the machine lacks it, this is said. */
import { spawn, spawnSync } from 'node:child_process';

/** Why it cannot be asked here; empty when it can. */
export const promtoolUnfit =
  spawnSync('promtool', ['--version']).status === 0
    ? ''
    : ' (not applicable: no promtool here; on Debian: apt-get install prometheus)';

/** What it says of its input; empty when it has nothing against it. */
export function promtool(args: readonly string[], input = ''): Promise<string> {
  const child = spawn('promtool', args, { stdio: ['pipe', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code === 0 && said === '' ? '' : `${code}: ${said}`));
  });
}
