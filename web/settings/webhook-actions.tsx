/** What is done with a webhook by one click. */
import { Send } from 'lucide-react';
import { useSearchParams } from 'react-router';
import { useToldMutation } from '../apollo/use-told-mutation.ts';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { graphql } from '../generated/gql.ts';
import type { WebhookCardFragment } from '../generated/graphql.ts';
import { Button } from '../ui/button.tsx';
import { Switch } from '../ui/switch.tsx';
import { useToast } from '../ui/toast.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';

export const UpdateWebhook = graphql(`
  mutation UpdateWebhook($input: UpdateWebhookEndpointInput!) {
    updateWebhookEndpoint(input: $input) {
      endpoint {
        ...WebhookCard
      }
      userErrors {
        code
        message
      }
    }
  }
`);

const PingWebhookEndpoint = graphql(`
  mutation PingWebhook($id: ID!) {
    pingWebhookEndpoint(input: { id: $id }) {
      delivery {
        id
      }
      userErrors {
        code
        message
      }
    }
  }
`);

const DeleteWebhookEndpoint = graphql(`
  mutation DeleteWebhook($id: ID!) {
    deleteWebhookEndpoint(input: { id: $id }) {
      deletedId
      userErrors {
        code
        message
      }
    }
  }
`);

/** Takes effect at once; what was waiting goes on when it is on again. */
export function EnableWebhook({ endpoint: { id, enabled } }: { endpoint: WebhookCardFragment }) {
  const { run, fault } = useToldMutation(UpdateWebhook);
  return (
    <>
      <Switch label="On" checked={enabled} onChange={(on) => void run({ input: { id, enabled: on } })} />
      {fault && <ErrorNotice error={fault} />}
    </>
  );
}

/** Sends a trial, and shows what comes of it. */
export function PingWebhook({ id }: { id: string }) {
  const { run, isBusy, fault } = useToldMutation(PingWebhookEndpoint, { refetch: ['Deliveries'] });
  const [, setSearch] = useSearchParams();
  const ping = async (): Promise<void> => {
    if (await run({ id })) setSearch({ endpoint: id }, { replace: true });
  };
  return (
    <>
      <Button icon={<Send aria-hidden />} busy={isBusy} onClick={() => void ping()}>
        Ping
      </Button>
      {fault && <ErrorNotice error={fault} />}
    </>
  );
}

export function DeleteWebhook({ endpoint: { id, url } }: { endpoint: WebhookCardFragment }) {
  const { run, isBusy, fault } = useToldMutation(DeleteWebhookEndpoint, { refetch: ['Webhooks'] });
  const toast = useToast();
  const remove = async (): Promise<boolean> => {
    const data = await run({ id });
    if (data) toast('The webhook is deleted.');
    return data !== undefined;
  };
  return (
    <ConfirmDialog
      title="Delete this webhook?"
      description={`Nothing is sent to ${url} any more, and what was sent is forgotten.`}
      trigger={<Button variant="quiet">Delete</Button>}
      verb="Delete"
      onConfirm={remove}
      isBusy={isBusy}
      fault={fault}
    />
  );
}
