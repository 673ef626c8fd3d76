/** Every environment variable of Darkroom, in the slices that the composition roots hand out. Nothing else reads the environment. */
import { cdnVariables } from './cdn-definitions.ts';
import { graphqlLimits, rateLimits, socketLimits } from './limit-definitions.ts';
import { metricsVariables } from './metrics-definitions.ts';
import { quotaClasses } from './token-types.ts';
import { tokenVariables } from './token-variables.ts';
import { tracingVariables } from './tracing-definitions.ts';
import { webhookVariables } from './webhook-definitions.ts';
import {
  addressRanges,
  flag,
  integer,
  addresses,
  databaseUrl,
  origins,
  oneOf,
  redisUrl,
  secret,
  signingKeys,
  text,
  url,
  widths,
} from './variable.ts';

/** From the least important. */
export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;

export const definitions = {
  process: {
    mode: oneOf(
      'development',
      'production',
      'test',
    )('NODE_ENV', {
      default: 'development',
      meaning:
        'production refuses secrets that are missing, made up or easy to guess, and expects real ones from the environment.',
    }),
    logLevel: oneOf(...logLevels)('LOG_LEVEL', {
      default: 'info',
      meaning: 'The least important log line that is written. Logs are JSON lines on standard output.',
    }),
    dataDir: text('DATA_DIR', {
      default: '.data',
      meaning: 'Where the embedded Postgres, the blobs on disk and generated secrets live.',
    }),
    shutdownSeconds: integer(1, 600)('SHUTDOWN_SECONDS', {
      default: '20',
      meaning: 'How long a stopping process may finish what it has begun before it is cut off.',
    }),
    drainSeconds: integer(0, 120)('DRAIN_SECONDS', {
      default: '0',
      meaning:
        'How long a stopping server goes on as before, but for its readiness, until load balancers have noticed; and how long it then keeps idle connections that they may be about to use. Of SHUTDOWN_SECONDS, and at most half of them.',
    }),
  },

  http: {
    host: text('HOST', { default: '0.0.0.0', meaning: 'The address that the public port listens on.' }),
    port: integer(0, 65535)('PORT', { default: '4000', meaning: 'The public port.' }),
    adminHost: text('ADMIN_HOST', {
      default: '127.0.0.1',
      meaning: 'The address that the admin port listens on. Never expose it to the internet.',
    }),
    adminPort: integer(0, 65535)('ADMIN_PORT', {
      default: '9090',
      meaning: 'The admin port of a server: probes and metrics.',
    }),
    workerAdminPort: integer(0, 65535)('WORKER_ADMIN_PORT', {
      default: '9091',
      meaning:
        'The admin port of a worker, on ADMIN_HOST as well; another one than ADMIN_PORT, so that both run on one machine. 0: any that is free.',
    }),
    adminDebug: oneOf(
      'off',
      'local',
      'everybody',
    )('ADMIN_DEBUG', {
      default: 'local',
      meaning:
        'Who may profile a process on its admin port, take its heap, which holds every secret that it has, and change its log level: nobody, who asks from the machine itself (through kubectl port-forward as well), or everybody who reaches the port.',
    }),
    publicUrl: url('PUBLIC_URL', {
      meaning: 'The base of every URL that is handed out. Default: http://localhost:PORT.',
    }),
    cdnUrl: url('CDN_URL', {
      meaning: 'The base of rendition URLs, where a CDN stands in front. Default: PUBLIC_URL.',
    }),
    trustedProxies: addresses('TRUSTED_PROXIES', {
      default: '',
      meaning: 'Addresses or CIDR ranges whose X-Forwarded-* headers are believed. Default: none.',
    }),
    corsOrigins: origins('CORS_ORIGINS', {
      default: '',
      meaning:
        'Origins of web pages that may call the API, with a key or token; * for any. The cookie of a session is taken from none of them.',
    }),
  },

  database: {
    url: databaseUrl('DATABASE_URL', {
      secret: true,
      meaning: 'postgres://… of a Postgres 13 or newer. Without it an embedded Postgres 18 runs in DATA_DIR.',
    }),
    directUrl: databaseUrl('DATABASE_DIRECT_URL', {
      secret: true,
      meaning:
        'The same database past the pooler, where DATABASE_URL leads through one such as PgBouncer: for notifications, locks and migrations.',
    }),
    poolSize: integer(2, 500)('DATABASE_POOL_SIZE', {
      default: '10',
      meaning: 'Connections that each process may open, besides one for notifications.',
    }),
  },

  storage: {
    directory: text('STORAGE_DIR', { meaning: 'Where blobs are kept on disk. Default: DATA_DIR/blobs.' }),
    scratchDirectory: text('SCRATCH_DIR', {
      meaning:
        'Where originals from S3 are copied while they are read, and smaller copies of large originals are kept. Default: the system’s temporary folder.',
    }),
    bucket: text('S3_BUCKET', {
      meaning:
        'Keeps blobs in this bucket instead of on disk. Credentials come from the AWS SDK’s default chain.',
    }),
    endpoint: url('S3_ENDPOINT', { meaning: 'The S3 API of a store other than AWS (MinIO, Ceph, R2 …).' }),
    region: text('S3_REGION', { default: 'us-east-1', meaning: 'The region of the bucket.' }),
    forcePathStyle: flag('S3_FORCE_PATH_STYLE', {
      meaning: 'Puts the bucket in the path instead of the host name. Default: true when S3_ENDPOINT is set.',
    }),
    checksums: oneOf('supported', 'required')('S3_CHECKSUMS', {
      meaning:
        'When the SDK adds its own checksums: whenever supported, or only when required (many stores refuse them). Default: required when S3_ENDPOINT is set, else supported.',
    }),
    prefix: text('S3_PREFIX', { default: '', meaning: 'Put before every key, for a bucket that is shared.' }),
    orphanGraceHours: integer(1, 8760)('ORPHAN_GRACE_HOURS', {
      default: '24',
      meaning: 'How long a blob is kept that no row names, before the nightly sweep removes it.',
    }),
  },

  uploads: {
    maxFiles: integer(1, 1000)('UPLOAD_MAX_FILES', {
      default: '20',
      meaning: 'Files in one multipart request.',
    }),
    idleSeconds: integer(1, 3600)('UPLOAD_IDLE_SECONDS', {
      default: '30',
      meaning: 'An upload that sends nothing for this long is ended with REQUEST_TIMEOUT.',
    }),
    minBytesPerSecond: integer(0)('UPLOAD_MIN_BYTES_PER_SECOND', {
      default: '1024',
      meaning:
        'An upload slower than this on average, after its first 30 seconds, is ended with REQUEST_TIMEOUT.',
    }),
    expireSeconds: integer(60, 604_800)('UPLOAD_EXPIRE_SECONDS', {
      default: '86400',
      meaning:
        'How long a direct or resumable upload may take, from its beginning to its completion; then its parts are freed.',
    }),
    graceSeconds: integer(0)('UPLOAD_GRACE_SECONDS', {
      default: '3600',
      meaning: 'How long an unfinished upload is left alone before the sweeper removes its row and bytes.',
    }),
    retentionDays: integer(1, 36_500)('UPLOAD_RETENTION_DAYS', {
      default: '30',
      meaning: 'How long the row of an upload is kept that came to nothing, or whose image was deleted.',
    }),
  },

  idempotency: {
    waitSeconds: integer(0, 600)('IDEMPOTENCY_WAIT_SECONDS', {
      default: '30',
      meaning:
        'How long a repeated request waits for the first one with its idempotency key before IDEMPOTENCY_KEY_IN_USE.',
    }),
    retentionHours: integer(1, 8760)('IDEMPOTENCY_RETENTION_HOURS', {
      default: '24',
      meaning: 'How long an idempotency key is remembered after its request has succeeded.',
    }),
  },

  outbound: {
    listed: addressRanges('ALLOW_PRIVATE_ADDRESSES', {
      default: '',
      meaning:
        'Addresses and CIDR ranges that may be fetched from, and sent webhooks, on every port, although they are not public. Default: none.',
    }),
    timeoutSeconds: integer(1, 3_000)('IMPORT_TIMEOUT_SECONDS', {
      default: '300',
      meaning: 'How long one attempt to fetch a file from a URL may take as a whole.',
    }),
    idleSeconds: integer(1, 600)('IMPORT_IDLE_SECONDS', {
      default: '15',
      meaning: 'An attempt to fetch a file ends when its source sends nothing for this long.',
    }),
  },

  quotas: {
    bytes: integer(1)('QUOTA_BYTES', {
      meaning: 'Bytes of originals that one owner may keep. Default: unlimited.',
    }),
    images: integer(1)('QUOTA_IMAGES', { meaning: 'Images that one owner may keep. Default: unlimited.' }),
    uploadsPerDay: integer(1)('QUOTA_UPLOADS_PER_DAY', {
      meaning:
        'Uploads of one owner that may succeed on one day, which begins at midnight UTC. Default: unlimited.',
    }),
    classes: quotaClasses('QUOTA_CLASSES', {
      default: '',
      meaning:
        'Other quotas for owners whose tokens name a class (JWT_QUOTA_CLAIM); what a class leaves out is as above. Default: none.',
    }),
  },

  rendering: {
    processes: integer(1, 256)('RENDER_PROCESSES', {
      meaning: 'Child processes that render in one worker. Default: the number of cores.',
    }),
    timeoutSeconds: integer(1, 3600)('RENDER_TIMEOUT_SECONDS', {
      default: '60',
      meaning:
        'A render that takes longer is killed and fails with RENDER_TIMEOUT; reading a header has 15 at most.',
    }),
    memoryMegabytes: integer(512, 65536)('RENDER_MEMORY_MB', {
      default: '3072',
      meaning: 'Data memory that one render process may use (RLIMIT_DATA); beyond it the render fails.',
    }),
    recycleAfter: integer(1)('RENDER_RECYCLE_AFTER', {
      default: '500',
      meaning: 'Renders after which a child process is replaced by a fresh one.',
    }),
    jobsPerWorker: integer(1, 1000)('WORKER_JOBS', {
      meaning:
        'Jobs of one kind that a worker process works on at the same time. Default: RENDER_PROCESSES + 1, so that no render process waits for the next job.',
    }),
    jobsPerOwner: integer(1, 1000)('WORKER_JOBS_PER_OWNER', {
      meaning:
        'Jobs of one kind of one owner that a worker process works on at the same time, below WORKER_JOBS, so that nobody starves the others. Default: RENDER_PROCESSES.',
    }),
  },

  access: {
    bootstrapApiKey: secret(32)('BOOTSTRAP_API_KEY', {
      secret: true,
      meaning:
        'The first admin key, where nobody can read a printed one. Default: one is made and printed once.',
    }),
    signingKeys: signingKeys('SIGNING_KEYS', {
      secret: true,
      meaning:
        'Keys of signed URLs; the first signs, all verify. Default: `npm start` makes one and keeps it in DATA_DIR.',
    }),
    urlSeconds: integer(1)('URL_TTL_SECONDS', {
      default: '3600',
      meaning: 'How long a signed URL is valid when the request names no expiresIn.',
    }),
    urlBucketSeconds: integer(1)('URL_BUCKET_SECONDS', {
      default: '300',
      meaning: 'Expiries are rounded up to a multiple of this, so that a CDN sees the same URL again.',
    }),
    sessionSeconds: integer(60, 34_560_000)('SESSION_TTL_SECONDS', {
      default: '604800',
      meaning: 'How long a browser stays signed in.',
    }),
    signInLinkSeconds: integer(10, 86_400)('SIGN_IN_LINK_TTL_SECONDS', {
      default: '900',
      meaning: 'How long a sign-in link can be used, once.',
    }),
    clockSkewSeconds: integer(0, 600)('CLOCK_SKEW_SECONDS', {
      default: '0',
      meaning: 'How long after its expiry a signed URL is still accepted.',
    }),
    wrongPerMinute: integer(0, 1_000_000)('WRONG_CREDENTIALS_PER_MINUTE', {
      default: '300',
      meaning:
        'Wrong keys or tokens, share links, or signatures that one address may show in a minute, in each server; then it is answered TOO_MANY_GUESSES for a minute. 0 for no limit.',
    }),
  },

  tokens: tokenVariables,

  delivery: {
    waitSeconds: integer(0, 300)('DELIVERY_WAIT_SECONDS', {
      default: '10',
      meaning: 'How long a request for a variant or rendition that is being made waits before 503.',
    }),
    onDemand: oneOf(
      'any',
      'presets',
      'signed',
    )('ON_DEMAND', {
      default: 'presets',
      meaning:
        'What is rendered of a public image without a signature: anything that the queue has room for, presets and the widths of the ladder, or nothing.',
    }),
    widthLadder: widths('WIDTH_LADDER', {
      default: '320,480,640,768,1024,1280,1600,1920,2560,3840',
      meaning:
        'The widths that need no signature; a width between two of them is redirected to the next one up.',
    }),
    processes: integer(1, 256)('DELIVERY_PROCESSES', {
      meaning: 'Child processes that render on demand in one server. Default: the number of cores.',
    }),
    queue: integer(1, 10_000)('RENDER_QUEUE', {
      default: '64',
      meaning: 'Renditions that may wait for these processes before the next is refused with BUSY.',
    }),
    maxPixels: integer(1)('RENDITION_MAX_PIXELS', {
      default: '50000000',
      meaning: 'Pixels over all frames that a rendition may have; more is RENDITION_TOO_LARGE.',
    }),
    memoryMegabytes: integer(0, 1_048_576)('DELIVERY_MEMORY_MB', {
      default: '64',
      meaning: 'Memory for the bytes of variants and renditions that were sent lately, in one server.',
    }),
    scratchMegabytes: integer(0, 1_048_576)('DELIVERY_SCRATCH_MB', {
      default: '512',
      meaning:
        'Disk in SCRATCH_DIR for smaller copies of large originals, from which small renditions are made; 2 to 6 MB each, in one server. With 0 every rendition is made from the original.',
    }),
    retentionDays: integer(1, 36_500)('RENDITION_RETENTION_DAYS', {
      default: '30',
      meaning: 'How long a stored rendition is kept that nobody asks for.',
    }),
    maxStoredMegabytes: integer(1)('RENDITION_MAX_MB', {
      default: '10240',
      meaning: 'Stored renditions beyond this go, the ones that were asked for longest ago first.',
    }),
  },

  cdn: cdnVariables,

  graphql: graphqlLimits,

  rates: rateLimits,

  sockets: socketLimits,

  profiles: {
    path: text('PROFILES_PATH', { meaning: 'The YAML file of upload profiles. Default: profiles.yaml.' }),
  },

  events: {
    url: redisUrl('EVENTS_URL', {
      secret: true,
      meaning:
        'redis://user:password@host:6379, or rediss:// for TLS, of a Redis 6 or newer or a Valkey that tells servers and workers of new events. Default: Postgres does, with NOTIFY.',
    }),
    retentionDays: integer(1)('EVENT_RETENTION_DAYS', {
      default: '30',
      meaning: 'How long events are kept for clients that resume.',
    }),
  },

  webhooks: webhookVariables,

  tracing: tracingVariables,
  metrics: metricsVariables,

  audit: {
    retentionDays: integer(1, 36_500)('AUDIT_RETENTION_DAYS', {
      default: '365',
      meaning: 'How long it is kept who did what to which image, see auditLog.',
    }),
  },
} as const;
