/** The refusals of a route as its description has them: statuses and sentences come from the table of errors. */
import { type ErrorCode, errorTable } from '../../platform/errors.ts';
import { statusOfKind } from '../../platform/http/error-status.ts';

/** RFC 9457 problem details, as `server/problem.ts` sends them. */
export const problemSchema = {
  $id: 'Problem',
  type: 'object',
  description: 'Why a request was refused (RFC 9457). Decide by the code; docs/errors.md explains each.',
  required: ['type', 'title', 'status', 'detail', 'code', 'requestId'],
  properties: {
    type: { type: 'string', description: 'Where the code is explained.' },
    title: { type: 'string', description: 'The code.' },
    status: { type: 'integer', description: 'The HTTP status.' },
    detail: { type: 'string', description: 'A sentence for the user that says what to do.' },
    code: { type: 'string', description: 'Stable; decide by this.' },
    requestId: { type: 'string', description: 'What the log calls this request.' },
  },
} as const;

interface Refusal {
  readonly description: string;
  readonly content: { readonly 'application/problem+json': { readonly schema: { readonly $ref: string } } };
}

/** Responses by their status, each with its codes and what they mean. */
export function refusals(...codes: ErrorCode[]): Record<string, Refusal> {
  // Where it matters who asks, that can be impossible to tell, or have been tried too often.
  const all: ErrorCode[] = [...codes];
  if (codes.includes('UNAUTHENTICATED')) all.push('AUTH_UNAVAILABLE');
  if (codes.includes('UNAUTHENTICATED') || codes.includes('SIGNATURE_INVALID')) all.push('TOO_MANY_GUESSES');
  const byStatus = Map.groupBy(all, (code) => String(statusOfKind(errorTable[code].kind)));
  return Object.fromEntries(
    [...byStatus].map(([status, given]) => [
      status,
      {
        description: given.map((code) => `\`${code}\`: ${errorTable[code].sentence}`).join('\n\n'),
        content: { 'application/problem+json': { schema: { $ref: 'Problem#' } } },
      },
    ]),
  );
}
