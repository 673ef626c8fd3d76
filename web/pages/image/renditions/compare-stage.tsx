/** A rendition beside the original, one at each side of a line that is drawn across. */
import { type CSSProperties, useState } from 'react';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { placeOf } from '../viewer/zoom.ts';
import { ZoomPane } from '../viewer/zoom-pane.tsx';
import styles from './compare-stage.module.css';
import { Divider } from './divider.tsx';
import type { Playground } from './use-playground.ts';

export function CompareStage({ playground }: { playground: Playground }) {
  const { rendered, error, loading } = playground;
  const [share, setShare] = useState(0.5);
  if (!rendered) return error === undefined ? <Skeleton height="100%" /> : <div className={styles.nothing} />;
  return (
    <ZoomPane label="Original and rendition" picture={rendered}>
      {(view) => (
        <div className={styles.layers} aria-busy={loading}>
          <Layer src={rendered.picture.src} alt="The rendition" style={placeOf(view, rendered)} />
          <div className={styles.original} style={{ '--share': share } as CSSProperties}>
            <Layer src={rendered.referenceUrl} alt="The original" style={placeOf(view, rendered)} />
          </div>
          <span className={styles.name}>Original</span>
          <span className={styles.name} data-side="end">
            {loading ? 'Rendering…' : 'Rendition'}
          </span>
          <Divider share={share} onMove={setShare} />
        </div>
      )}
    </ZoomPane>
  );
}

const Layer = ({ src, alt, style }: { src: string; alt: string; style: CSSProperties }) => (
  <img className={styles.picture} src={src} alt={alt} draggable={false} style={style} />
);
