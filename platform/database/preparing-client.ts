/**
 * A connection that has Postgres plan a statement once: what has parameters is prepared under a name, so that from the
 * second time on only the parameters go over the wire. For statements of a few rows the plan is most of their cost.
 * https://www.postgresql.org/docs/current/sql-prepare.html
 */
import { Client } from 'pg';

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

/** One statement that Postgres plans: of several texts in one, or `COMMIT`, there is no plan to keep. */
const planned = /^\s*(?:SELECT|WITH|INSERT|UPDATE|DELETE)\b[^;]*$/;

/** `pg`'s client, whose `query(text, values)` prepares. Anything else that `query` takes goes through as it is. */
export class PreparingClient extends Client {
  override query: Client['query'] = (query: unknown, ...rest: unknown[]) => {
    const run = super.query.bind(this) as (...parameters: unknown[]) => never;
    const [values, callback] = Array.isArray(rest[0]) || rest[0] === undefined ? rest : [undefined, rest[0]];
    if (typeof query !== 'string' || !planned.test(query)) return run(query, ...rest);
    const prepared = { text: query, name: nameOf(query), values };
    return run(prepared, callback);
  };
}
