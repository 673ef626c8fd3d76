/** Rows that fill their width with whole pictures, every row of one height: how, from nothing but the sides of the pictures. */

export interface Sized {
  readonly width: number;
  readonly height: number;
}

/** Where a picture lies in its row, in whole pixels. */
export interface Place {
  /** Of the picture in the list. */
  readonly index: number;
  readonly left: number;
  readonly width: number;
}

export interface Row {
  readonly top: number;
  readonly height: number;
  readonly places: readonly Place[];
}

export interface RowOptions {
  readonly width: number;
  /** What rows are about as high as. */
  readonly height: number;
  readonly gap: number;
  /** More pictures are coming: a row that they could still change is left out until they are there. */
  readonly hasMore: boolean;
}

/** A panorama is no line, and a receipt no needle: beyond these they are cropped. */
const narrowest = 0.5;
const widest = 3.2;

/** What is there stays where it is when pictures are added behind it. */
export function justifiedRows(pictures: readonly Sized[], options: RowOptions): Row[] {
  const { width, height, gap, hasMore } = options;
  const rows: Row[] = [];
  let top = 0;
  const add = (first: number, aspects: readonly number[], rowHeight: number): void => {
    rows.push({ top, height: Math.round(rowHeight), places: placesOf(first, aspects, { rowHeight, gap }) });
    top += Math.round(rowHeight) + gap;
  };

  let first = 0;
  let row: number[] = [];
  for (const picture of pictures) {
    row.push(aspectOf(picture));
    const filled = filledHeight(row, options);
    if (filled > height) continue;
    // One more makes it low, one fewer high: whichever is nearer to what was asked for.
    const before = row.slice(0, -1);
    const isBetterWithout = before.length > 0 && filledHeight(before, options) / height < height / filled;
    const taken = isBetterWithout ? before : row;
    add(first, taken, filledHeight(taken, options));
    first += taken.length;
    row = row.slice(taken.length);
    // A panorama that was left over may fill a row alone.
    if (row.length > 0 && filledHeight(row, options) <= height) {
      add(first, row, filledHeight(row, options));
      first += row.length;
      row = [];
    }
  }
  // What is left does not fill a row, and is not blown up to do so.
  if (row.length > 0 && !hasMore) add(first, row, Math.min(height, width / Math.max(...row)));
  return rows;
}

const aspectOf = ({ width, height }: Sized): number =>
  Math.min(widest, Math.max(narrowest, width / Math.max(1, height)));

const filledHeight = (aspects: readonly number[], { width, gap }: RowOptions): number =>
  (width - gap * (aspects.length - 1)) / aspects.reduce((sum, aspect) => sum + aspect, 0);

/** Edges are rounded and not widths, so that a row ends where the others do. */
function placesOf(
  first: number,
  aspects: readonly number[],
  { rowHeight, gap }: { rowHeight: number; gap: number },
): Place[] {
  let edge = 0;
  return aspects.map((aspect, offset) => {
    const left = Math.round(edge);
    const width = Math.round(edge + aspect * rowHeight) - left;
    edge += aspect * rowHeight + gap;
    return { index: first + offset, left, width };
  });
}

/** The row that holds a picture, by its place in the list: rows are in its order. */
export function rowOf(rows: readonly Row[], index: number): number {
  let low = 0;
  let high = rows.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((rows[middle]?.places[0]?.index ?? Infinity) <= index) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The picture of the next row (`step` 1) or the one before (-1) that lies nearest above or below. */
export function neighbourAcross(rows: readonly Row[], index: number, step: 1 | -1): number {
  const current = rowOf(rows, index);
  const from = rows[current]?.places.find((place) => place.index === index);
  const across = rows[current + step]?.places;
  if (!from || !across) return index;
  const middle = ({ left, width }: Place) => left + width / 2;
  const distance = (place: Place) => Math.abs(middle(place) - middle(from));
  return across.reduce((best, place) => (distance(place) < distance(best) ? place : best)).index;
}
