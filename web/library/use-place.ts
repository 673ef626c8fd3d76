/** Where an element is in the document and how wide, followed as the window and the page around it change. */
import { type RefObject, useLayoutEffect, useState } from 'react';

export interface ElementPlace {
  readonly top: number;
  readonly width: number;
}

/** Of the last one: who comes back finds the page as high as it was, and can be where they were. */
let last: ElementPlace = { top: 0, width: 0 };

export function usePlace(element: RefObject<HTMLElement | null>): ElementPlace {
  const [place, setPlace] = useState(last);
  useLayoutEffect(() => {
    const look = (): void => {
      if (!element.current) return;
      const { top, width } = element.current.getBoundingClientRect();
      const next = { top: Math.round(top + window.scrollY), width: Math.floor(width) };
      if (next.top === last.top && next.width === last.width) return;
      last = next;
      setPlace(next);
    };
    look();
    // The width changes with its own, the top with what is above.
    const observer = new ResizeObserver(look);
    if (element.current) observer.observe(element.current);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [element]);
  return place;
}
