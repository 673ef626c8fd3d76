/** What a request over HTTP passes before Apollo hears of it, whose first step after parsing is to validate: the shape of its document, and its client's budget. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { Charge } from '../../domain/usage/charge.ts';
import type { RateLimits } from '../../domain/usage/rate-limits.ts';
import { chargeRequest } from '../rate-limit.ts';
import type { Admission } from './admission.ts';
import type { GivenDocument } from './persisted-queries.ts';
import { chargesOf } from './operation-charges.ts';

export interface AdmissionRules {
  readonly admission: Admission;
  readonly rates: RateLimits;
}

/** Also of a request that is refused: finding that out is work as well. */
const leastCharge: readonly Charge[] = [{ budget: 'queries' }];

/** @throws AppError RATE_LIMITED, TOO_MUCH_AT_ONCE, or the limit that the document exceeds. */
export async function admitRequest(
  { admission, rates }: AdmissionRules,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const { charges, refusal } = judge(admission, request);
  for (const charge of charges) chargeRequest(rates, charge, { request, reply });
  if (refusal) throw refusal;
}

interface Judgement {
  readonly charges: readonly Charge[];
  readonly refusal?: Error;
}

function judge(admission: Admission, { method, body, query, viewer }: FastifyRequest): Judgement {
  const given = ((method === 'GET' ? query : body) ?? {}) as GivenDocument & { operationName?: unknown };
  const operationName = typeof given.operationName === 'string' ? given.operationName : undefined;
  try {
    const admitted = admission.admit(given, viewer);
    return { charges: admitted ? chargesOf(admitted.document, operationName) : leastCharge };
  } catch (error) {
    // What is no GraphQL is said by Apollo, with the place.
    if (error instanceof GraphQLError) return { charges: leastCharge };
    return { charges: leastCharge, refusal: error as Error };
  }
}
