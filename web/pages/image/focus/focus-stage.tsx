/** The picture with its focal point on it: pointed at, dragged, or moved by the arrow keys. */
import type { KeyboardEvent, PointerEvent } from 'react';
import type { FocusedImageFragment } from '../../../generated/graphql.ts';
import { formatPercent } from '../../../format.ts';
import { usePaneSize } from '../viewer/use-pane-size.ts';
import { altOf, backdropOf } from '../viewer/viewer.tsx';
import { fitted, placeOf, type Point } from '../viewer/zoom.ts';
import styles from './focus-stage.module.css';
import type { FocusDraft } from './use-focus-draft.ts';

const steps: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -0.01, y: 0 },
  ArrowRight: { x: 0.01, y: 0 },
  ArrowUp: { x: 0, y: -0.01 },
  ArrowDown: { x: 0, y: 0.01 },
};
/** With the shift key. */
const stride = 10;

export function FocusStage({ image, draft }: { image: FocusedImageFragment; draft: FocusDraft }) {
  const [pane, size] = usePaneSize<HTMLDivElement>();
  const { point, move } = draft;
  const place = placeOf(fitted({ pane: size, picture: image }), image);
  const follow = (event: PointerEvent): void => {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
    move({ x: (event.clientX - left) / width, y: (event.clientY - top) / height });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    const times = event.shiftKey ? stride : 1;
    move({ x: point.x + step.x * times, y: point.y + step.y * times });
  };
  return (
    <div ref={pane} className={styles.pane}>
      <div
        className={styles.picture}
        style={place}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          follow(event);
        }}
        onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && follow(event)}
      >
        <img
          src={image.responsive.src}
          srcSet={image.responsive.srcSet}
          sizes={`${Math.ceil(place.width)}px`}
          alt={altOf(image)}
          draggable={false}
          style={backdropOf(image)}
        />
        <div
          role="slider"
          tabIndex={0}
          className={styles.point}
          aria-label="Focal point"
          aria-valuenow={Math.round(point.x * 100)}
          aria-valuetext={`${formatPercent(point.x)} across, ${formatPercent(point.y)} down`}
          style={{ left: `${point.x * 100}%`, top: `${point.y * 100}%` }}
          onKeyDown={onKeyDown}
        />
      </div>
    </div>
  );
}
