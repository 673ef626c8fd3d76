/** How fast something goes, by what has arrived in the last seconds: even enough to be read, quick enough to be true. */

/** Shorter, and the number jumps; longer, and it tells of a line that is gone. */
const windowMs = 4_000;

export class Speedometer {
  #samples: { readonly bytes: number; readonly atMs: number }[] = [];

  /** @returns bytes in a second; undefined while too little is known. */
  note(bytes: number, atMs: number): number | undefined {
    // Less than before: it goes over the same way again, at a pace of its own.
    if (bytes < (this.#samples.at(-1)?.bytes ?? 0)) this.#samples = [];
    this.#samples = [...this.#samples.filter((sample) => sample.atMs >= atMs - windowMs), { bytes, atMs }];
    const first = this.#samples[0];
    const passedMs = first ? atMs - first.atMs : 0;
    return first && passedMs >= windowMs / 8 ? ((bytes - first.bytes) / passedMs) * 1_000 : undefined;
  }
}
