/**
 * What the product's use cases need, all of it real, for one test file: a database of its own, blobs on disk, the
 * queue, the outbox's tail, render processes, and a worker where one is asked for. `close` fails when something of
 * it is left over.
 */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { DataSource } from 'typeorm';
import type { Scope, Viewer } from '../domain/access/viewer.ts';
import { openDatabase } from '../domain/database.ts';
import { type BatchWatch, createBatchWatch } from '../domain/batches/follow-batch.ts';
import { type EventSignal, openEventSignal } from '../domain/events/event-signal.ts';
import { type EventTail, openEventTail } from '../domain/events/event-tail.ts';
import { parseProfiles } from '../domain/profiles/load-profiles.ts';
import type { Profiles } from '../domain/profiles/profile.ts';
import { type IncomingUpload, type ReceivedUpload, receiveUpload } from '../domain/uploads/receive-upload.ts';
import type { DirectUploadDependencies } from '../domain/uploads/create-upload.ts';
import { uploadTargets } from '../domain/uploads/upload-targets.ts';
import type { Quotas } from '../domain/usage/quota.ts';
import { endpointSecrets, type Secrets } from '../domain/webhooks/endpoint-secrets.ts';
import { createShareWatch, type ShareWatch } from '../domain/sharing/share-watch.ts';
import { createUploadWatch, type UploadWatch } from '../domain/uploads/upload-watch.ts';
import { createRenderPool } from '../media/pool/render-pool.ts';
import type { RenderPool } from '../media/types.ts';
import type { Cdn } from '../platform/cdn/cdn.ts';
import { type Config, loadConfig } from '../platform/config/load.ts';
import { createLogger, type Logger } from '../platform/logging.ts';
import { createOutbound, type Outbound } from '../platform/outbound/outbound.ts';
import { openQueue, type Queue } from '../platform/queue/queue.ts';
import type { BlobStore } from '../storage/blob-store.ts';
import { DiskStore } from '../storage/disk-store.ts';
import { startHandlers } from '../worker/handlers.ts';
import { createTestDatabase } from './database.ts';

export interface HarnessOptions {
  readonly quotas?: Quotas;
  /** The text of a profiles file. Default: one that makes nine small variants. */
  readonly profiles?: string;
  /** Where blobs are kept. Default: a disk of its own. */
  readonly store?: BlobStore;
  /** Default: none. */
  readonly cdn?: Cdn;
  /** Of a Redis. Default: Postgres announces events. */
  readonly eventsUrl?: string;
}

export interface Harness extends DirectUploadDependencies {
  readonly url: string;
  readonly queue: Queue;
  readonly signal: EventSignal;
  readonly tail: EventTail;
  readonly uploadWatch: UploadWatch;
  readonly shareWatch: ShareWatch;
  readonly batchWatch: BatchWatch;
  /** None unless a test brings one. */
  readonly cdn: Cdn | undefined;
  /** The loopback address is listed. */
  readonly outbound: Outbound;
  readonly logger: Logger;
  readonly config: Config;
  readonly webhooks: Config['webhooks'];
  readonly webhookSecrets: Secrets;
  /** Receives the bytes as one upload, of `alice` unless it says otherwise. */
  upload(body: Uint8Array | Readable, more?: Partial<IncomingUpload>): Promise<ReceivedUpload>;
  /** A worker of its own with every handler; stopping it waits for what runs. */
  startWorker(): Promise<{ stop(): Promise<void> }>;
  /** Keys of all blobs, sorted. */
  blobs(): Promise<string[]>;
  /** Names of unfinished files in the store. */
  temporaryFiles(): Promise<string[]>;
  /** Names of the folders that hold parts of direct uploads. */
  unfinishedParts(): Promise<string[]>;
  close(): Promise<void>;
}

/** The bounds are small, so that files one beyond them are small as well; `full` is the costly one in real life. */
const smallProfiles = `
profiles:
  default:
    allowed_mimes: [image/jpeg, image/png, image/webp, image/avif, image/gif, image/tiff]
    size_max_bytes: 200000
    max_pixels: 1000000
    max_avif_pixels: 250000
    max_frames: 10
    max_animation_pixels: 1000000
    variants:
      - { name: thumb, size: 40x40, fit: cover, formats: [webp, jpeg, avif] }
      - { name: medium, size: 80x80, formats: [webp, jpeg, avif] }
      - { name: full, formats: [webp, jpeg, avif] }
  photos:
    allowed_mimes: [image/jpeg]
    size_max_bytes: 200000
    variants:
      - { name: thumb, size: 40x40, fit: cover, formats: [webp] }
  twins:
    allowed_mimes: [image/jpeg]
    size_max_bytes: 200000
    variants:
      - { name: one, formats: [webp] }
      - { name: other, size: 800x800, formats: [webp] }
  tuned:
    allowed_mimes: [image/jpeg]
    size_max_bytes: 200000
    quality: auto
    variants:
      - { name: small, size: 80x80, formats: [webp, jpeg, avif, png] }
      - { name: given, size: 80x80, formats: [webp], quality: 60 }
      - { name: later, size: 60x60, formats: [jpeg], lazy: true }
  bare:
    allowed_mimes: [image/png, image/jpeg]
    size_max_bytes: 200000
`;

