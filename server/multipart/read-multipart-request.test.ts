import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { exchange, type Loopback } from '../../test/loopback.ts';
import { form, graphqlParts, type Part, post } from '../../test/multipart-form.ts';
import { limits, multipartServer } from '../../test/multipart-server.ts';

const query = 'mutation ($a: Upload!) { upload(file: $a) { id } }';
const operations = { query, variables: { a: null } };
const map = { 0: ['variables.a'] };
const disposition = 'Content-Disposition: form-data; name="0"';
const good = graphqlParts(operations, map, { 0: 'bytes' });

let loopback: Loopback;
beforeAll(async () => {
  loopback = await multipartServer();
});
afterAll(() => loopback.close());

async function ask(body: Buffer, headers: Record<string, string> = {}) {
  const { status, body: answer } = await exchange(loopback.port, post(body, headers));
  return { status, ...(JSON.parse(answer.toString()) as { data?: unknown; code?: string; reason?: string }) };
}
const odd: Part = { name: '', body: '', head: 'X-Odd: 1' };
const refused = (code: string, reason?: string) =>
  expect.objectContaining({ status: 400, code, ...(reason === undefined ? {} : { reason }) });
const bad = (reason: string) => refused('BAD_MULTIPART', reason);

/** The good request with one of its parts replaced. */
const withPart = (index: number, part: Partial<Part>) =>
  form(good.with(index, { ...(good[index] as Part), ...part }));

describe('a GraphQL multipart request', () => {
  it('delivers a file and what the client says of it', async () => {
    expect(await ask(form(good))).toEqual({
      status: 200,
      data: [{ filename: '0.png', mimetype: 'image/png', text: 'bytes' }],
    });
  });

  it('delivers lists of files and files inside of inputs', async () => {
    const variables = { files: [null, null], input: { deep: [{ file: null }] } };
    const places = { x: ['variables.files.0'], y: ['variables.files.1'], z: ['variables.input.deep.0.file'] };
    const parts = graphqlParts({ query, variables }, places, { x: '1', y: '', z: '3' });
    const { data } = await ask(form(parts));
    expect((data as { text: string }[]).map(({ text }) => text)).toEqual(['1', '', '3']);
  });

  it.each([
    ['chunked', { 'transfer-encoding': 'chunked' }],
    [
      'with a quoted boundary',
      { 'content-type': 'multipart/form-data; charset=utf-8; boundary="xYzBoundary"' },
    ],
    ['in capitals', { 'content-type': 'Multipart/Form-Data; Boundary=xYzBoundary' }],
  ])('is read %s', async (_, headers) => {
    const body = form(good);
    const framed = Buffer.concat([
      Buffer.from(`${body.length.toString(16)}\r\n`),
      body,
      Buffer.from('\r\n0\r\n\r\n'),
    ]);
    const chunked = 'transfer-encoding' in headers;
    const request = post(chunked ? framed : body, headers).toString('latin1');
    const sent = chunked ? request.replace(/content-length: \d+\r\n/, '') : request;
    expect((await exchange(loopback.port, Buffer.from(sent, 'latin1'))).status).toBe(200);
  });

  it.each([
    ['a preamble', Buffer.concat([Buffer.from('hello\r\n'), form(good)])],
    ['an epilogue', Buffer.concat([form(good), Buffer.from('garbage\r\n--xYzBoundary\r\n\r\n')])],
    ['no files at all', form(graphqlParts({ query: '{ a }' }, {}, {}))],
    ['JSON types and file names on its fields', withPart(0, { type: 'application/json', filename: 'blob' })],
    ['a charset nobody knows', withPart(0, { type: 'text/plain; charset=base-127' })],
    ['UTF-16 that says so', withPart(0, { type: 'text/plain; charset=utf-16le', body: utf16(operations) })],
  ])('may have %s', async (_, body) => {
    expect((await ask(body)).status).toBe(200);
  });

  it('hands over a file name as it came, however odd, but without directories', async () => {
    const names = [
      '../../etc/passwd',
      'nul\0byte.png',
      `${'x'.repeat(10_000)}.png`,
      'a%0d%0aSet-Cookie: b.png',
    ];
    for (const filename of names) {
      const { data } = await ask(withPart(2, { filename }));
      expect((data as { filename: string }[])[0]?.filename).toBe(filename.split('/').at(-1));
    }
  });
});

