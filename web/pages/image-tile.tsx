/** One image in a grid: its room is kept and its placeholder shown until it is there. */
import { Link } from 'react-router';
import type { LibraryPageQuery } from '../generated/graphql.ts';
import styles from './image-tile.module.css';

type Tiled = LibraryPageQuery['images']['edges'][number]['node'];

const words: Partial<Record<Tiled['status'], string>> = { PROCESSING: 'In work', FAILED: 'Failed' };

export function ImageTile({ image }: { image: Tiled }) {
  const { id, filename, title, width, height, status, placeholder, tile } = image;
  const aspect = width / height;
  return (
    <li className={styles.tile} style={{ flexGrow: aspect, flexBasis: `${aspect * 11}rem` }}>
      <Link
        to={`/library/${id}`}
        className={styles.link}
        style={{
          aspectRatio: aspect,
          ...(placeholder && { backgroundImage: `url("${placeholder.dataUri}")` }),
        }}
      >
        <img
          className={styles.picture}
          src={tile.url}
          alt={title ?? filename}
          loading="lazy"
          decoding="async"
        />
        {words[status] && <span className={styles.status}>{words[status]}</span>}
      </Link>
    </li>
  );
}
