/** Where a picture lies in its pane, in CSS pixels: geometry alone, so that every gesture ends in a view that is possible. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What is looked at, and through what. */
export interface Frame {
  readonly pane: Size;
  readonly picture: Size;
}

/** The left upper corner of the picture in the pane, and how many CSS pixels one of its own takes. */
export interface View extends Point {
  readonly scale: number;
}

/** Each pixel of the picture is a square that one can count. */
const largest = 8;

/** All of it, in the middle, and never larger than it is. */
export const fitted = (frame: Frame): View => bounded({ x: 0, y: 0, scale: fitScale(frame) }, frame);

export const fitScale = ({ pane, picture }: Frame): number =>
  Math.min(pane.width / picture.width, pane.height / picture.height, 1);

/** Enlarged by a factor; what is under the point stays there, as far as the edges allow. */
export function zoomed(view: View, { by, at, frame }: { by: number; at: Point; frame: Frame }): View {
  const scale = clamp(view.scale * by, fitScale(frame), largest);
  const grown = scale / view.scale;
  return bounded({ scale, x: at.x - (at.x - view.x) * grown, y: at.y - (at.y - view.y) * grown }, frame);
}

export const moved = (view: View, by: Point, frame: Frame): View =>
  bounded({ ...view, x: view.x + by.x, y: view.y + by.y }, frame);

/** No gap at an edge, where the picture is larger than its pane; in the middle, where it is smaller. */
export function bounded({ scale, x, y }: View, { pane, picture }: Frame): View {
  return {
    scale,
    x: placed(x, pane.width, picture.width * scale),
    y: placed(y, pane.height, picture.height * scale),
  };
}

const placed = (start: number, room: number, side: number): number =>
  side <= room ? (room - side) / 2 : clamp(start, room - side, 0);

const clamp = (value: number, least: number, most: number): number =>
  Math.min(Math.max(value, least), Math.max(least, most));

/** Where the picture goes, as a style. */
export const placeOf = ({ x, y, scale }: View, { width, height }: Size) => ({
  left: x,
  top: y,
  width: width * scale,
  height: height * scale,
});
