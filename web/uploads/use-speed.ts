/** How fast bytes leave at the moment. */
import { useEffect, useRef, useState } from 'react';
import { Speedometer } from './speed.ts';

/** @returns bytes in a second; undefined while they stand still, or too little is known. */
export function useSpeed(sentBytes: number, isMoving: boolean): number | undefined {
  const meter = useRef<Speedometer>(null);
  const [speed, setSpeed] = useState<number>();
  useEffect(() => {
    // What stood still begins anew: the pause tells nothing of the line.
    if (!isMoving) meter.current = null;
    else setSpeed((meter.current ??= new Speedometer()).note(sentBytes, performance.now()));
  }, [sentBytes, isMoving]);
  return isMoving ? speed : undefined;
}
