import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { describe, expect, it } from '@jest/globals';
import { liveBuffers } from '../../test/live-buffers.ts';
import { boundary, form, graphqlParts } from '../../test/multipart-form.ts';
import { fileOf, multipartServer, uploadsOf } from '../../test/multipart-server.ts';

const megabyte = Buffer.alloc(1 << 20, 'x');
const megabytes = 200;
const sampleBytes = 20 << 20;
// Held whole, it would be 200 MB and more.
const allowed = 100 << 20;

/** Sends one file of 200 MB without ever holding it. */
async function upload(port: number, paths: string[]): Promise<string> {
  const parts = graphqlParts({ query: '', variables: { a: null, b: null } }, { 0: paths }, { 0: '' });
  const frame = form(parts);
  const middle = frame.lastIndexOf('image/png\r\n\r\n') + 13;
  function* bytes() {
    yield frame.subarray(0, middle);
    for (let count = 0; count < megabytes; count++) yield megabyte;
    yield frame.subarray(middle);
  }
  const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` };
  const outgoing = httpRequest({ port, method: 'POST', agent: false, headers });
  const response = once(outgoing, 'response');
  await pipeline(Readable.from(bytes()), outgoing);
  return text(((await response) as [Readable])[0]);
}

describe('the memory that a file of 200 MB takes', () => {
  it.each([
    ['straight through', ['variables.a']],
    ['by way of the disk, for two readers', ['variables.a', 'variables.b']],
  ])(
    'stays flat: %s',
    async (_, paths) => {
      let peak = 0;
      const before = liveBuffers();
      const count = async (stream: AsyncIterable<Buffer>) => {
        let bytes = 0;
        let next = sampleBytes;
        for await (const chunk of stream) {
          bytes += chunk.length;
          if (bytes < next) continue;
          next += sampleBytes;
          peak = Math.max(peak, liveBuffers(before + allowed));
        }
        return bytes;
      };
      const loopback = await multipartServer(
        async ({ variables }) => {
          const file = await fileOf(uploadsOf(variables)[0]);
          return Promise.all(paths.map(() => count(file.createReadStream())));
        },
        { maxFileBytes: megabytes * megabyte.length },
      );
      try {
        const answer = JSON.parse(await upload(loopback.port, paths)) as unknown;
        expect(answer).toEqual({ data: paths.map(() => megabytes * megabyte.length) });
        expect(peak - before).toBeLessThanOrEqual(allowed);
      } finally {
        await loopback.close();
      }
    },
    240_000,
  );
});
