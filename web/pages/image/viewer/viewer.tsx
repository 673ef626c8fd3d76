/** The picture itself. The more it is enlarged, the larger the rendition that the browser chooses for it. */
import { graphql } from '../../../generated/gql.ts';
import type { ViewedImageFragment } from '../../../generated/graphql.ts';
import styles from './viewer.module.css';
import { placeOf } from './zoom.ts';
import { ZoomPane } from './zoom-pane.tsx';

graphql(`
  fragment ViewedImage on Image {
    filename
    title
    description
    width
    height
    contentType
    hasAlpha
    placeholder {
      dataUri
    }
    responsive(formats: [WEBP]) {
      src
      srcSet
    }
    original {
      url
    }
  }
`);

export function Viewer({ image }: { image: ViewedImageFragment }) {
  if (image.contentType.startsWith('video/')) return <Film image={image} />;
  return (
    <ZoomPane label="Picture" picture={image}>
      {(view) => (
        <img
          className={styles.picture}
          src={image.responsive.src}
          srcSet={image.responsive.srcSet}
          sizes={`${Math.ceil(image.width * view.scale)}px`}
          alt={altOf(image)}
          draggable={false}
          style={{ ...placeOf(view, image), ...backdropOf(image) }}
        />
      )}
    </ZoomPane>
  );
}

/** Without a track of words: it was uploaded without one. */
const Film = ({ image }: { image: ViewedImageFragment }) => (
  // oxlint-disable-next-line jsx-a11y/media-has-caption
  <video
    className={styles.film}
    controls
    playsInline
    preload="metadata"
    src={image.original?.url}
    aria-label={altOf(image)}
  />
);

/** What is said of the picture to who does not see it. */
export const altOf = ({ description, title, filename }: ViewedImageFragment): string =>
  description ?? title ?? filename;

/** What is seen until it is there, unless it would be seen through it. */
export const backdropOf = ({ placeholder, hasAlpha }: ViewedImageFragment) =>
  placeholder && !hasAlpha ? { backgroundImage: `url("${placeholder.dataUri}")` } : {};
