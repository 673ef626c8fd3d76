/** A refusal of an HTTP route: problem details, as RFC 9457 has them. */
import type { ToldError } from './told-error.ts';

class ProblemError extends Error implements ToldError {
  readonly code: string;

  constructor({ code, detail }: { code: string; detail: string }) {
    super(detail);
    this.code = code;
  }
}

/** @throws ProblemError where the answer is one. */
export async function answered(response: Response): Promise<Response> {
  if (response.ok) return response;
  const problem = (await response.json().catch(() => ({}))) as { code?: string; detail?: string };
  throw new ProblemError({
    code: problem.code ?? 'INTERNAL',
    detail: problem.detail ?? `The server answered ${response.status}: try again in a moment.`,
  });
}
