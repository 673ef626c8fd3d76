/** One thing done to many, a few at a time; what fails does not stop the others. */

export interface Failed {
  readonly id: string;
  readonly error: unknown;
}

export interface ApplyOptions {
  readonly apply: (id: string) => Promise<void>;
  /** Told after each one. */
  readonly onProgress: (done: number) => void;
}

/** As many as a browser sends to one server at once. */
const atOnce = 6;

/** @returns those that failed, in their order. */
export async function applyToEach(
  ids: readonly string[],
  { apply, onProgress }: ApplyOptions,
): Promise<readonly Failed[]> {
  const failed = new Map<string, Failed>();
  const waiting = ids.values();
  let done = 0;
  const work = async (): Promise<void> => {
    for (const id of waiting) {
      await apply(id).catch((error: unknown) => failed.set(id, { id, error }));
      onProgress((done += 1));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return ids.flatMap((id) => failed.get(id) ?? []);
}
