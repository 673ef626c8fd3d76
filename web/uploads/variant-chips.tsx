/** What is made of an image, each the moment it can be fetched. */
import { skipToken, useFragment, useSubscription } from '@apollo/client/react';
import { Check, X } from 'lucide-react';
import { graphql } from '../generated/gql.ts';
import type { UploadedVariantsFragment } from '../generated/graphql.ts';
import styles from './variant-chips.module.css';

const UploadedVariants = graphql(`
  fragment UploadedVariants on Image {
    id
    variants {
      id
      name
      format
      status
      lazy
      url
    }
  }
`);

/** Begins with a snapshot, also after the line was away: nothing else need be asked. */
const VariantNews = graphql(`
  subscription VariantNews($imageIds: [ID!]) {
    imageEvents(imageIds: $imageIds) {
      __typename
      image {
        ...UploadedVariants
      }
    }
  }
`);

type Variant = UploadedVariantsFragment['variants'][number];

/** Not known yet: undefined. */
export function useVariants(imageId: string): readonly Variant[] | undefined {
  const { data, dataState } = useFragment({
    fragment: UploadedVariants,
    fragmentName: 'UploadedVariants',
    from: { __typename: 'Image', id: imageId },
  });
  const variants = dataState === 'complete' ? data.variants.filter(({ lazy }) => !lazy) : undefined;
  const isMade = variants?.every(({ status }) => status === 'READY' || status === 'FAILED') === true;
  useSubscription(VariantNews, isMade ? skipToken : { variables: { imageIds: [imageId] } });
  return variants;
}

export const VariantChips = ({ variants }: { variants: readonly Variant[] }) => (
  <ul className={styles.chips} aria-label="Variants">
    {variants.map((variant) => (
      <li key={variant.id}>
        <Chip {...variant} />
      </li>
    ))}
  </ul>
);

function Chip({ name, format, status, url }: Variant) {
  const text = `${name}.${format.toLowerCase()}`;
  if (status === 'READY' && url !== null)
    return (
      <a className={styles.chip} data-status={status} href={url} target="_blank" rel="noreferrer">
        <Check aria-label="Ready:" />
        {text}
      </a>
    );
  return (
    <span className={styles.chip} data-status={status}>
      {status === 'FAILED' && <X aria-label="Failed:" />}
      {text}
    </span>
  );
}
