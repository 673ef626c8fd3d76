/** One crop: drawn by the browser while the point moves, and as the server cuts it once that is saved. */
import type { FocusedImageFragment } from '../../../generated/graphql.ts';
import { useFetchedPicture } from '../use-fetched-picture.ts';
import type { Point } from '../viewer/zoom.ts';
import { cropPosition } from './crop.ts';
import styles from './crop-preview.module.css';

export interface CropPreviewProps {
  readonly image: FocusedImageFragment;
  /** 16:9. */
  readonly name: string;
  readonly aspect: number;
  readonly point: Point;
  readonly isSaved: boolean;
  /** Of the server's crop at the saved point. */
  readonly url: string | undefined;
}

export function CropPreview({ image, name, aspect, point, isSaved, url }: CropPreviewProps) {
  const { picture, loading } = useFetchedPicture(isSaved ? url : undefined, `${point.x} ${point.y}`);
  const isServers = isSaved && !loading && picture !== undefined;
  const objectPosition = cropPosition(image, aspect, point);
  return (
    <figure className={styles.crop} style={{ flexGrow: aspect }}>
      <img
        className={styles.picture}
        data-servers={isServers}
        alt={`Crop ${name}`}
        style={{ aspectRatio: aspect, objectPosition }}
        {...(isServers
          ? { src: picture.src }
          : { src: image.responsive.src, srcSet: image.responsive.srcSet, sizes: '24rem' })}
      />
      <figcaption className={styles.name}>{isServers ? <a href={url}>{name}</a> : name}</figcaption>
    </figure>
  );
}
