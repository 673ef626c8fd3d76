/** Which image a key leads to from another. */
import { neighbourAcross, type Row } from './justified-rows.ts';

export interface Whereabouts {
  readonly from: number;
  readonly rows: readonly Row[];
  readonly count: number;
}

type PressedKey = Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey'>;

/** @returns undefined of keys that do something else. */
export function keyTarget(pressed: PressedKey, { from, rows, count }: Whereabouts): number | undefined {
  if (pressed.altKey || pressed.ctrlKey || pressed.metaKey) return undefined;
  switch (pressed.key) {
    case 'ArrowLeft':
      return Math.max(0, from - 1);
    case 'ArrowRight':
      return Math.min(count - 1, from + 1);
    case 'ArrowUp':
      return neighbourAcross(rows, from, -1);
    case 'ArrowDown':
      return neighbourAcross(rows, from, 1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
