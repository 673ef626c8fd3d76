/** What a rendition weighs, how long it took, and how like the original it is. */
import { useQuery } from '@apollo/client/react';
import { toldError } from '../../../errors/told-error.ts';
import { formatBytes, formatNumber, formatPercent } from '../../../format.ts';
import { graphql } from '../../../generated/gql.ts';
import type { ImageFormat } from '../../../generated/graphql.ts';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { FactList } from '../details/fact-list.tsx';
import styles from './rendition-facts.module.css';
import type { RenditionsPanelProps } from './renditions-panel.tsx';

const InspectRendition = graphql(`
  query InspectRendition($id: ID!, $transform: TransformInput!) {
    image(id: $id) {
      id
      inspection(transform: $transform) {
        ssim
        psnr
        deltaE
        quality
      }
    }
  }
`);

/** As what came says it: of a negotiated format only then it is known. */
const formatsByType: Readonly<Record<string, ImageFormat>> = {
  'image/jpeg': 'JPEG',
  'image/webp': 'WEBP',
  'image/avif': 'AVIF',
  'image/png': 'PNG',
  'image/gif': 'GIF',
};

export function RenditionFacts({ image, playground, isMine }: RenditionsPanelProps) {
  const { rendered, loading } = playground;
  const likeness = useLikeness({ image, playground, isMine });
  if (!rendered) return playground.error === undefined ? <Skeleton height="12rem" /> : null;
  const { width, height, picture } = rendered;
  const share = formatPercent(picture.byteSize / image.byteSize);
  return (
    <div className={styles.facts} aria-busy={loading}>
      <FactList
        facts={{
          Size: `${width} × ${height}`,
          Bytes: `${formatBytes(picture.byteSize)}, ${share} of the original`,
          Type: picture.contentType,
          'Made in': madeIn(picture.renderMs),
          ...likeness,
        }}
      />
    </div>
  );
}

const madeIn = (ms: number | undefined): string =>
  ms === undefined ? 'It was there already' : `${formatNumber(Math.round(ms))} ms`;

/** Measured when the rendition is there, since both take the server's time. */
function useLikeness({ image, playground, isMine }: RenditionsPanelProps) {
  const { transform, rendered, loading } = playground;
  const format = formatsByType[rendered?.picture.contentType ?? ''];
  const { data, error } = useQuery(InspectRendition, {
    variables: { id: image.id, transform: { ...transform, format: format ?? 'WEBP' } },
    skip: !isMine || loading || format === undefined,
  });
  if (!isMine) return {};
  if (error) return { SSIM: toldError(error).message };
  const found = data?.image?.inspection;
  const waiting = <Skeleton width="5em" />;
  return {
    SSIM: found ? found.ssim.toFixed(4) : waiting,
    PSNR: found ? `${found.psnr.toFixed(1)} dB` : waiting,
    'Delta E': found ? found.deltaE.toFixed(2) : waiting,
    Quality: found ? found.quality : waiting,
  };
}