describe('a request that breaks the specification', () => {
  const noFile = 'a file in map is missing';
  const cut = 'the body is malformed or ends before its last boundary';

  it.each([
    // parts
    ['a part without a disposition', withPart(2, { head: 'X-Odd: 1' }), noFile],
    [
      'a part that is no form data',
      withPart(2, { head: 'Content-Disposition: attachment; name="0"' }),
      noFile,
    ],
    [
      'a part without a name',
      withPart(2, { head: 'Content-Disposition: form-data; x=y' }),
      'a part has no name',
    ],
    ['a part header without a colon', withPart(2, { head: 'nonsense' }), noFile],
    ['a part header that starts with a colon', withPart(2, { head: ': x' }), noFile],
    ['no part headers at all', withPart(2, { head: '' }), noFile],
    ['a bare line break in a name', withPart(2, { filename: 'a\rb.png' }), noFile],
    [
      'an encoded line break in a name',
      withPart(2, { head: `${disposition}; filename*=utf-8''a%0D%0Ab` }),
      noFile,
    ],
    ['40 KB of headers first', withPart(2, { head: `X: ${'x'.repeat(40_000)}\r\n${disposition}` }), noFile],
    ['100 KB of headers first', withPart(2, { head: `X: ${'x'.repeat(100_000)}\r\n${disposition}` }), noFile],
    ['a file name of 100 KB', withPart(2, { filename: 'x'.repeat(100_000) }), 'a name is too long'],
    ['1,000 headers', withPart(2, { head: `${'X: 1\r\n'.repeat(1000)}${disposition}` }), noFile],
    // ends
    ['an empty body', Buffer.alloc(0), cut],
    ['nothing but the last boundary', form([]), 'operations or map is missing'],
    ['no last boundary', form(good, ''), cut],
    ['an end within operations', form(good).subarray(0, 80), cut],
    ['an end within the headers of a file', form(good).subarray(0, -60), cut],
    ['an end within a file', form(good).subarray(0, -22), cut],
    ['another boundary', Buffer.from(form(good).toString().replaceAll('xYzBoundary', 'other')), cut],
    // order and number
    [
      'a file before operations',
      form([good[2], good[0], good[1]] as Part[]),
      'a file comes before operations and map',
    ],
    [
      'a file before map',
      form([good[0], good[2], good[1]] as Part[]),
      'a file comes before operations and map',
    ],
    ['map before operations', form([good[1], good[0], good[2]] as Part[]), 'map comes before operations'],
    ['no map', form([good[0]] as Part[]), 'operations or map is missing'],
    ['operations twice', form([good[0], ...good] as Part[]), 'operations is given twice'],
    ['map twice', form([good[0], good[1], good[1], good[2]] as Part[]), 'map is given twice'],
    ['map again behind the file', form([...good, good[1]] as Part[]), 'map is given twice'],
    ['a file twice', form([...good, good[2]] as Part[]), 'a file is given twice'],
    ['fewer files than mapped', form(good.slice(0, 2)), noFile],
    ['a file that is not mapped', withPart(2, { name: '1' }), 'a file is not in map'],
    [
      'a field of another name',
      form([good[0], { name: 'x', body: '1' }] as Part[]),
      'a file comes before operations and map',
    ],
    [
      'more parts than files and fields',
      form([odd, odd, odd, odd, odd, ...good]),
      'it has more parts than files and fields',
    ],
    // operations
    ['operations that is not JSON', withPart(0, { body: '{' }), 'operations is not JSON'],
    ['operations that is empty', withPart(0, { body: '' }), 'operations is not JSON'],
    ['operations in base64', withPart(0, { type: 'text/plain; charset=base64' }), 'operations is not JSON'],
    ['operations that is a text', withPart(0, { body: '"a"' }), 'operations is not a JSON object'],
    ['operations that is null', withPart(0, { body: 'null' }), 'operations is not a JSON object'],
    [
      'a batch',
      withPart(0, { body: JSON.stringify([operations]) }),
      'one request carries one operation, not a batch',
    ],
    ['variables that is a list', withPart(0, { body: '{"variables":[null]}' }), 'variables is not an object'],
    ['a query that is a number', withPart(0, { body: '{"query":1}' }), 'query is not a text'],
    // map
    ['map that is not JSON', withPart(1, { body: '[' }), 'map is not JSON'],
    ['map that is a list', withPart(1, { body: '[["variables.a"]]' }), 'map is not a JSON object'],
    [
      'map of texts',
      withPart(1, { body: '{"0":"variables.a"}' }),
      'map holds something other than lists of paths',
    ],
    [
      'map of empty lists',
      withPart(1, { body: '{"0":[]}' }),
      'map holds something other than lists of paths',
    ],
    ['map of numbers', withPart(1, { body: '{"0":[1]}' }), 'map holds something other than lists of paths'],
  ])('is refused: %s', async (_, body, reason) => {
    expect(await ask(body)).toEqual(bad(reason));
  });

  it.each([
    ['no content type', ''],
    ['JSON', 'application/json'],
    ['a URL-encoded form', 'application/x-www-form-urlencoded'],
    ['another multipart type', 'multipart/mixed; boundary=xYzBoundary'],
    ['a type that only starts alike', 'multipart/form-data-x; boundary=xYzBoundary'],
    ['no boundary', 'multipart/form-data'],
    ['a boundary without a value', 'multipart/form-data; boundary'],
    ['a boundary that is empty', 'multipart/form-data; boundary='],
    ['a boundary of 300 characters', `multipart/form-data; boundary=${'x'.repeat(300)}`],
  ])('is refused for its content type: %s', async (_, type) => {
    expect(await ask(form(good), { 'content-type': type })).toEqual(refused('BAD_MULTIPART'));
  });

  it('is refused with too many files, whether map or the body says so', async () => {
    const four = { 0: ['variables.a'], 1: ['variables.b'], 2: ['variables.c'], 3: ['variables.d'] };
    expect(await ask(withPart(1, { body: JSON.stringify(four) }))).toEqual(refused('TOO_MANY_FILES'));
    const files = ['1', '2', '3'].map((name) => ({ name, body: '', filename: name }));
    const { 3: _, ...three } = four;
    const variables = { a: null, b: null, c: null };
    const parts = [...graphqlParts({ query, variables }, three, { 0: 'x' }), ...files];
    expect(await ask(form(parts))).toEqual(refused('TOO_MANY_FILES'));
  });

  it('takes a field at its limit and refuses one byte more', async () => {
    const json = JSON.stringify(operations);
    const padded = (length: number) => withPart(0, { body: json + ' '.repeat(length - json.length) });
    expect((await ask(padded(limits.maxFieldBytes))).status).toBe(200);
    const over = refused('REQUEST_TOO_LARGE', 'field operations');
    expect(await ask(padded(limits.maxFieldBytes + 1))).toEqual(over);
  });

  it('takes a file at its limit and refuses one byte more', async () => {
    expect((await ask(withPart(2, { body: Buffer.alloc(limits.maxFileBytes) }))).status).toBe(200);
    const over = withPart(2, { body: Buffer.alloc(limits.maxFileBytes + 1) });
    expect(await ask(over)).toEqual(refused('REQUEST_TOO_LARGE', 'file'));
  });

  it('is refused before a field without end has been swallowed', async () => {
    const endless = withPart(0, { body: Buffer.alloc(500_000, 'x') });
    expect(await ask(endless)).toEqual(refused('REQUEST_TOO_LARGE', 'beginning'));
    const preamble = Buffer.alloc(500_000, 'x');
    expect(await ask(Buffer.concat([preamble, form(good)]))).toEqual(
      refused('REQUEST_TOO_LARGE', 'beginning'),
    );
  });
});

function utf16(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value), 'utf16le');
}
