/** A pane in which a picture is looked at closely, and the buttons for who has neither wheel nor fingers. */
import { Minus, Plus, Scan } from 'lucide-react';
import type { ReactNode } from 'react';
import { formatPercent } from '../../../format.ts';
import { Button } from '../../../ui/button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { useZoom } from './use-zoom.ts';
import type { Size, View } from './zoom.ts';
import styles from './zoom-pane.module.css';

export interface ZoomPaneProps {
  /** For screen readers: what is in it. */
  readonly label: string;
  /** In its own pixels. */
  readonly picture: Size;
  /** What lies in the pane; `placeOf` says where. */
  readonly children: (view: View) => ReactNode;
}

export function ZoomPane({ label, picture, children }: ZoomPaneProps) {
  const { pane, view, isFitted, larger, smaller, actualSize, fit, handlers } = useZoom(picture);
  return (
    <div className={styles.frame}>
      <div
        ref={pane}
        className={styles.pane}
        role="group"
        aria-label={`${label}: + and − zoom, 0 shows all of it, the arrows move it`}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the keys zoom what has the focus
        tabIndex={0}
        data-fitted={isFitted}
        {...handlers}
      >
        {children(view)}
      </div>
      <div role="toolbar" aria-label="Zoom" className={styles.tools}>
        <IconButton label="Zoom out" icon={<Minus aria-hidden />} onClick={smaller} />
        <Button variant="quiet" className={styles.scale} onClick={actualSize}>
          {formatPercent(view.scale)}
        </Button>
        <IconButton label="Zoom in" icon={<Plus aria-hidden />} onClick={larger} />
        <IconButton label="Show all of it" icon={<Scan aria-hidden />} onClick={fit} />
      </div>
    </div>
  );
}
