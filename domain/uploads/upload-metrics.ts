/** What came of uploads, by the way that the bytes took. */
import { isAppError } from '../../platform/errors.ts';
import { counter } from '../../platform/metrics/registry.ts';

/** How bytes come in. */
export type WayIn = 'graphql' | 'rest' | 'tus' | 'direct' | 'import';

const uploads = counter(
  'uploads_total',
  'Uploads that are over, by their way in and what came of them: completed, refused (the file or its owner’s quota is at fault) or failed (we are, the source of an import, or the line). What a client begins and leaves is none of these.',
  ['way', 'outcome'],
);
const bytes = counter(
  'upload_received_bytes_total',
  'Bytes of the files of completed uploads, by their way in.',
  ['way'],
);

export function countCompleted(way: WayIn, byteSize: number): void {
  uploads.inc({ way, outcome: 'completed' });
  bytes.inc({ way }, byteSize);
}

/** One that came to nothing. */
export function countEnded(way: WayIn, error: unknown): void {
  uploads.inc({ way, outcome: isRefusal(error) ? 'refused' : 'failed' });
}

const faults = new Set(['unavailable', 'internal', 'timeout']);

const isRefusal = (error: unknown): boolean => isAppError(error) && !faults.has(error.kind);
