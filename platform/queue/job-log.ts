/** One log line for each attempt at a job, with the ids that it is about; its span in the trace says the same. */
import { isAppError } from '../errors.ts';
import type { Logger } from '../logging.ts';
import { describeSpan, failActiveSpan } from '../tracing/span.ts';

export interface Attempt {
  readonly queue: string;
  readonly jobId: string;
  /** 1 for the first. */
  readonly attempt: number;
  readonly payload: object;
  /** What becomes of the job when this attempt fails. Default: nobody has said. */
  readonly afterwards?: (error: unknown) => 'tried again' | 'given up';
}

/** By these somebody finds the lines of one upload, or of one image. */
const ids: Readonly<Record<string, string>> = {
  imageId: 'darkroom.image_id',
  uploadId: 'darkroom.upload_id',
  batchId: 'darkroom.batch_id',
  requestId: 'darkroom.request_id',
};

/**
 * Runs one attempt, and rejects as it does. What `work` answers, counts of what it did, stands in the line as well; the logger
 * that it is given names the job and the ids.
 */
export async function logAttempt(
  logger: Logger,
  { queue, jobId, attempt, payload, afterwards }: Attempt,
  work: (logger: Logger) => Promise<object | void>,
): Promise<void> {
  const about = Object.entries(payload).filter(([name, value]) => name in ids && typeof value === 'string');
  const jobLogger = logger.child({ queue, jobId, attempt, ...Object.fromEntries(about) });
  describeSpan({
    'darkroom.job.attempt': attempt,
    ...Object.fromEntries(about.map(([name, value]) => [ids[name], value])),
  });
  const startedAt = performance.now();
  const ms = (): number => Math.round(performance.now() - startedAt);
  jobLogger.debug('a job begins');
  try {
    const facts = await work(jobLogger);
    jobLogger.info({ ms: ms(), ...facts }, 'a job was done');
  } catch (error) {
    failActiveSpan(error);
    const code = isAppError(error) ? error.code : 'INTERNAL';
    jobLogger.warn({ ms: ms(), code, afterwards: afterwards?.(error), err: error }, 'a job failed');
    throw error;
  }
}
