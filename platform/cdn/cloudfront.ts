/** Amazon CloudFront: invalidates paths. Credentials come from the AWS SDK's default chain. */
import { CloudFrontClient, CreateInvalidationCommand } from '@aws-sdk/client-cloudfront';
import { newUuid } from '../ids.ts';
import { failed } from './call.ts';
import type { PathCdn } from './cdn.ts';

export interface CloudFrontOptions {
  readonly distributionId: string;
  /** Of the URLs that it serves, without a slash at its end. */
  readonly basePath: string;
  readonly apiUrl?: string | undefined;
}

export function cloudFront({ distributionId, basePath, apiUrl }: CloudFrontOptions): PathCdn {
  const client = new CloudFrontClient({
    // It is served from one region alone.
    region: 'us-east-1',
    ...(apiUrl !== undefined && { endpoint: apiUrl }),
    // The SDK's own pauses are for throttling; what lasts longer is for the queue.
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 5_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
  });
  return {
    by: 'path',
    // Two wildcards each, and 15 may be in progress at the same time.
    imagesPerPurge: 7,
    async purge(paths, abortSignal) {
      const command = new CreateInvalidationCommand({
        DistributionId: distributionId,
        InvalidationBatch: {
          CallerReference: newUuid(),
          Paths: { Quantity: paths.length, Items: paths.map((path) => basePath + path) },
        },
      });
      try {
        await client.send(command, { abortSignal });
      } catch (error) {
        abortSignal.throwIfAborted();
        throw failed({ provider: 'CloudFront' }, reasonOf(error), error);
      }
    },
  };
}

/** The SDK's names are what Amazon's documentation explains. */
const reasonOf = (error: unknown): string =>
  error instanceof Error && /^\w+$/.test(error.name) ? `it answered ${error.name}` : 'it does not answer';
