/** What this machine offers: the programs that guard renders, render processes that start, servers that answer. */
import { loadProfiles } from '../../domain/profiles/load-profiles.ts';
import { writeHeic } from '../../media/heic/write-heic.ts';
import { findTool } from '../../media/pool/find-tool.ts';
import { createRenderPool } from '../../media/pool/render-pool.ts';
import type { Config } from '../../platform/config/load.ts';
import { isAppError } from '../../platform/errors.ts';
import type { Check, Warning } from './check.ts';

export const machineChecks = (config: Config): Check[] => [
  { name: 'guards', look: guards },
  { name: 'videos', look: () => videos(config) },
  { name: 'HEIC', look: heic },
  { name: 'rendering', look: () => rendering(config) },
  { name: 'server', look: () => processAt('server', config.http.adminHost, config.http.adminPort) },
  { name: 'worker', look: () => processAt('worker', config.http.adminHost, config.http.workerAdminPort) },
];

/** Each with what is lost without it. */
const tools = {
  prlimit: 'renders are kept within RENDER_MEMORY_MB by a slower watchdog (install util-linux)',
  nice: 'large renders do not give way to small ones (install coreutils)',
};

function guards(): string | Warning {
  const missing = (['prlimit', 'nice'] as const).filter((tool) => findTool(tool) === undefined);
  if (missing.length === 0) return 'prlimit and nice are there.';
  return { warning: missing.map((tool) => `${tool} is missing: ${tools[tool]}`).join('; ') };
}

function videos({ profiles }: Config): string | Warning {
  const taken = [...loadProfiles(profiles.path).values()].some(({ kind }) => kind === 'VIDEO');
  if (!taken) return 'No profile takes videos.';
  if (findTool('ffmpeg')) return 'ffmpeg is there, for their posters.';
  return {
    warning:
      'ffmpeg is missing: videos are kept and served, and have no thumbnails (on Debian: apt-get install ffmpeg).',
  };
}

/** It is tried: newer systems keep the encoder that it needs in a package of its own. */
async function heic(): Promise<string | Warning> {
  const heifEnc = findTool('heif-enc');
  if (heifEnc === undefined)
    return {
      warning:
        'heif-enc is missing: HEIC is read, and not written (on Debian: apt-get install libheif-examples).',
    };
  try {
    await writeHeic(graySquare, { quality: 50, heifEnc, timeoutSeconds: 10 });
    return 'heif-enc is there and writes it.';
  } catch (error) {
    if (!isAppError(error)) throw error;
    return {
      warning: `${heifEnc} writes none: does it have an encoder for HEVC (on Debian: apt-get install libheif-plugin-x265)? ${error.message}`,
    };
  }
}

/** A PNG of 16 × 16 pixels. */
const graySquare = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAAAAAA6mKC9AAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAD0lEQVQY02NoQAMMI1sAAAUMgAEPW+MpAAAAAElFTkSuQmCC',
  'base64',
);

async function rendering({ rendering }: Config): Promise<string> {
  const { timeoutSeconds, memoryMegabytes, recycleAfter } = rendering;
  const pool = createRenderPool({ processes: 0, timeoutSeconds, memoryMegabytes, recycleAfter });
  try {
    await pool.ready();
    return 'A render process starts and renders.';
  } finally {
    await pool.close();
  }
}

async function processAt(role: string, host: string, port: number): Promise<string | Warning> {
  const url = `http://${host}:${port}/probe/ready`;
  const answer = await fetch(url, { signal: AbortSignal.timeout(5_000) }).catch(() => undefined);
  if (!answer) return { warning: `No ${role} answers at ${url}: start one, or look at it on its own host.` };
  const { parts } = (await answer.json()) as { parts: Record<string, string> };
  const failing = Object.entries(parts).filter(([, state]) => state !== 'ok');
  if (failing.length === 0) return `The ${role} at ${url} is ready.`;
  const listed = failing.map(([part, state]) => `${part} is ${state}`).join(', ');
  return { warning: `The ${role} at ${url} is ${answer.ok ? 'ready, but' : 'not ready:'} ${listed}.` };
}
