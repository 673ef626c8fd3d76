/** A rendition to take along: its address, and how pages, programs and shells ask for it. */
import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { ErrorNotice } from '../../../errors/error-notice.tsx';
import { formatTime } from '../../../format.ts';
import { graphql } from '../../../generated/gql.ts';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import { CopyBlock } from '../copy-block.tsx';
import { PanelSection } from '../panel-section.tsx';
import type { RenditionsPanelProps } from './renditions-panel.tsx';
import styles from './rendition-snippets.module.css';
import { curlSnippet, graphqlSnippet, pictureSnippet } from './snippets.ts';
import type { Transform } from './transform-params.ts';

const ResponsivePicture = graphql(`
  query ResponsivePicture($id: ID!, $transform: TransformInput!, $formats: [ImageFormat!]) {
    image(id: $id) {
      id
      responsive(transform: $transform, formats: $formats) {
        html
      }
    }
  }
`);

type Part = Pick<RenditionsPanelProps, 'image' | 'playground'>;

export function RenditionSnippets({ image, playground }: Part) {
  const [kind, setKind] = useState<'url' | 'picture' | 'graphql' | 'curl'>('url');
  const { rendition, transform } = playground;
  if (!rendition) return null;
  const { url, expiresAt } = rendition;
  return (
    <PanelSection title="Use it">
      <Tabs
        label="Ways to use it"
        value={kind}
        onChoose={setKind}
        tabs={{
          url: { title: 'URL', content: <CopyBlock label="URL" text={url} /> },
          picture: { title: '<picture>', content: <PictureSnippet image={image} playground={playground} /> },
          graphql: {
            title: 'GraphQL',
            content: <CopyBlock label="GraphQL" text={graphqlSnippet(image.id, transform)} />,
          },
          curl: {
            title: 'curl',
            content: <CopyBlock label="curl" text={curlSnippet(url, rendition.transform)} />,
          },
        }}
      />
      {expiresAt !== null && kind !== 'graphql' && (
        <p className={styles.hint}>Signed until {formatTime(expiresAt)}.</p>
      )}
    </PanelSection>
  );
}

function PictureSnippet({ image: { id }, playground: { transform } }: Part) {
  const { format, ...rest }: Transform = transform;
  const variables = { id, transform: rest, ...(format && format !== 'AUTO' && { formats: [format] }) };
  const { data, error } = useQuery(ResponsivePicture, { variables });
  if (error) return <ErrorNotice error={error} />;
  if (!data?.image) return <Skeleton height="6rem" />;
  return <CopyBlock label="Picture" text={pictureSnippet(data.image.responsive.html)} />;
}
