/**
 * Servers and workers that are restarted one after the other while clients of every kind are at work, and what those clients
 * have to say about it. Nothing is sent twice by them, except where a protocol says so: tus and subscriptions resume.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { download } from '../clients/download.ts';
import { authorization } from '../clients/graphql.ts';
import { newOwner, type Owner } from '../clients/owner.ts';
import { type ResumingWatch, resumingWatch } from '../clients/resuming-watch.ts';
import { sendBytes } from '../clients/rest.ts';
import { tusUpload } from '../clients/tus.ts';
import { ImagesPage } from '../documents/images.ts';
import { fileOf, jpeg } from '../fixtures/pictures.ts';
import type { Deployment } from '../stack.ts';
import { until } from '../until.ts';

/** That restarts servers and workers when it is told to. */
export interface Restartable extends Deployment {
  /** In the order in which they are restarted. */
  readonly names: readonly string[];
  /** Resolves when it serves again; with what it exited with. */
  restart(name: string): Promise<{ code: unknown; startMs: number }>;
}

export interface Outcome {
  /** That were answered, of all kinds. */
  readonly requests: number;
  /** What went wrong, as the client was told. */
  readonly failures: readonly string[];
  /** Images of accepted uploads. */
  readonly accepted: readonly string[];
  /** Of those, the ones that nothing was told of, or that did not become READY. */
  readonly lost: readonly string[];
  /** How often the one subscriber was connected. */
  readonly connections: number;
  readonly refusals: readonly unknown[];
  /** What the stopped processes exited with: 0 each, where everything ended in order. */
  readonly exitCodes: readonly unknown[];
  /** From the end of one process to its next being ready. */
  readonly startMs: readonly number[];
}

/** Between two requests of one client, so that one machine can play all the parts. */
const pauseMs = 10;
/** Uploads that the workers may be behind. */
const mostWaiting = 16;
const patience = { seconds: 120 };

export async function restartUnderLoad(
  deployment: Restartable,
  { restarts, onRestart = () => {} }: { restarts: number; onRestart?: (n: number) => void },
): Promise<Outcome> {
  const owner = await newOwner(deployment);
  const watch = resumingWatch([owner], {
    over: 'socket',
    after: await owner.bookmark(),
  });
  const load = startLoad(owner, watch);
  try {
    const [exitCodes, startMs]: [unknown[], number[]] = [[], []];
    for (let n = 0; n < restarts; n += 1) {
      const restarted = await deployment.restart(deployment.names[n % deployment.names.length] ?? '');
      exitCodes.push(restarted.code);
      startMs.push(restarted.startMs);
      onRestart(n + 1);
    }
    await load.end();
    const lost = (): string[] => {
      const ready = readyImages(watch);
      return load.accepted.filter((id) => !ready.has(id));
    };
    await until(() => lost().length === 0, { what: 'the last image', ...patience }).catch(() => {});
    const { requests, failures, accepted } = load;
    const { connections, refusals } = watch;
    return {
      requests: requests(),
      failures,
      accepted,
      lost: lost(),
      connections,
      refusals,
      exitCodes,
      startMs,
    };
  } finally {
    await load.end();
    await watch.close();
  }
}

const readyImages = ({ events }: ResumingWatch): Set<string> =>
  new Set(events.flatMap(({ __typename, image }) => (__typename === 'ImageReady' ? [image.id] : [])));

function startLoad(owner: Owner, watch: ResumingWatch) {
  const accepted: string[] = [];
  const failures: string[] = [];
  let requests = 0;
  const over = new AbortController();
  const isFree = (): boolean => accepted.length - readyImages(watch).size < mostWaiting;

  /** One client, that does the same again and again. */
  async function lane(what: string, act: (turn: number) => Promise<void>): Promise<void> {
    for (let turn = 0; !over.signal.aborted; turn += 1) {
      try {
        await act(turn);
        requests += 1;
      } catch (error) {
        failures.push(`${new Date().toISOString()} ${what}: ${String(error)}`);
      }
      await sleep(pauseMs);
    }
  }

  /** One that waits for the workers, not to drown them. */
  async function uploading(what: string, upload: (bytes: Buffer) => Promise<string>): Promise<void> {
    await lane(what, async (turn) => {
      // However long that is: workers that are behind have refused nobody.
      while (!isFree() && !over.signal.aborted) await sleep(100);
      accepted.push(await upload(await jpeg({ width: 200 + (turn % 50), height: 150 })));
    });
  }

  const keyed = { headers: authorization(owner.apiKey) };
  const lanes = Promise.all([
    uploading('an upload over GraphQL', async (bytes) => (await owner.upload(fileOf(bytes))).id),
    uploading('an upload over REST', async (bytes) => {
      const { status, json } = await sendBytes(owner, bytes);
      if (status !== 201) throw new Error(`${status} ${JSON.stringify(json)}`);
      return json.id;
    }),
    uploading('an upload over tus', (bytes) => tusUpload(owner, bytes, { chunkSize: 4_096 }).done),
    lane('a query', async () => void (await owner.ask(ImagesPage, { first: 10 }))),
    lane('a rendition', async (turn) => {
      const ready = [...readyImages(watch)];
      const id = ready[turn % (ready.length || 1)];
      if (id === undefined) return;
      // With the key, past every cache.
      const { status } = await download(`${owner.url}/images/${id}?size=thumb`, keyed);
      if (status !== 200) throw new Error(`${status} for ${id}`);
    }),
  ]);
  lanes.catch(() => {});
  return {
    accepted,
    failures,
    requests: () => requests,
    async end(): Promise<void> {
      over.abort();
      await lanes;
    },
  };
}
