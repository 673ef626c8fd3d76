/** What hands do to a picture: the wheel, one finger or two, a double click, and the keys + − 0 1 and the arrows. */
import { type KeyboardEvent, type PointerEvent, useEffect, useEffectEvent, useRef, useState } from 'react';
import { usePaneSize } from './use-pane-size.ts';
import { bounded, fitScale, fitted, moved, type Point, type Size, type View, zoomed } from './zoom.ts';

/** One press of a key or button. */
const step = 1.5;
/** CSS pixels of one press of an arrow. */
const stride = 60;

const arrows: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: stride, y: 0 },
  ArrowRight: { x: -stride, y: 0 },
  ArrowUp: { x: 0, y: stride },
  ArrowDown: { x: 0, y: -stride },
};

export function useZoom(picture: Size) {
  const [pane, size] = usePaneSize<HTMLDivElement>();
  /** Undefined: fitted, also when the pane changes its size. */
  const [chosen, setChosen] = useState<View>();
  const frame = { pane: size, picture };
  const view = chosen ? bounded(chosen, frame) : fitted(frame);
  const isFitted = view.scale <= fitScale(frame);
  const middle = { x: size.width / 2, y: size.height / 2 };

  const change = (act: (view: View) => View): void =>
    setChosen((now) => {
      const next = act(now ?? fitted(frame));
      return next.scale > fitScale(frame) ? next : undefined;
    });
  const zoomBy = (by: number, at: Point = middle): void => change((now) => zoomed(now, { by, at, frame }));
  const zoomTo = (scale: number, at?: Point): void => zoomBy(scale / view.scale, at);
  const moveBy = (by: Point): void => change((now) => moved(now, by, frame));
  const fit = (): void => setChosen(undefined);
  const within = ({ clientX, clientY }: { clientX: number; clientY: number }): Point => {
    const { left, top } = pane.current?.getBoundingClientRect() ?? { left: 0, top: 0 };
    return { x: clientX - left, y: clientY - top };
  };

  // React listens to the wheel passively, and the page would scroll along.
  const onWheel = useEffectEvent((event: WheelEvent): void => {
    event.preventDefault();
    // Trackpads report a pinch as a wheel with the control key, in finer steps.
    zoomBy(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.002)), within(event));
  });
  useEffect(() => {
    const element = pane.current;
    const listen = (event: WheelEvent): void => onWheel(event);
    element?.addEventListener('wheel', listen, { passive: false });
    return () => element?.removeEventListener('wheel', listen);
  }, [pane]);

  const fingers = useRef(new Map<number, Point>());
  const release = ({ pointerId }: PointerEvent): void => void fingers.current.delete(pointerId);
  const onPointerMove = (event: PointerEvent): void => {
    if (!fingers.current.has(event.pointerId)) return;
    const before = spread(fingers.current);
    fingers.current.set(event.pointerId, within(event));
    const after = spread(fingers.current);
    moveBy({ x: after.middle.x - before.middle.x, y: after.middle.y - before.middle.y });
    if (before.distance > 0) zoomBy(after.distance / before.distance, after.middle);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const arrow = arrows[event.key];
    // While all of it is seen, the arrows are the page's.
    if (arrow && !isFitted) moveBy(arrow);
    else if (event.key === '+' || event.key === '=') zoomBy(step);
    else if (event.key === '-') zoomBy(1 / step);
    else if (event.key === '0') fit();
    else if (event.key === '1') zoomTo(1);
    else return;
    event.preventDefault();
  };

  return {
    pane,
    view,
    /** Whether all of it is seen. */
    isFitted,
    larger: () => zoomBy(step),
    smaller: () => zoomBy(1 / step),
    actualSize: () => zoomTo(1),
    fit,
    handlers: {
      onKeyDown,
      onPointerDown: (event: PointerEvent): void => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        fingers.current.set(event.pointerId, within(event));
      },
      onPointerMove,
      onPointerUp: release,
      onPointerCancel: release,
      onDoubleClick: (event: { clientX: number; clientY: number }): void =>
        isFitted ? zoomTo(Math.max(1, view.scale * 2), within(event)) : fit(),
    },
  };
}

/** The middle of all fingers, and how far the first two are apart; 0 of one. */
function spread(fingers: ReadonlyMap<number, Point>): { middle: Point; distance: number } {
  const points = [...fingers.values()];
  const [first = { x: 0, y: 0 }, second = first] = points;
  return {
    middle: { x: (first.x + second.x) / 2, y: (first.y + second.y) / 2 },
    distance: Math.hypot(first.x - second.x, first.y - second.y),
  };
}
