/** Renders what rows of variants ask for from one local file; what comes of it is the caller's to keep. */
import type { DataSource } from 'typeorm';
import { aimed } from '../../media/focal-point.ts';
import type { Lane, RenderedOutput, RenderPool, UnaimedGeometry } from '../../media/types.ts';
import { focalPointOf } from '../images/focal-point-of.ts';
import type { ImageEntity } from '../images/image.entity.ts';
import type { VariantEntity } from '../images/variant.entity.ts';
import { storePlaceholder } from './store-placeholder.ts';

/** What of a row decides the bytes. */
export type RenderedRow = Pick<
  VariantEntity,
  'name' | 'format' | 'geometry' | 'quality' | 'autoQuality' | 'background' | 'effects'
>;

export interface RowsToRender<Row extends RenderedRow> {
  readonly image: ImageEntity;
  /** The original. */
  readonly path: string;
  readonly rows: readonly Row[];
  /** Also makes the placeholder. */
  readonly placeholder: boolean;
  readonly laneOf: (row: Row | undefined) => Lane;
  readonly signal: AbortSignal;
  readonly onOutput: (row: Row, output: RenderedOutput) => Promise<void>;
}

interface Dependencies {
  readonly database: DataSource;
  readonly pool: RenderPool;
}

/** One decode for each geometry; all run to their end, so that one broken size does not take the others along. */
export async function renderRows<Row extends RenderedRow>(
  dependencies: Dependencies,
  work: RowsToRender<Row>,
): Promise<void> {
  const groups = [...Map.groupBy(work.rows, pictureOf).values()];
  const tasks = groups.length > 0 ? groups : [[]];
  const whole = work.placeholder ? (tasks.find(showsWholePicture) ?? tasks[0]) : undefined;
  const outcomes = await Promise.allSettled(
    tasks.map((group) => renderGroup(dependencies, { ...work, rows: group, placeholder: group === whole })),
  );
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed) throw failed.reason;
}

/**
 * What formats of one name have in common, unless the profile has changed between them. HEIC is by itself: where it cannot be
 * written, the others are none the worse.
 */
const pictureOf = ({ name, format, geometry, background, effects }: RenderedRow): string =>
  JSON.stringify([name, format === 'heic', geometry, background, effects]);

/** Its pixels also make the placeholder; a cropped size would have to decode again for that. */
const showsWholePicture = ([row]: readonly RenderedRow[]): boolean => row?.geometry.fit !== 'cover';

async function renderGroup<Row extends RenderedRow>(
  { database, pool }: Dependencies,
  { image, path, rows, placeholder, laneOf, signal, onOutput }: RowsToRender<Row>,
): Promise<void> {
  const waiting = [...rows];
  await pool.render(
    {
      path,
      geometry: aimed(rows[0]?.geometry ?? smallest, focalPointOf(image)),
      encodings: rows.map(({ format, quality, autoQuality }) => ({
        format,
        quality: quality ?? undefined,
        autoQuality: autoQuality ?? undefined,
      })),
      background: rows[0]?.background ?? '#ffffff',
      effects: rows[0]?.effects ?? undefined,
      placeholder,
    },
    {
      lane: laneOf(rows[0]),
      signal,
      onPlaceholder: (made) => storePlaceholder(database, image, made),
      async onOutput(output) {
        const row = waiting.shift();
        if (row) await onOutput(row, output);
      },
    },
  );
}

/** What a placeholder is made of when no variant is left to make beside it. */
const smallest: UnaimedGeometry = { width: 100, height: 100, fit: 'inside', gravity: 'center' };
