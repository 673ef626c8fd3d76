/** Builds the bytes of multipart forms, good and bad. */

export interface Part {
  readonly name: string;
  readonly body: string | Buffer;
  readonly filename?: string;
  readonly type?: string;
  /** In place of all that is above the empty line. */
  readonly head?: string;
}

export const boundary = 'xYzBoundary';

/** The body of a form, with its last boundary unless `ending` says otherwise. */
export function form(parts: readonly Part[], ending = `--${boundary}--\r\n`): Buffer {
  return Buffer.concat([
    ...parts.flatMap((part) => [
      Buffer.from(`--${boundary}\r\n${part.head ?? headOf(part)}\r\n\r\n`),
      Buffer.from(part.body as string),
      Buffer.from('\r\n'),
    ]),
    Buffer.from(ending),
  ]);
}

/** The three kinds of part of a GraphQL multipart request, in their order. */
export function graphqlParts(
  operations: unknown,
  map: unknown,
  files: Record<string, string | Buffer>,
): Part[] {
  return [
    { name: 'operations', body: asText(operations) },
    { name: 'map', body: asText(map) },
    ...Object.entries(files).map(([name, body]) => ({
      name,
      body,
      filename: `${name}.png`,
      type: 'image/png',
    })),
  ];
}

/** A whole HTTP request around a body; the connection ends with the answer. */
export function post(body: Buffer, headers: Record<string, string> = {}): Buffer {
  const all = {
    host: 'localhost',
    connection: 'close',
    'content-type': `multipart/form-data; boundary=${boundary}`,
    'content-length': String(body.length),
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`POST /graphql HTTP/1.1\r\n${lines.join('')}\r\n`, 'latin1'), body]);
}

function headOf({ name, filename, type }: Part): string {
  const disposition = `Content-Disposition: form-data; name="${name}"`;
  return [
    filename === undefined ? disposition : `${disposition}; filename="${filename}"`,
    ...(type === undefined ? [] : [`Content-Type: ${type}`]),
  ].join('\r\n');
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
