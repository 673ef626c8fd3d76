/** What was made of an image: each in one row, with what it weighs and how long it took. */
import { formatBytes, formatNumber } from '../../../format.ts';
import { graphql } from '../../../generated/gql.ts';
import type { VariantRowFragment } from '../../../generated/graphql.ts';
import { Button } from '../../../ui/button.tsx';
import { DataTable } from '../../../ui/data-table.tsx';
import styles from './variant-table.module.css';

graphql(`
  fragment VariantRow on Variant {
    id
    name
    format
    status
    lazy
    width
    height
    byteSize
    quality
    processingMs
    url
    failure {
      code
      message
    }
  }
`);

const words: Readonly<Record<VariantRowFragment['status'], string>> = {
  PENDING: 'Waiting',
  PROCESSING: 'In work',
  READY: 'Ready',
  FAILED: 'Failed',
};

export interface VariantTableProps {
  readonly variants: readonly VariantRowFragment[];
  /** Has one made that is made when it is first asked for. */
  readonly onMake: (variant: VariantRowFragment) => void;
}

export const VariantTable = ({ variants, onMake }: VariantTableProps) => (
  <DataTable label="Variants" columns={['Variant', 'Size', 'Bytes', 'Made in']}>
    {variants.map((variant) => (
      <tr key={variant.id}>
        <th scope="row">
          <Name variant={variant} />
        </th>
        {variant.status === 'READY' ? (
          <Facts variant={variant} />
        ) : (
          <td colSpan={3} className={styles.state} data-status={variant.status}>
            {variant.failure?.message ?? words[variant.status]}
            {variant.lazy && variant.status === 'PENDING' && (
              <Button variant="quiet" onClick={() => onMake(variant)}>
                Make it now
              </Button>
            )}
          </td>
        )}
      </tr>
    ))}
  </DataTable>
);

function Name({ variant: { name, format, url } }: { variant: VariantRowFragment }) {
  const text = (
    <>
      {name} <span className={styles.format}>{format}</span>
    </>
  );
  return url === null ? text : <a href={url}>{text}</a>;
}

const Facts = ({ variant: { width, height, byteSize, processingMs } }: { variant: VariantRowFragment }) => (
  <>
    <td>{width !== null && height !== null && `${width} × ${height}`}</td>
    <td>{byteSize !== null && formatBytes(byteSize)}</td>
    <td>{processingMs !== null && `${formatNumber(processingMs)} ms`}</td>
  </>
);
