/** What a webhook is: made, changed, and given another secret. */
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useToldMutation } from '../apollo/use-told-mutation.ts';
import { graphql } from '../generated/gql.ts';
import type { WebhookCardFragment, WebhookEvent } from '../generated/graphql.ts';
import { Button } from '../ui/button.tsx';
import { Select } from '../ui/select.tsx';
import { TextField } from '../ui/text-field.tsx';
import { Choices } from './choices.tsx';
import { FormDialog, type Outcome } from './form-dialog.tsx';
import { UpdateWebhook } from './webhook-actions.tsx';
import { eventWords } from './webhook-words.ts';

const CreateWebhookEndpoint = graphql(`
  mutation CreateWebhook($input: CreateWebhookEndpointInput!) {
    createWebhookEndpoint(input: $input) {
      secret
      userErrors {
        code
        message
      }
    }
  }
`);

const RotateWebhookSecret = graphql(`
  mutation RotateSecret($input: RotateWebhookSecretInput!) {
    rotateWebhookSecret(input: $input) {
      endpoint {
        ...WebhookCard
      }
      secret
      userErrors {
        code
        message
      }
    }
  }
`);

interface Fields {
  readonly url: string;
  readonly description: string;
  /** None: everything. */
  readonly events: readonly WebhookEvent[];
}

const fresh: Fields = { url: '', description: '', events: [] };

/** As the API has it, where nothing said is null. */
const inputOf = ({ url, description, events }: Fields) => ({
  url: url.trim(),
  description: description.trim() || null,
  events: events.length > 0 ? [...events] : null,
});

export function CreateWebhook() {
  const [fields, setFields] = useState(fresh);
  const { run, reset, ...state } = useToldMutation(CreateWebhookEndpoint, { refetch: ['Webhooks'] });
  const create = async (): Promise<Outcome> => {
    const secret = (await run({ input: inputOf(fields) }))?.createWebhookEndpoint.secret;
    return secret ? { secret } : undefined;
  };
  return (
    <FormDialog
      {...state}
      title="New webhook"
      description="Each message is signed with a secret that you are shown next."
      trigger={
        <Button variant="primary" icon={<Plus aria-hidden />}>
          New webhook
        </Button>
      }
      verb="Create"
      onSubmit={create}
      onOpen={() => {
        setFields(fresh);
        reset();
      }}
    >
      <WebhookFields fields={fields} onChange={setFields} />
    </FormDialog>
  );
}

export function EditWebhook({ endpoint }: { endpoint: WebhookCardFragment }) {
  const { id, url, description, events } = endpoint;
  const present: Fields = { url, description: description ?? '', events: events ?? [] };
  const [fields, setFields] = useState(present);
  const { run, reset, ...state } = useToldMutation(UpdateWebhook);
  const save = async (): Promise<Outcome> =>
    (await run({ input: { id, ...inputOf(fields) } })) ? 'done' : undefined;
  return (
    <FormDialog
      {...state}
      title="Edit the webhook"
      description="Counts from now on; its secret stays."
      trigger={<Button variant="quiet">Edit</Button>}
      verb="Save"
      onSubmit={save}
      onOpen={() => {
        setFields(present);
        reset();
      }}
    >
      <WebhookFields fields={fields} onChange={setFields} />
    </FormDialog>
  );
}

interface WebhookFieldsProps {
  readonly fields: Fields;
  readonly onChange: (fields: Fields) => void;
}

const WebhookFields = ({ fields, onChange }: WebhookFieldsProps) => (
  <>
    <TextField
      label="Address"
      type="url"
      required
      placeholder="https://"
      value={fields.url}
      onChange={({ target }) => onChange({ ...fields, url: target.value })}
    />
    <TextField
      label="Description"
      hint="For you; may be empty"
      maxLength={255}
      value={fields.description}
      onChange={({ target }) => onChange({ ...fields, description: target.value })}
    />
    <Choices
      label="Told of these; of everything where none is chosen"
      options={eventWords}
      chosen={fields.events}
      onChange={(events) => onChange({ ...fields, events })}
    />
  </>
);

/** Seconds for which the old secret signs beside the new one. */
const overlaps = { '86400': 'For a day', '3600': 'For an hour', '0': 'Not at all: it has leaked' } as const;

export function RotateSecret({ id }: { id: string }) {
  const [overlap, setOverlap] = useState<keyof typeof overlaps>('86400');
  const { run, reset, ...state } = useToldMutation(RotateWebhookSecret);
  const rotate = async (): Promise<Outcome> => {
    const secret = (await run({ input: { id, overlap: Number(overlap) } }))?.rotateWebhookSecret.secret;
    return secret ? { secret } : undefined;
  };
  return (
    <FormDialog
      {...state}
      title="Another secret?"
      description="You are shown a new one. Meanwhile messages may be signed with both, so that none is lost."
      trigger={<Button variant="quiet">Rotate secret</Button>}
      verb="Rotate"
      onSubmit={rotate}
      onOpen={reset}
    >
      <Select label="The old one goes on" value={overlap} options={overlaps} onChoose={setOverlap} />
    </FormDialog>
  );
}
