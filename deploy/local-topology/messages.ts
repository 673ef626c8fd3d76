/** What a program that started the topology and the topology tell each other. */

/** Restart this server or worker. */
export interface Order {
  readonly name: string;
  readonly signal: NodeJS.Signals;
}

export type Report =
  | {
      readonly kind: 'ready';
      readonly url: string;
      readonly apiKey: string;
      readonly databaseUrl: string;
      readonly folder: string;
      /** Of servers and workers, in the order in which they are restarted. */
      readonly names: readonly string[];
    }
  | {
      readonly kind: 'restarted';
      readonly name: string;
      /** What it exited with: 0 after everything ended in order. */
      readonly code: number | string | null;
      readonly startMs: number;
    }
  | { readonly kind: 'failed'; readonly reason: string };
