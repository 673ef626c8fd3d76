/** The figures as a table: aligned for a terminal, or Markdown for the documentation. */
import type { Figure } from './benchmark.ts';
import type { Calm } from './machine/calm.ts';

export interface Result {
  readonly name: string;
  readonly figures: readonly Figure[];
  readonly calm: Calm;
}

const heading = ['Figure', 'Measured', 'Limit, same run', 'Ratio', 'Target', 'Met'];

export function table(results: readonly Result[]): string {
  const rows = [heading, ...results.flatMap(({ figures }) => figures.map(cells))];
  const widths = heading.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
  return [...lines.map((line) => line.trimEnd()), '', ...results.map(calmness)].join('\n');
}

export function markdown(results: readonly Result[], machine: string): string {
  const rows = [heading, heading.map(() => '---'), ...results.flatMap(({ figures }) => figures.map(cells))];
  const lines = rows.map((row) => `| ${row.join(' | ')} |`);
  return [machine, '', ...lines, '', ...results.map((result) => `- ${calmness(result)}`), ''].join('\n');
}

const cells = ({ what, measured, limit, ratio, target = '–', met }: Figure): string[] => [
  what,
  measured,
  limit,
  ratio,
  target,
  met === undefined ? '–' : met ? 'yes' : 'no',
];

/** A figure is worth as much as the machine was quiet. */
const calmness = ({ name, calm: { others, cores } }: Result): string =>
  others === undefined
    ? `${name}: how busy other programs were is not known on this system.`
    : `${name}: other programs used ${others.toFixed(2)} of ${cores} cores meanwhile.`;
