/** The page of who may do what, from the table that the tests ask a running server by. */
import { appErrorFrom } from '../platform/errors.ts';
import { statusOf } from '../platform/http/error-status.ts';
import { type Cell, columns } from '../test/access-matrix/answers.ts';
import type { Row } from '../test/access-matrix/row.ts';
import { matrix } from '../test/access-matrix/table.ts';

type Section = keyof typeof matrix;

const sections: Readonly<Record<Section, { title: string; text: string }>> = {
  operations: {
    title: 'Operations',
    text: 'About an image of alice’s that is private, and what else is hers, unless the row says otherwise.',
  },
  fields: {
    title: 'Fields',
    text: 'Those that need more than the object that they belong to: what an object itself says is told to whoever is told of the object.',
  },
  routes: {
    title: 'Routes',
    text: 'HEAD is answered like GET. Routes for reading the API’s description, and the probes, are for everybody who reaches the port.',
  },
};

export function accessReference(): string {
  const legend = Object.entries(columns).map(([name, meaning]) => `- **${name}**: ${meaning}`);
  const tables = Object.entries(sections).map(
    ([section, { title, text }]) => `## ${title}\n\n${text}\n\n${tableOf(matrix[section as Section])}`,
  );
  return `<!-- Generated from test/access-matrix/ by \`npm run gen\`. -->

# Who may do what

Every operation, every field that needs more than its object, and every route, asked by everybody. This is no summary: the same
table is [asked of a running server](../server/access-matrix.db.test.ts), row by row, by everybody who plays a column, and what the
schema or a port has and the table has not fails that test. [Security](security.md) says why.

## The columns

${legend.join('\n')}

## The cells

- **yes**: it is done, or shown.
- **null**: there is no such thing, for whoever asks; **none**: a list that does not have it.
- A number is the refusal’s [code](errors.md) as an HTTP status: 401 \`UNAUTHENTICATED\`; 403 \`FORBIDDEN\` for a key that lacks the
  scope, \`SIGNATURE_INVALID\` for a signature that is not right, \`SIGNATURE_REQUIRED\` or \`SHARE_WITHOUT_ORIGINAL\` for what of an image
  is not for everybody who sees it; 404 \`NOT_FOUND\`; 409 \`UPLOAD_INCOMPLETE\`, of who may complete what has not arrived; 410 \`SHARE_ENDED\`.

Where another owner is answered null, none or 404, the answer is letter by letter that for what does not exist.

${tables.join('\n\n')}
`;
}

function tableOf(rows: readonly Row[]): string {
  const names = Object.keys(columns) as (keyof typeof columns)[];
  const lines = rows.map(({ name, cells }) => [nameOf(name), ...names.map((column) => shown(cells[column]))]);
  return [['', ...names], ['', ...names].map(() => '---'), ...lines]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

/** As code what is a field or a route, and the rest of the name behind it. */
const nameOf = (name: string): string => name.replace(/^[A-Z]+ \S+|^WebSocket \S+|^\S+/, '`$&`');

function shown(cell: Cell): string {
  const error = appErrorFrom({ code: cell, detail: {} });
  return error ? String(statusOf(error)) : cell;
}
