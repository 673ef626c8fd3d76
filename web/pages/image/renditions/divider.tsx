/** The line between two pictures: dragged, or moved by the arrow keys. */
import { ChevronsLeftRight } from 'lucide-react';
import type { CSSProperties, KeyboardEvent, PointerEvent } from 'react';
import styles from './divider.module.css';

export interface DividerProps {
  /** 0 to 1, from the left. */
  readonly share: number;
  readonly onMove: (share: number) => void;
}

const steps: Readonly<Record<string, number>> = { ArrowLeft: -0.02, ArrowRight: 0.02, Home: -1, End: 1 };

export function Divider({ share, onMove }: DividerProps) {
  const move = (to: number): void => onMove(Math.min(Math.max(to, 0), 1));
  // What lies below would be moved along.
  const onPointerDown = (event: PointerEvent): void => {
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent): void => {
    const room = event.currentTarget.parentElement?.getBoundingClientRect();
    if (!room || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    move((event.clientX - room.left) / room.width);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    move(share + step);
  };
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label="Line between original and rendition"
      aria-valuenow={Math.round(share * 100)}
      aria-valuemin={0}
      aria-valuemax={100}
      className={styles.divider}
      style={{ '--share': share } as CSSProperties}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onDoubleClick={(event) => event.stopPropagation()}
      onKeyDown={onKeyDown}
    >
      <span className={styles.grip}>
        <ChevronsLeftRight aria-hidden />
      </span>
    </div>
  );
}