export const viewerOf = (subject: string, ...scopes: Scope[]): Viewer => ({
  subject,
  scopes: scopes.length > 0 ? scopes : ['READ', 'UPLOAD', 'MANAGE'],
  keyId: null,
});

export const alice = viewerOf('alice');
export const bob = viewerOf('bob');
export const admin = viewerOf('root', 'ADMIN');

export const testSigningKey = { kid: 'k1', secret: 'x'.repeat(32) } as const;

export const silent: Logger = createLogger({ level: 'silent', role: 'test' });

export async function openHarness(options: HarnessOptions = {}): Promise<Harness> {
  const folder = await mkdtemp(join(tmpdir(), 'darkroom-harness-'));
  const { url, drop } = await createTestDatabase();
  const database = await openDatabase({ url, poolSize: 10, applicationName: 'harness' });
  const queue = await openQueue({ url, logger: silent, role: 'sender' });
  const signal = await openEventSignal({ database, url, eventsUrl: options.eventsUrl, logger: silent });
  const tail = await openEventTail({ database, signal, logger: silent });
  const directory = join(folder, 'blobs');
  const store = options.store ?? new DiskStore({ directory });
  const pool = lazyPool();
  const config = loadConfig({
    DATABASE_URL: url,
    DATA_DIR: folder,
    UPLOAD_GRACE_SECONDS: '60',
    ALLOW_PRIVATE_ADDRESSES: '127.0.0.1',
  });
  const uploadWatch = createUploadWatch({ database, logger: silent });
  const shareWatch = createShareWatch({ database, logger: silent });
  const batchWatch = createBatchWatch({ database, logger: silent });
  const outbound = createOutbound(config.outbound);
  const profiles: Profiles = parseProfiles(options.profiles ?? smallProfiles, 'profiles');
  const quotas = options.quotas ?? { bytes: undefined, images: undefined };
  const { cdn } = options;
  const publicUrl = 'http://darkroom.example';
  const uploads: DirectUploadDependencies = {
    database,
    store,
    pool,
    queue,
    profiles,
    quotas,
    idempotency: config.idempotency,
    uploads: { expireSeconds: 3_600 },
    targets: uploadTargets({ database, store, publicUrl, signingKeys: [testSigningKey] }),
  };

  return {
    ...uploads,
    url,
    cdn,
    queue,
    signal,
    tail,
    outbound,
    uploadWatch,
    shareWatch,
    batchWatch,
    config,
    webhooks: config.webhooks,
    webhookSecrets: endpointSecrets(config.webhooks.secretKeys),
    logger: silent,
    upload: (body, more) =>
      receiveUpload(uploads, {
        way: 'graphql',
        viewer: alice,
        body: body instanceof Readable ? body : Readable.from([body]),
        filename: 'photo.jpg',
        requestId: 'a-request',
        logger: silent,
        ...more,
      }),
    startWorker: () => startWorker({ url, database, store, pool, profiles, quotas, outbound, cdn, config }),
    async blobs() {
      const keys: string[] = [];
      for await (const { key } of store.list('')) keys.push(key);
      return keys.sort();
    },
    temporaryFiles: () => readdir(join(directory, '.tmp')).catch(() => []),
    unfinishedParts: () => readdir(join(directory, '.parts')).catch(() => []),
    async close() {
      await uploadWatch.close();
      await shareWatch.close();
      await batchWatch.close();
      await tail.close();
      signal.close();
      await queue.close(1_000);
      await pool.close();
      await database.destroy();
      await rm(folder, { recursive: true, force: true });
      await drop();
    },
  };
}

interface WorkerParts {
  readonly url: string;
  readonly database: DataSource;
  readonly store: BlobStore;
  readonly pool: RenderPool;
  readonly profiles: Profiles;
  readonly quotas: Quotas;
  readonly outbound: Outbound;
  readonly cdn: Cdn | undefined;
  readonly config: Config;
}

async function startWorker({ url, ...parts }: WorkerParts): Promise<{ stop(): Promise<void> }> {
  const queue = await openQueue({ url, logger: silent, role: 'worker' });
  await startHandlers({ ...parts, queue, logger: silent });
  return { stop: () => queue.close(20_000) };
}

/** Render processes cost a second of the processor, and not every test renders. */
function lazyPool(): RenderPool {
  let pool: RenderPool | undefined;
  const opened = (): RenderPool =>
    (pool ??= createRenderPool({
      processes: 1,
      timeoutSeconds: 30,
      memoryMegabytes: 1_536,
      recycleAfter: 500,
      logger: silent,
    }));
  return {
    ready: () => opened().ready(),
    inspect: (path, signal) => opened().inspect(path, signal),
    render: (task, options) => opened().render(task, options),
    measure: (task, options) => opened().measure(task, options),
    shrink: (task, options) => opened().shrink(task, options),
    pids: () => pool?.pids() ?? [],
    close: async () => pool?.close(),
  };
}
