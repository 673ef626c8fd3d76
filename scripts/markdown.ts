/** What generated pages are written with: text of elsewhere that stays text, and tables. */

export const code = (text: string): string => `\`${text}\``;

/** A page of the site would take `<` for a tag, and knows the other documents by their names in `docs/`. */
export const prose = (text: string | null | undefined): string =>
  (text ?? '')
    .replaceAll(/`[^`]*`|[<>]/g, (part) => ({ '<': '&lt;', '>': '&gt;' })[part] ?? part)
    .replaceAll(/\bdocs\/([a-z-]+)\.md/g, '[$1]($1.md)');

/** The same on one line, between the bars of a table. */
export const cell = (text: string | null | undefined): string =>
  prose(text)
    .replaceAll(/\s*\n\s*/g, ' ')
    .replaceAll('|', '\\|');

/** Nothing, without rows. */
export function table(header: readonly string[], rows: readonly string[][]): string {
  if (rows.length === 0) return '';
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}
