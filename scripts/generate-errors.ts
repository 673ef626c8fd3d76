/** The reference of error codes, from the table that the product throws from. */
import { AppError, appErrorFrom, errorTable } from '../platform/errors.ts';
import { statusOf } from '../platform/http/error-status.ts';

export function errorReference(): string {
  const rows = Object.entries(errorTable).map(([code, { kind, retry, sentence }]) => {
    const anchor = `<a id="${code.toLowerCase()}"></a>\`${code}\``;
    return `| ${anchor} | ${statusOf(errorOf(code))} | ${kind} | ${retry ? 'yes' : 'no'} | ${lines(sentence)} |`;
  });
  return `<!-- Generated from platform/errors.ts by \`npm run gen\`. -->

# Error codes

Every failure that a client, an operator or a job can see is one of these. Decide by the code: codes are stable,
sentences may change. \`{…}\` in a sentence is filled with the facts of the case.

A code arrives

- in \`userErrors\` of a mutation's payload: the request was understood and refused, and the HTTP status is 200;
- in \`errors[].extensions.code\` of a GraphQL response: the operation or a field of it failed;
- as the HTTP status below, wherever a request fails before GraphQL executes it and on all other routes;
- in \`failure.code\` of an upload, an image or a variant that was accepted and could not be finished.

**Retry** says whether the same request may succeed later without being changed. Failures of kind
unauthenticated, forbidden, unavailable and internal are never \`userErrors\`, because the input is not at fault.

| code | HTTP | kind | retry | sentence |
| --- | --- | --- | --- | --- |
${rows.join('\n')}

GraphQL's own codes (\`GRAPHQL_PARSE_FAILED\`, \`GRAPHQL_VALIDATION_FAILED\`, \`BAD_USER_INPUT\` …) are those of
Apollo Server: the document itself is wrong, and nothing was executed.
`;
}

function errorOf(code: string): AppError {
  const error = appErrorFrom({ code, detail: {} });
  if (!error) throw new Error(`${code} is not in the table`);
  return error;
}

const lines = (sentence: string): string => sentence.replaceAll('\n', ' ').replaceAll('|', '\\|');
