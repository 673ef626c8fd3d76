/**
 * Who may do what, as data: every operation, every field that needs more than its object, every route. The test beside
 * the server asks all of it of a running server (server/access-matrix.db.test.ts), and docs/access.md shows it. What is
 * new in the schema or on a port and has no row here fails that test.
 */
import { fields } from './fields.ts';
import { operations } from './operations.ts';
import { routes } from './routes.ts';
import type { Row } from './row.ts';

export const matrix = { operations, fields, routes } satisfies Record<string, readonly Row[]>;
