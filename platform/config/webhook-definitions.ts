/** The variables of webhooks: a slice of `definitions.ts`, which docs/webhooks.md explains. */
import { flag, integer, signingKeys } from './variable.ts';

export const webhookVariables = {
  allowHttp: flag('WEBHOOK_ALLOW_HTTP', {
    meaning:
      'Whether webhooks may go to receivers without TLS; otherwise their URL is RECEIVER_INSECURE. Default: everywhere but in production.',
  }),
  secretKeys: signingKeys('WEBHOOK_SECRET_KEYS', {
    secret: true,
    meaning:
      'Encrypts the secrets of webhook endpoints in the database: kid:secret pairs, of which the first encrypts and all decrypt. Default: they are kept as they are.',
  }),
  perOwner: integer(1, 1_000)('WEBHOOK_ENDPOINTS_PER_OWNER', {
    default: '20',
    meaning: 'Webhook endpoints that one owner may have; one more is TOO_MANY_ENDPOINTS.',
  }),
  inFlight: integer(1, 100)('WEBHOOK_IN_FLIGHT', {
    default: '10',
    meaning: 'Webhooks that are on their way to one endpoint at the same time, over all workers.',
  }),
  timeoutSeconds: integer(1, 30)('WEBHOOK_TIMEOUT_SECONDS', {
    default: '15',
    meaning: 'How long a receiver of webhooks may take to answer.',
  }),
  disableAfterDays: integer(1, 365)('WEBHOOK_DISABLE_AFTER_DAYS', {
    default: '5',
    meaning: 'An endpoint is disabled when every delivery to it has failed for so long.',
  }),
  // Retries of one delivery go on for more than three days.
  retentionDays: integer(4, 36_500)('WEBHOOK_RETENTION_DAYS', {
    default: '30',
    meaning: 'How long deliveries of webhooks are kept, with what receivers answered.',
  }),
} as const;
