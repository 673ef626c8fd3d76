/** The memory that a large upload over tus takes, however much faster its client is than the disk. */
import { once } from 'node:events';
import { type IncomingMessage, request as httpRequest } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { photo } from '../../media/fixtures/photo.ts';
import { liveBuffers } from '../../test/live-buffers.ts';
import { openTusServers, type TusServers } from '../../test/tus.ts';

const megabyte = Buffer.alloc(1 << 20);
const megabytes = 250;
const allowed = 100 << 20;

const profiles = `
profiles:
  default:
    allowed_mimes: [image/png]
    size_max_bytes: 300000000
    variants:
      - { name: thumb, size: 40x40, fit: cover, formats: [webp] }
`;

let tus: TusServers;
beforeAll(async () => {
  tus = await openTusServers({ profiles });
});
afterAll(() => tus.close());

it('stays flat while 250 MB come', async () => {
  const picture = await photo({ width: 160, height: 120, format: 'png' });
  const at = await tus.begin(picture.length + megabytes * megabyte.length);
  function* bytes() {
    yield picture;
    for (let count = 0; count < megabytes; count++) yield megabyte;
  }
  const before = liveBuffers();
  let peak = 0;
  const watch = setInterval(() => (peak = Math.max(peak, liveBuffers(before + allowed))), 100);
  const outgoing = httpRequest(`${tus.urls[0]}/files/${at}`, {
    method: 'PATCH',
    agent: false,
    headers: {
      authorization: 'Bearer alice',
      'tus-resumable': '1.0.0',
      'upload-offset': '0',
      'content-type': 'application/offset+octet-stream',
    },
  });
  const response = once(outgoing, 'response');
  try {
    await pipeline(Readable.from(bytes()), outgoing);
    const [{ statusCode }] = (await response) as [IncomingMessage];
    expect(statusCode).toBe(204);
  } finally {
    clearInterval(watch);
  }
  expect(peak - before).toBeLessThanOrEqual(allowed);
});
