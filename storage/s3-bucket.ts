/** The connection to one bucket: how patient it is, how often it tries again, and how keys become object names. */
import { S3Client } from '@aws-sdk/client-s3';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { AppError } from '../platform/errors.ts';
import { assertKey, isPrefix } from './key.ts';

export interface S3Options {
  readonly bucket: string;
  readonly region: string;
  readonly endpoint?: string | undefined;
  readonly forcePathStyle: boolean;
  /** When the SDK adds checksums of its own: many stores refuse them. */
  readonly checksums: 'supported' | 'required';
  /** Put before every key as it is. */
  readonly prefix: string;
  readonly timeouts?: S3Timeouts | undefined;
}

export interface S3Timeouts {
  readonly connectMs: number;
  /** Silence, not duration: a large part over a slow line may take its time as long as bytes move. */
  readonly idleMs: number;
}

const defaultTimeouts: S3Timeouts = { connectMs: 5_000, idleMs: 30_000 };

/**
 * Each blob that is being read holds a connection for as long as its reader takes, and with the SDK's 50 a few slow
 * readers would make everybody else's requests time out in the queue.
 */
const maxSockets = 512;

export class S3Bucket {
  readonly client: S3Client;
  /** Signs for clients, who send bodies that nobody here has seen: a checksum in the address would be of nothing. */
  readonly presigner: S3Client;
  readonly name: string;
  readonly endpoint: string;
  readonly prefix: string;
  /** A multipart upload has to announce the checksums that the SDK then adds to its parts. */
  readonly partChecksums: { readonly ChecksumAlgorithm?: 'CRC32' };

  constructor(options: S3Options) {
    this.name = options.bucket;
    this.endpoint = options.endpoint ?? `the S3 of ${options.region}`;
    this.prefix = options.prefix;
    if (!isPrefix(this.prefix)) throw new AppError('START_FAILED', { reason: prefixFault(this.prefix) });
    this.partChecksums = options.checksums === 'supported' ? { ChecksumAlgorithm: 'CRC32' } : {};
    this.client = new S3Client({ ...clientConfig(options), ...checksumConfig(options.checksums) });
    this.presigner = new S3Client({ ...clientConfig(options), ...checksumConfig('required') });
  }

  /** What every request about one blob begins with. */
  object(key: string): { Bucket: string; Key: string } {
    assertKey(key);
    return { Bucket: this.name, Key: this.prefix + key };
  }
}

const prefixFault = (prefix: string) =>
  `S3_PREFIX is ${JSON.stringify(prefix)}; allowed are letters, digits and _ . - in segments of at most 200 that do not begin with a dot, as in darkroom/.`;

function checksumConfig(checksums: 'supported' | 'required') {
  const when = checksums === 'required' ? ('WHEN_REQUIRED' as const) : ('WHEN_SUPPORTED' as const);
  return { requestChecksumCalculation: when, responseChecksumValidation: when };
}

function clientConfig({ endpoint, timeouts = defaultTimeouts, ...options }: S3Options) {
  return {
    region: options.region,
    ...(endpoint && { endpoint }),
    forcePathStyle: options.forcePathStyle,
    // Bodies are parts in memory, so every request can be sent again: twice, which bridges the restart of a node and
    // keeps the wait of a user bounded when the store is down.
    maxAttempts: 3,
    retryMode: 'standard',
    // Asking first costs a round trip and some stores never answer it; a part that is refused is only 8 MiB.
    expectContinueHeader: false,
    requestHandler: {
      connectionTimeout: timeouts.connectMs,
      socketTimeout: timeouts.idleMs,
      httpAgent: new HttpAgent({ keepAlive: true, maxSockets }),
      httpsAgent: new HttpsAgent({ keepAlive: true, maxSockets }),
    },
  };
}
