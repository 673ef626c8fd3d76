/** The rules for each kind of upload, as the operator has written them: what is taken, and what is made of it. */
import { useQuery } from '@apollo/client/react';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { formatBytes, formatNumber } from '../format.ts';
import { graphql } from '../generated/gql.ts';
import type { ProfileRulesQuery } from '../generated/graphql.ts';
import { DataTable } from '../ui/data-table.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import styles from './section.module.css';

const ProfileRules = graphql(`
  query ProfileRules {
    profiles {
      name
      kind
      allowedContentTypes
      maxBytes
      maxPixels
      minWidth
      minHeight
      variants {
        name
        width
        height
        fit
        formats
        required
        lazy
      }
    }
  }
`);

type Rules = ProfileRulesQuery['profiles'][number];

export function ProfileList() {
  const { data, error, refetch } = useQuery(ProfileRules);
  return (
    <>
      <div className={styles.intro}>
        <p>
          The operator changes them in <code>profiles.yaml</code>; an upload names one, or has the default.
        </p>
      </div>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton height="16rem" />}
      <ul className={styles.cards} aria-label="Profiles">
        {data?.profiles.map((rules) => (
          <ProfileCard key={rules.name} {...rules} />
        ))}
      </ul>
    </>
  );
}

const ProfileCard = ({ name, kind, variants, minWidth, minHeight, ...limits }: Rules) => (
  <li className={styles.card}>
    <div className={styles.head}>
      <h2>{name}</h2>
      <span className={styles.soft}>{kind === 'VIDEO' ? 'Videos' : 'Images'}</span>
    </div>
    <dl className={styles.facts}>
      <dt>Takes</dt>
      <dd>{limits.allowedContentTypes.join(', ')}</dd>
      <dt>At most</dt>
      <dd>
        {formatBytes(limits.maxBytes)}, {formatNumber(limits.maxPixels / 1_000_000)} megapixels
      </dd>
      <dt>At least</dt>
      <dd>
        {minWidth} × {minHeight} pixels
      </dd>
    </dl>
    <DataTable label={`Variants of ${name}`} columns={['Variant', 'Size', 'Formats', 'Made']}>
      {variants.map((variant) => (
        <tr key={variant.name}>
          <th scope="row">{variant.name}</th>
          <td>{sizeOf(variant)}</td>
          <td>{variant.formats.join(', ').toLowerCase()}</td>
          <td>{madeWhen(variant)}</td>
        </tr>
      ))}
    </DataTable>
  </li>
);

type Variant = Rules['variants'][number];

function sizeOf({ width, height, fit }: Variant): string {
  if (width === null && height === null) return 'as uploaded';
  return `${width ?? 'any'} × ${height ?? 'any'}, ${fit.toLowerCase()}`;
}

function madeWhen({ lazy, required }: Variant): string {
  if (lazy) return 'when it is first asked for';
  return required ? 'at once' : 'at once, if it can be';
}
