/**
 * The jobs that make an image's variants. The first variant has a queue of its own, so that somebody's first
 * look never waits behind the full-size encodes of a thousand other uploads; its transaction sends the job of the
 * others. A lazy variant has one as well: whoever asks for it waits for the answer.
 */
import { z } from 'zod';
import type { JobContract } from '../../platform/queue/job-contract.ts';

const payload = z.strictObject({
  imageId: z.uuid(),
  /** Follows the upload from the request's log lines into the worker's. */
  requestId: z.string().max(100),
});

export type RenderPayload = z.infer<typeof payload>;

export const renderFirst: JobContract<RenderPayload> = {
  name: 'render-first',
  payload,
  retries: 3,
  heartbeatSeconds: 10,
  expireSeconds: 300,
};

export const renderRest: JobContract<RenderPayload> = {
  name: 'render-rest',
  payload,
  retries: 3,
  heartbeatSeconds: 10,
  expireSeconds: 1_800,
};

export const renderLazy: JobContract<RenderPayload> = {
  name: 'render-lazy',
  payload,
  retries: 3,
  heartbeatSeconds: 10,
  expireSeconds: 300,
};
