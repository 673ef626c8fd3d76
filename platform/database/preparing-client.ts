/**
 * A connection that has Postgres plan a statement once: what has parameters is prepared under a name, so that from the
 * second time on only the parameters go over the wire. For statements of a few rows the plan is most of their cost.
 * https://www.postgresql.org/docs/current/sql-prepare.html
 */
import { Client, type QueryConfig } from 'pg';

/**
 * So many different texts are prepared; each is kept by every connection for good. The product's own are fewer; those
 * of whatever length (a list of values for each row) come and go and must not fill the server's memory.
 */
const mostStatements = 300;

const names = new Map<string, string>();

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known || names.size >= mostStatements) return known;
  const name = `darkroom_${names.size + 1}`;
  names.set(text, name);
  return name;
}

/** `pg`'s client, whose `query(text, values)` prepares. Anything else that `query` takes goes through as it is. */
export class PreparingClient extends Client {
  override query: Client['query'] = (query: unknown, ...rest: unknown[]) => {
    const [values, callback] = rest;
    const run = super.query.bind(this) as (...parameters: unknown[]) => never;
    if (typeof query !== 'string' || !Array.isArray(values) || values.length === 0)
      return run(query, ...rest);
    const prepared: QueryConfig = { text: query, values, name: nameOf(query) };
    return run(prepared, callback);
  };
}
