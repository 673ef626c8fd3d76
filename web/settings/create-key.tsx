/** A new API key: for what, what it may do, and for how long. */
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useToldMutation } from '../apollo/use-told-mutation.ts';
import { graphql } from '../generated/gql.ts';
import type { ApiKeyScope } from '../generated/graphql.ts';
import { useViewer } from '../session/session.tsx';
import { Button } from '../ui/button.tsx';
import { Select } from '../ui/select.tsx';
import { TextField } from '../ui/text-field.tsx';
import { Choices } from './choices.tsx';
import { FormDialog, type Outcome } from './form-dialog.tsx';

const CreateApiKey = graphql(`
  mutation CreateApiKey($input: CreateApiKeyInput!) {
    createApiKey(input: $input) {
      secret
      userErrors {
        code
        message
      }
    }
  }
`);

export const scopeWords: Readonly<Record<ApiKeyScope, string>> = {
  READ: 'See images',
  UPLOAD: 'Add images',
  MANAGE: 'Change and delete',
  ADMIN: 'Everything, of everybody',
};

/** Seconds. */
const lifetimes = {
  '2592000': '30 days',
  '7776000': '90 days',
  '31536000': 'A year',
  '': 'Until it is revoked',
} as const;

const fresh = { name: '', scopes: ['READ', 'UPLOAD'] as ApiKeyScope[], lifetime: '7776000' };

export function CreateKey() {
  const { roles } = useViewer();
  const [{ name, scopes, lifetime }, setFields] = useState(fresh);
  const change = (fields: Partial<typeof fresh>): void => setFields((all) => ({ ...all, ...fields }));
  const { run, isBusy, fault, reset } = useToldMutation(CreateApiKey, { refetch: ['KeyNames'] });
  const create = async (): Promise<Outcome> => {
    const input = { name: name.trim(), scopes, ...(lifetime !== '' && { expiresIn: Number(lifetime) }) };
    const secret = (await run({ input }))?.createApiKey.secret;
    return secret ? { secret } : undefined;
  };
  const { ADMIN, ...ordinary } = scopeWords;
  return (
    <FormDialog
      title="New API key"
      description="For one program, which sends it as a bearer token."
      trigger={
        <Button variant="primary" icon={<Plus aria-hidden />}>
          New key
        </Button>
      }
      verb="Create"
      onSubmit={create}
      onOpen={() => {
        setFields(fresh);
        reset();
      }}
      isBusy={isBusy}
      fault={fault}
    >
      <TextField
        label="Name"
        hint="What it is for, such as shop or backup"
        required
        maxLength={100}
        value={name}
        onChange={({ target }) => change({ name: target.value })}
      />
      <Choices
        label="It may"
        // Nobody gives away more than they have.
        options={roles.includes('ADMIN') ? { ...ordinary, ADMIN } : ordinary}
        chosen={scopes}
        onChange={(chosen: ApiKeyScope[]) => change({ scopes: chosen })}
      />
      <Select
        label="It lasts"
        value={lifetime}
        options={lifetimes}
        onChoose={(chosen) => change({ lifetime: chosen })}
      />
    </FormDialog>
  );
}
