import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { boundary, form } from '../../test/multipart-form.ts';
import { createFormParser, type FormListener } from './form-parser.ts';

const bytes = form([{ name: '0', filename: 'a.png', body: 'x'.repeat(1000) }]);

function parse(listener: Partial<FormListener>) {
  const failures: unknown[] = [];
  const failed = Promise.withResolvers<void>();
  const fail = (error: unknown) => {
    failures.push(error);
    failed.resolve();
  };
  const ignore = () => {};
  const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` };
  const limits = { maxFiles: 3, maxFieldBytes: 100 };
  const parser = createFormParser(
    headers,
    { ...limits, isFile: (name) => name !== 'operations' && name !== 'map' },
    {
      field: ignore,
      file: ignore,
      finish: ignore,
      fail,
      ...listener,
    },
  );
  return { parser, failures, failed: failed.promise };
}

describe('the form parser', () => {
  it('outlives a file that is cut off while nobody listens to it', async () => {
    const { parser, failures, failed } = parse({});
    parser.end(bytes.subarray(0, 500));
    await failed;
    await new Promise(setImmediate);
    expect(failures).toEqual([expect.objectContaining({ code: 'BAD_MULTIPART' })]);
  });

  it('reports what its listener throws, from wherever it is called', async () => {
    const thrower = () => {
      throw new Error('mine');
    };
    for (const event of ['field', 'file', 'finish'] as const) {
      const { parser, failures, failed } = parse({ file: ({ source }) => source.resume(), [event]: thrower });
      parser.end(
        form([
          { name: 'operations', body: '{}' },
          { name: '0', filename: 'a', body: 'x' },
        ]),
      );
      await failed;
      expect(failures).toEqual([new Error('mine')]);
    }
  });

  it.each([
    ['7%22 sketch.jpg', '7" sketch.jpg'],
    ['100%.jpg', '100%.jpg'],
    ['a%2Fb%2522.jpg', 'a%2Fb%2522.jpg'],
  ])('reads the file name %s as the browser meant it', async (written, meant) => {
    const named = Promise.withResolvers<string>();
    const { parser } = parse({
      file({ source, filename }) {
        source.resume();
        named.resolve(filename);
      },
    });
    parser.end(form([{ name: '0', filename: written, body: 'x' }]));
    expect(await named.promise).toBe(meant);
  });

  it('holds back while a file is not read', async () => {
    const opened = Promise.withResolvers<Readable>();
    const { parser } = parse({ file: ({ source }) => opened.resolve(source) });
    const large = form([{ name: '0', filename: 'a', body: Buffer.alloc(1 << 20) }]);
    expect(parser.write(large)).toBe(false);
    (await opened.promise).resume();
    await once(parser, 'drain');
  });
});
