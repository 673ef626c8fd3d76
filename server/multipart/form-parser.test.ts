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

  it('holds back while a file is not read', async () => {
    const opened = Promise.withResolvers<Readable>();
    const { parser } = parse({ file: ({ source }) => opened.resolve(source) });
    const large = form([{ name: '0', filename: 'a', body: Buffer.alloc(1 << 20) }]);
    expect(parser.write(large)).toBe(false);
    (await opened.promise).resume();
    await once(parser, 'drain');
  });
});
