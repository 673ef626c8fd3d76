/** Writes down what came of attempts, and asks in the same statement whether more may be made. */
import type { DataSource } from 'typeorm';
import { sqlPlannedAnew } from '../../platform/database/sql.ts';
import type { AppError } from '../../platform/errors.ts';
import { type HeldEndpoint, isStillHeld, stillHeld } from './hold-endpoints.ts';
import type { DueDelivery } from './read-due.ts';
import { pauseAfter } from './retry-pauses.ts';
import { countAttempt } from './webhook-metrics.ts';
import type { DeliveryStatus, WebhookAttempt } from './webhook-delivery.entity.ts';

export interface Outcome {
  readonly delivery: Pick<DueDelivery, 'id' | 'attemptCount'>;
  readonly startedAt: Date;
  readonly durationMs: number;
  /** Absent where no answer came. */
  readonly answer?: { readonly status: number; readonly text: string } | undefined;
  /** Absent where it was accepted. */
  readonly failure?: AppError | undefined;
}

/** Attempts that a delivery keeps; a replay adds more to it than the pauses allow. */
const keptAttempts = 30;

/** Whether the endpoint may be sent more. */
export async function recordAttempts(
  database: DataSource,
  endpoint: HeldEndpoint,
  outcomes: readonly Outcome[],
): Promise<boolean> {
  // A plan that was made while the table was small reads all of it for each statement once thousands wait.
  const held = await sqlPlannedAnew(
    database,
    `WITH recorded AS (
       UPDATE webhook_deliveries delivery
          SET attempts = CASE WHEN jsonb_array_length(attempts) < ${keptAttempts} THEN attempts ELSE attempts - 0 END
                         || outcome.attempt,
              attempt_count = attempt_count + 1,
              -- What was settled by a worker that was taken for dead stays settled.
              status = CASE delivery.status WHEN 'PENDING' THEN outcome.status ELSE delivery.status END,
              due_at = CASE WHEN delivery.status = 'PENDING' AND outcome.status = 'PENDING'
                            THEN now() + outcome.pause * interval '1 millisecond' END,
              settled_at = CASE WHEN delivery.status = 'PENDING' AND outcome.status <> 'PENDING'
                                THEN now() ELSE settled_at END
         FROM jsonb_to_recordset($4::jsonb) AS outcome (id uuid, status text, pause float8, attempt jsonb)
        -- How many there are the planner knows of the array alone.
        WHERE delivery.id = outcome.id AND delivery.id = ANY($5::uuid[])
     )
     SELECT 1 FROM webhook_endpoints WHERE ${isStillHeld} AND id = $3`,
    [
      ...stillHeld(endpoint),
      endpoint.id,
      JSON.stringify(outcomes.map(rowOf)),
      outcomes.map(({ delivery }) => delivery.id),
    ],
  );
  for (const { delivery, durationMs, answer, failure } of outcomes)
    countAttempt({
      durationMs,
      status: answer?.status,
      isSettled: !failure || pauseAfter(delivery.attemptCount + 1) === undefined,
    });
  return held.length > 0;
}

function rowOf({ delivery, failure, ...made }: Outcome) {
  const pause = failure && pauseAfter(delivery.attemptCount + 1);
  return {
    id: delivery.id,
    status: statusAfter(failure, pause),
    pause,
    attempt: attemptOf({ failure, ...made }),
  };
}

function statusAfter(failure: AppError | undefined, pause: number | undefined): DeliveryStatus {
  if (!failure) return 'DELIVERED';
  return pause === undefined ? 'FAILED' : 'PENDING';
}

const attemptOf = ({
  startedAt,
  durationMs,
  answer,
  failure,
}: Omit<Outcome, 'delivery'>): WebhookAttempt => ({
  startedAt: startedAt.toISOString(),
  durationMs,
  status: answer?.status ?? null,
  // Postgres has no text with a NUL in it, and none with half of a character.
  answer: answer?.text.replaceAll('\0', '\uFFFD').toWellFormed() ?? null,
  failureCode: failure?.code ?? null,
  failureMessage: failure?.message ?? null,
});
