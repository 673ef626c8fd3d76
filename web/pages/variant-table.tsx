/** What was made of an image: each in one row, with what it weighs and how long it took. */
import { formatBytes, formatNumber } from '../format.ts';
import type { ImagePageQuery } from '../generated/graphql.ts';
import { DataTable } from '../ui/data-table.tsx';

type Variant = NonNullable<ImagePageQuery['image']>['variants'][number];

const words: Readonly<Record<Variant['status'], string>> = {
  PENDING: 'Waiting',
  PROCESSING: 'In work',
  READY: 'Ready',
  FAILED: 'Failed',
};

export const VariantTable = ({ variants }: { variants: readonly Variant[] }) => (
  <DataTable label="Variants" columns={['Name', 'Format', 'Size', 'Bytes', 'Made in', 'State']}>
    {variants.map(({ id, name, format, status, width, height, byteSize, processingMs, url }) => (
      <tr key={id}>
        <th scope="row">{url === null ? name : <a href={url}>{name}</a>}</th>
        <td>{format}</td>
        <td>{width !== null && height !== null && `${width} × ${height}`}</td>
        <td>{byteSize !== null && formatBytes(byteSize)}</td>
        <td>{processingMs !== null && `${formatNumber(processingMs)} ms`}</td>
        <td>{words[status]}</td>
      </tr>
    ))}
  </DataTable>
);
