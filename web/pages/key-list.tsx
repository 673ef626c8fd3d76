/** The API keys of the viewer, never their secrets. */
import { useQuery } from '@apollo/client/react';
import { KeyRound } from 'lucide-react';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { formatTime } from '../format.ts';
import { graphql } from '../generated/gql.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { Skeleton } from '../ui/skeleton.tsx';

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

export function KeyList() {
  const { data, error, refetch } = useQuery(KeyNames, { fetchPolicy: 'cache-and-network' });
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton height="10rem" />;
  const keys = data.viewer.apiKeys.edges.map(({ node }) => node);
  if (keys.length === 0)
    return (
      <EmptyState icon={<KeyRound aria-hidden />} title="No API keys">
        Servers and scripts have one each: npx darkroom keys create makes it.
      </EmptyState>
    );
  return (
    <DataTable label="API keys" columns={['Name', 'Begins with', 'May', 'Created', 'Last used', 'State']}>
      {keys.map(({ id, name, prefix, scopes, createdAt, lastUsedAt, expiresAt, revokedAt }) => (
        <tr key={id}>
          <th scope="row">{name}</th>
          <td>
            <code>{prefix}</code>
          </td>
          <td>{scopes.join(', ').toLowerCase()}</td>
          <td>{formatTime(createdAt)}</td>
          <td>{lastUsedAt === null ? 'never' : formatTime(lastUsedAt)}</td>
          <td>{stateOf({ expiresAt, revokedAt })}</td>
        </tr>
      ))}
    </DataTable>
  );
}

function stateOf({ expiresAt, revokedAt }: { expiresAt: string | null; revokedAt: string | null }): string {
  if (revokedAt !== null) return 'revoked';
  if (expiresAt === null) return 'in force';
  return new Date(expiresAt) < new Date() ? 'expired' : `until ${formatTime(expiresAt)}`;
}
