/** The API keys of the viewer, never their secrets. */
import { useQuery } from '@apollo/client/react';
import { KeyRound } from 'lucide-react';
import { useToldMutation } from '../apollo/use-told-mutation.ts';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { formatTime } from '../format.ts';
import { graphql } from '../generated/gql.ts';
import type { KeyNamesQuery } from '../generated/graphql.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useToast } from '../ui/toast.tsx';
import { Badge } from './badge.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { CreateKey, scopeWords } from './create-key.tsx';
import styles from './section.module.css';

const KeyNames = graphql(`
  query KeyNames {
    viewer {
      id
      apiKeys(first: 100) {
        edges {
          node {
            id
            name
            prefix
            scopes
            createdAt
            lastUsedAt
            expiresAt
            revokedAt
          }
        }
      }
    }
  }
`);

const RevokeApiKey = graphql(`
  mutation RevokeApiKey($id: ID!) {
    revokeApiKey(input: { id: $id }) {
      apiKey {
        id
        revokedAt
      }
      userErrors {
        code
        message
      }
    }
  }
`);

type Key = KeyNamesQuery['viewer']['apiKeys']['edges'][number]['node'];

export function KeyList() {
  const { data, error, refetch } = useQuery(KeyNames, { fetchPolicy: 'cache-and-network' });
  const keys = data?.viewer.apiKeys.edges.map(({ node }) => node);
  return (
    <>
      <div className={styles.intro}>
        <p>Servers and scripts have a key each: it acts for you, and does no more than it is allowed.</p>
        <CreateKey />
      </div>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {!keys && !error && <Skeleton height="10rem" />}
      {keys?.length === 0 && (
        <EmptyState icon={<KeyRound aria-hidden />} title="No API keys">
          Make one for each program, so that you can end one without the others.
        </EmptyState>
      )}
      <ul className={styles.rows} aria-label="API keys">
        {keys?.map((key) => (
          <KeyRow key={key.id} {...key} />
        ))}
      </ul>
    </>
  );
}

const KeyRow = ({ id, name, prefix, scopes, createdAt, lastUsedAt, expiresAt, revokedAt }: Key) => (
  <li className={styles.row}>
    <div>
      <div className={styles.head}>
        <strong>{name}</strong>
        <code>{prefix}…</code>
        <KeyState expiresAt={expiresAt} revokedAt={revokedAt} />
      </div>
      <p className={styles.soft}>
        {scopes.map((scope) => scopeWords[scope]).join(', ')} · made {formatTime(createdAt)} ·{' '}
        {lastUsedAt === null ? 'never used' : `last used ${formatTime(lastUsedAt)}`}
      </p>
    </div>
    {revokedAt === null && <RevokeKey id={id} name={name} />}
  </li>
);

function KeyState({ expiresAt, revokedAt }: Pick<Key, 'expiresAt' | 'revokedAt'>) {
  if (revokedAt !== null) return <Badge tone="quiet">Revoked</Badge>;
  if (expiresAt === null) return <Badge tone="good">In force</Badge>;
  if (isPast(expiresAt)) return <Badge tone="quiet">Expired</Badge>;
  return <Badge tone="good">Until {formatTime(expiresAt)}</Badge>;
}

const isPast = (isoTime: string): boolean => new Date(isoTime) < new Date();

function RevokeKey({ id, name }: Pick<Key, 'id' | 'name'>) {
  const { run, isBusy, fault } = useToldMutation(RevokeApiKey);
  const toast = useToast();
  const revoke = async (): Promise<boolean> => {
    const data = await run({ id });
    if (data) toast(`${name} is revoked.`);
    return data !== undefined;
  };
  return (
    <ConfirmDialog
      title={`Revoke ${name}?`}
      description="Whatever uses this key is refused within a second. It cannot be taken back."
      trigger={
        <Button variant="quiet" aria-label={`Revoke ${name}`}>
          Revoke
        </Button>
      }
      verb="Revoke"
      onConfirm={revoke}
      isBusy={isBusy}
      fault={fault}
    />
  );
}
