/** What crosses the boundary between the pool and its children: plain data, one request at a time per child. */
import type { AppError } from '../../platform/errors.ts';
import type {
  Measurement,
  MeasureTask,
  Product,
  RenderTask,
  ShrinkTask,
  ShrunkCopy,
  SourceInfo,
} from '../types.ts';

export type Request =
  | { readonly kind: 'inspect'; readonly path: string }
  | { readonly kind: 'measure'; readonly task: MeasureTask }
  | { readonly kind: 'shrink'; readonly task: ShrinkTask }
  | { readonly kind: 'render'; readonly task: RenderTask };

/** A render has handed everything over by the time it is done. */
export type Result = SourceInfo | Measurement | ShrunkCopy | undefined;

export type Reply =
  | { readonly kind: 'ready' }
  | Product
  | { readonly kind: 'done'; readonly result: Result }
  | ({ readonly kind: 'failed' } & Fault);

export interface Fault {
  readonly code: string;
  readonly detail: Record<string, string | number>;
  /** The decoder's own words, for the log only. */
  readonly reason: string;
}

/** An error as data. */
export const faultFrom = (error: AppError): Fault => ({
  code: error.code,
  detail: { ...error.detail },
  reason: error.cause instanceof Error ? error.cause.message.slice(0, 500) : '',
});
