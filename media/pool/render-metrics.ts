/** What the render processes of this process do: how long outputs take, what failed, and who waits. */
import { isAppError } from '../../platform/errors.ts';
import { counter, histogram, reading } from '../../platform/metrics/registry.ts';
import type { RenderedOutput } from '../types.ts';

const outputs = histogram(
  'render_duration_seconds',
  'How long outputs took to make, with their share of the decode, by format and by the longer side in pixels: small (320 at most), medium (1280), large (2560) or huge.',
  { labelNames: ['format', 'size'], buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] },
);
const requests = counter(
  'render_requests_total',
  'What render processes were asked for (inspect, render, measure, shrink) by what came of it: ok, abandoned when nobody wanted it any more, or a code of docs/errors.md; BUSY is refused, because too much waits.',
  ['kind', 'outcome'],
);
const processes = reading('render_processes', 'Render processes by what they do: busy, idle or starting.', [
  'crew',
  'state',
]);
const waiting = reading('renders_waiting', 'Requests that wait for a render process.', ['lane']);

/** The same output, measured. */
export function measured(output: RenderedOutput): RenderedOutput {
  const { encoding, width, height, processingMs } = output;
  outputs.observe(
    { format: encoding.format, size: sizeClass(Math.max(width, height)) },
    processingMs / 1_000,
  );
  return output;
}

function sizeClass(longerSide: number): string {
  if (longerSide <= 320) return 'small';
  if (longerSide <= 1_280) return 'medium';
  return longerSide <= 2_560 ? 'large' : 'huge';
}

/** The same result, counted. */
export async function counted<T>(kind: string, result: Promise<T>): Promise<T> {
  try {
    const value = await result;
    requests.inc({ kind, outcome: 'ok' });
    return value;
  } catch (error) {
    requests.inc({
      kind,
      outcome: isAppError(error) && error.code !== 'CLIENT_DISCONNECTED' ? error.code : 'abandoned',
    });
    throw error;
  }
}

export interface CrewLoad {
  readonly busy: number;
  readonly idle: number;
  readonly starting: number;
}

/** What a pool says of itself. @returns the way to stop. */
export function measureProcesses(
  load: () => Readonly<Record<string, CrewLoad>>,
  queued: () => Readonly<Record<string, number>>,
): () => void {
  const ends = [
    processes.from((set) => {
      for (const [crew, { busy, idle, starting }] of Object.entries(load())) {
        set({ crew, state: 'busy' }, busy);
        set({ crew, state: 'idle' }, idle);
        set({ crew, state: 'starting' }, starting);
      }
    }),
    waiting.from((set) => {
      for (const [lane, count] of Object.entries(queued())) set({ lane }, count);
    }),
  ];
  return () => ends.forEach((end) => end());
}
