/**
 * The entry of a render process: answers one request at a time until its parent goes away. Everything that touches
 * untrusted pixels happens here, with no secrets in the environment and little memory.
 */
import { inspect } from '../pipeline/inspect.ts';
import { faultOf } from '../pipeline/faults.ts';
import { render } from '../pipeline/render.ts';
import { shrink } from '../pipeline/shrink.ts';
import { ffmpegVariable } from './ffmpeg-variable.ts';
import { heifEncVariable } from './heif-enc-variable.ts';
import { watchMemory } from './memory-watchdog.ts';
import { faultFrom, type Reply, type Request, type Result } from './protocol.ts';
import { warmUp } from './warm-up.ts';

process.title = 'darkroom-render';

// Without a parent there is nobody to render for, and a decoder thread that is busy would delay a normal exit.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));

// A terminal and some service managers signal the whole group; running renders must survive until the parent, which
// drains, ends them.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});

watchMemory(Number(process.argv[2]));
await warmUp();
process.on('message', (request: Request) => void answer(request));
reply({ kind: 'ready' });

async function answer(request: Request): Promise<void> {
  try {
    reply({ kind: 'done', result: await perform(request) });
  } catch (error) {
    reply({ kind: 'failed', ...faultFrom(faultOf(error, 'encode')) });
  }
}

async function perform(request: Request): Promise<Result> {
  if (request.kind === 'inspect') return inspect(request.path);
  const tools = { ffmpeg: process.env[ffmpegVariable], heifEnc: process.env[heifEncVariable] };
  if (request.kind === 'shrink') return shrink(request.task, tools);
  if (request.kind === 'measure') {
    // Loaded when it is first needed: few processes are ever asked.
    const { measure } = await import('../pipeline/measure.ts');
    return measure(request.task, tools);
  }
  await render(request.task, reply, tools);
  return undefined;
}

function reply(message: Reply): void {
  process.send?.(message);
}
