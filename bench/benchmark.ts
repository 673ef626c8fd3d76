/** What a benchmark is and what it finds out: figures beside the limit that was measured in the same run. */

/** One line of the table. All words are made by the benchmark, which knows its units. */
export interface Figure {
  readonly what: string;
  readonly measured: string;
  /** What the bare thing did, in this run, on this machine. */
  readonly limit: string;
  /** How the two compare. */
  readonly ratio: string;
  /** Absent where the figure only explains another one. */
  readonly target?: string;
  readonly met?: boolean;
}

export interface Bench {
  /** A folder of this run, on the disk that is measured. Removed at the end. */
  readonly folder: string;
  /** Tells the person who waits how far it is. */
  readonly progress: (text: string) => void;
  /** How large the library is that is measured; undefined: as the benchmark likes it. */
  readonly rows: number | undefined;
  /** Where the plans of its statements are to be written. */
  readonly plansFile: string | undefined;
}

export interface Benchmark {
  readonly name: string;
  readonly run: (bench: Bench) => Promise<Figure[]>;
}
