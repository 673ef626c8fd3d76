/** How large an element is, from its first layout on. */
import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import type { Size } from './zoom.ts';

export function usePaneSize<Pane extends HTMLElement>(): [RefObject<Pane | null>, Size] {
  const pane = useRef<Pane>(null);
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = pane.current;
    if (!element) return undefined;
    const measure = (): void => setSize({ width: element.clientWidth, height: element.clientHeight });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, []);
  return [pane, size];
}
