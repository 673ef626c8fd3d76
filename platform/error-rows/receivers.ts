/** Why a webhook cannot be sent to where it should. */
import { type ErrorRow, row } from './row.ts';

export const receiverErrors = {
  RECEIVER_NOT_ALLOWED: row(
    'unprocessable',
    'No webhooks are sent to this URL: give one {rule}, without user name and password, of a host that exists and has {addresses} only.',
  ),
  RECEIVER_INSECURE: row(
    'unprocessable',
    'Webhooks are sent over TLS alone: give a URL that begins with https://, or have WEBHOOK_ALLOW_HTTP set.',
  ),
  RECEIVER_UNREACHABLE: row('unprocessable', 'The receiver could not be reached: {reason}.', true),
  RECEIVER_REFUSED: row(
    'unprocessable',
    'The receiver answered {status}: it should answer 200 to 299 as soon as it has taken the message.',
    true,
  ),
  TOO_MANY_ENDPOINTS: row(
    'unprocessable',
    'One owner may have at most {limit} webhook endpoints: delete one, or let one receiver tell the types apart.',
  ),
  ENDPOINT_DISABLED: row(
    'conflict',
    'The webhook endpoint is disabled: enable it with updateWebhookEndpoint first.',
  ),
} as const satisfies Record<string, ErrorRow>;
