/** One image of the grid: its room is kept and its placeholder shown until it is there. */
import { useFragment } from '@apollo/client/react';
import { ImageOff, Play, TriangleAlert } from 'lucide-react';
import { type KeyboardEvent, memo, type MouseEvent } from 'react';
import { Link } from 'react-router';
import { formatDuration } from '../format.ts';
import { graphql } from '../generated/gql.ts';
import type { ImageTileFragment } from '../generated/graphql.ts';
import styles from './image-tile.module.css';
import { usePicture } from './use-picture.ts';

export const ImageTileFields = graphql(`
  fragment ImageTile on Image {
    id
    filename
    title
    status
    visibility
    contentType
    durationSeconds
    placeholder {
      dataUri
    }
    tile: responsive(widths: [320, 640, 960], formats: [AUTO]) {
      src
      srcSet
    }
  }
`);

export interface ImageTileProps {
  readonly id: string;
  /** Whether it is the one that the keyboard is at. */
  readonly isCurrent: boolean;
  readonly isSelected: boolean;
  /** While something is selected, a click selects as well. */
  readonly isSelecting: boolean;
  /** What was done last has failed with it. */
  readonly hasFailed: boolean;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** @param isRange everything from the last one to this one. */
  readonly onSelect: (id: string, isRange: boolean) => void;
}

export const ImageTile = memo(function ImageTile(props: ImageTileProps) {
  const { id, isCurrent, isSelected, isSelecting, hasFailed, left, top, width, height, onSelect } = props;
  const { data, dataState } = useFragment({ fragment: ImageTileFields, from: { __typename: 'Image', id } });
  if (dataState !== 'complete') return null;
  const name = data.title ?? data.filename;

  const selectInstead = (event: MouseEvent): void => {
    if (!isSelecting || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    onSelect(id, event.shiftKey);
  };
  const selectBySpace = (event: KeyboardEvent): void => {
    if (event.key !== ' ') return;
    // It would scroll.
    event.preventDefault();
    onSelect(id, event.shiftKey);
  };
  return (
    <li
      className={styles.tile}
      data-selected={isSelected || undefined}
      data-failed={hasFailed || undefined}
      style={{ width, height, transform: `translate(${left}px, ${top}px)` }}
    >
      <Link
        to={`/library/${id}`}
        data-image={id}
        tabIndex={isCurrent ? 0 : -1}
        className={styles.link}
        onClick={selectInstead}
        onKeyDown={selectBySpace}
      >
        <Picture image={data} width={width} name={name} />
        <Badges image={data} />
      </Link>
      <input
        type="checkbox"
        className={styles.box}
        aria-label={`Select ${name}`}
        tabIndex={isCurrent ? 0 : -1}
        checked={isSelected}
        onChange={({ nativeEvent }) =>
          onSelect(id, nativeEvent instanceof PointerEvent && nativeEvent.shiftKey)
        }
      />
    </li>
  );
});

interface PictureProps {
  readonly image: ImageTileFragment;
  readonly width: number;
  readonly name: string;
}

function Picture({ image, width, name }: PictureProps) {
  const { id, status, placeholder, tile } = image;
  const { attempt, isGivenUp, onError } = usePicture(id);
  const background = placeholder ? { backgroundImage: `url("${placeholder.dataUri}")` } : {};
  if (isGivenUp || (status === 'FAILED' && !placeholder))
    return (
      <span role="img" aria-label={name} className={styles.broken} style={background}>
        {!placeholder && <ImageOff aria-hidden />}
      </span>
    );
  return (
    <img
      key={attempt}
      className={styles.picture}
      style={background}
      // As wide as it is shown: the browser takes the smallest that is sharp on its screen.
      sizes={`${width}px`}
      srcSet={tile.srcSet}
      src={tile.src}
      alt={name}
      decoding="async"
      draggable={false}
      onError={onError}
    />
  );
}

/** What is not as most images are. */
const Badges = ({ image: { status, visibility, durationSeconds } }: { image: ImageTileFragment }) => (
  <span className={styles.badges}>
    {status === 'PROCESSING' && <span className={styles.badge}>In work</span>}
    {status === 'FAILED' && (
      <span className={styles.badge} data-tone="bad">
        <TriangleAlert aria-hidden /> Failed
      </span>
    )}
    {visibility === 'PUBLIC' && <span className={styles.badge}>Public</span>}
    {durationSeconds !== null && (
      <span className={styles.badge}>
        <Play aria-hidden /> {formatDuration(durationSeconds)}
      </span>
    )}
  </span>
);
