/** A rendition as programs ask for it. */
import type { Transform } from './transform-params.ts';

/** For the API, of any client. */
export const graphqlSnippet = (id: string, transform: Transform): string => `query {
  image(id: ${JSON.stringify(id)}) {
    rendition(transform: { ${fieldsOf(transform)} }) {
      url
      width
      height
      expiresAt
    }
  }
}`;

/** Names of formats and the like are words of the schema, and stand without quotation marks, as numbers do. */
const fieldsOf = (transform: Transform): string =>
  Object.entries(transform)
    .filter(([, value]) => value !== null && value !== undefined && value !== false)
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join(', ');

/** For a page, an element in each line: within an attribute the server leaves no bracket as it is. */
export const pictureSnippet = (html: string): string => html.replaceAll('><', '>\n<');

/** For a shell. @param name Of the file that it writes. */
export const curlSnippet = (url: string, name: string): string =>
  `curl --fail --output ${quoted(name)} \\\n  ${quoted(url)}`;

/** Nothing is special within single quotation marks but their end. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
