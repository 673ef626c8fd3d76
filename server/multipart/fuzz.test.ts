import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  array,
  assert,
  asyncProperty,
  constantFrom,
  integer,
  nat,
  oneof,
  tuple,
  uint8Array,
} from 'fast-check';
import { exchange, type Loopback } from '../../test/loopback.ts';
import { form, graphqlParts, post } from '../../test/multipart-form.ts';
import { fileOf, measure, multipartServer, type Operate, uploadsOf } from '../../test/multipart-server.ts';

/**
 * Good requests with random damage. Whatever they are, each gets an answer, and the process lives: an exception
 * that nobody catches fails the test that runs.
 */
const base = graphqlParts(
  { query: 'mutation ($a: Upload, $b: Upload) { x }', variables: { a: null, b: [null] } },
  { 0: ['variables.a'], 1: ['variables.b.0'] },
  { 0: Buffer.alloc(3000, 'x'), 1: '\r\n--xYzBoundar\r\n\r\n' },
);
const good = form(base);

const spice = [
  "\r\n|\r\n\r\n|\r|\n|\0|:|;|\"|=|--|%00|\\| |\t|{|}|[|]|name=|filename*=|utf-8''|charset=|charset*=|xYz",
  '--xYzBoundary|--xYzBoundary--|\r\n--xYzBoundary\r\n|\r\n--xYzBoundary--\r\n|operations|map|__proto__',
  'Content-Disposition: form-data; name="0"|Content-Type: |Content-Transfer-Encoding: |variables.|null',
]
  .join('|')
  .split('|')
  .map((text) => Buffer.from(text));

const place = nat(good.length);
const damage = oneof(
  tuple(place, nat(200)).map(
    ([at, length]) =>
      (bytes: Buffer) =>
        splice(bytes, at, length, Buffer.alloc(0)),
  ),
  tuple(place, constantFrom(...spice)).map(
    ([at, extra]) =>
      (bytes: Buffer) =>
        splice(bytes, at, 0, extra),
  ),
  tuple(place, constantFrom(...spice)).map(
    ([at, extra]) =>
      (bytes: Buffer) =>
        splice(bytes, at, extra.length, extra),
  ),
  tuple(place, uint8Array({ maxLength: 20 })).map(
    ([at, extra]) =>
      (bytes: Buffer) =>
        splice(bytes, at, 1, Buffer.from(extra)),
  ),
  tuple(place, place, place).map(
    ([at, from, to]) =>
      (bytes: Buffer) =>
        splice(bytes, at, 0, bytes.subarray(from, to)),
  ),
  place.map((at) => (bytes: Buffer) => bytes.subarray(0, at)),
);
const splice = (bytes: Buffer, at: number, removed: number, added: Buffer) =>
  Buffer.concat([bytes.subarray(0, at), added, bytes.subarray(at + removed)]);

/** Uses the files in one of many ways, some of them careless. */
const use =
  (habit: number): Operate =>
  async ({ variables }) => {
    const uploads = uploadsOf(variables);
    if (habit & 1) uploads.reverse();
    const read = async (upload: (typeof uploads)[0]) => {
      const file = await fileOf(upload);
      const stream = file.createReadStream();
      if (habit & 2) return stream.destroy().destroyed;
      if (habit & 4) return file.filename;
      return measure(stream);
    };
    if (habit & 8) return 'unread';
    if (habit & 16) return Promise.allSettled(uploads.map(read));
    for (const upload of uploads) await read(upload);
    return 'read';
  };

let habit = 0;
let loopback: Loopback;
beforeAll(async () => {
  loopback = await multipartServer((body) => use(habit)(body));
});
afterAll(() => loopback.close());

describe('damaged multipart bodies', () => {
  const known = /^\{"(data"|code":"(BAD_MULTIPART|TOO_MANY_FILES|REQUEST_TOO_LARGE)")/;
  const answer = async (...chunks: Buffer[]) => (await exchange(loopback.port, ...chunks)).body.toString();

  it('are all answered with one of our codes', async () => {
    const codes = new Set<string>();
    await assert(
      asyncProperty(
        array(damage, { minLength: 1, maxLength: 4 }),
        nat(31),
        nat(5000),
        async (damages, how, cut) => {
          habit = how;
          const bytes = post(damages.reduce((bytes, apply) => apply(bytes), good));
          const text = await answer(bytes.subarray(0, cut), bytes.subarray(cut));
          expect(text).toMatch(known);
          codes.add(text.slice(0, 24));
        },
      ),
      { seed: 20_261_122, numRuns: 3000 },
    );
    expect([...codes].some((code) => code.startsWith('{"data'))).toBe(true);
    expect([...codes].some((code) => code.startsWith('{"code":"BAD_MULTIPART'))).toBe(true);
  });

  it('are all answered when their end is missing, at every byte', async () => {
    habit = 0;
    for (let length = 0; length < good.length; length += length > 600 && length < 3500 ? 97 : 1)
      expect(await answer(post(good.subarray(0, length)))).toMatch(/BAD_MULTIPART|^\{"data"/);
  });

  it('are all answered when their content type is damaged', async () => {
    const type = 'multipart/form-data; boundary=xYzBoundary; charset=utf-8';
    await assert(
      asyncProperty(
        nat(type.length),
        nat(5),
        integer({ min: 0x20, max: 0xff }),
        async (at, removed, added) => {
          const damaged = type.slice(0, at) + String.fromCharCode(added) + type.slice(at + removed);
          expect(await answer(post(good, { 'content-type': damaged }))).toMatch(/^(\{|$)/);
        },
      ),
      { seed: 20_261_122, numRuns: 1000 },
    );
  });
});
