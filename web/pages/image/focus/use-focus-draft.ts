/** A focal point that is being chosen: shown everywhere at once, and kept when it is saved. */
import { useState } from 'react';
import type { FocusedImageFragment } from '../../../generated/graphql.ts';
import { useToast } from '../../../ui/toast.tsx';
import { useUpdateImage } from '../details/use-update-image.ts';
import type { Point } from '../viewer/zoom.ts';
import { pointAt } from './crop.ts';

export interface FocusDraft {
  readonly point: Point;
  readonly isChanged: boolean;
  readonly saving: boolean;
  readonly move: (point: Point) => void;
  readonly revert: () => void;
  readonly save: () => void;
}

/** Without a point of its own the middle is kept. */
const middle: Point = { x: 0.5, y: 0.5 };

export function useFocusDraft({ id, focalPoint }: FocusedImageFragment): FocusDraft {
  const saved = focalPoint ?? middle;
  /** Undefined: as it is saved. */
  const [draft, setDraft] = useState<Point>();
  const { save, saving } = useUpdateImage(id);
  const toast = useToast();
  const point = draft ?? saved;
  const keep = async (): Promise<void> => {
    const refused = await save({ focalPoint: { x: point.x, y: point.y } });
    if (!refused) setDraft(undefined);
    toast(refused?.message ?? 'The focal point is saved: crops follow it.');
  };
  return {
    point,
    isChanged: point.x !== saved.x || point.y !== saved.y,
    saving,
    move: (to) => setDraft(pointAt(to)),
    revert: () => setDraft(undefined),
    save: () => void keep(),
  };
}
