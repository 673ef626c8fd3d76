/** Imports from sources whose connections break and that can go on where they broke. */
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { photo } from '../../media/fixtures/photo.ts';
import { factsOf } from '../../test/facts.ts';
import type { Harness } from '../../test/harness.ts';
import { type Imports, openImports } from '../../test/imports.ts';
import type { ImageEntity } from '../images/image.entity.ts';
import { findImage } from '../images/find-images.ts';
import type { UploadEntity } from './upload.entity.ts';

let imports: Imports;
let harness: Harness;
let picture: Buffer;
let half: number;
beforeAll(async () => {
  imports = await openImports();
  ({ harness, picture, half } = imports);
});
afterEach(() => imports.closeSites());
afterAll(() => harness.close());

interface Part {
  readonly picture: Buffer;
  readonly etag?: string;
  /** Where the connection breaks. */
  readonly breakAt?: number | undefined;
  readonly isLengthTold?: boolean;
}

/** What a source answers that takes ranges: the whole of another version, the rest of the same. */
function sendPart(
  request: IncomingMessage,
  response: ServerResponse,
  { picture, etag = '"one"', breakAt, isLengthTold = true }: Part,
): void {
  const { range, 'if-range': known } = request.headers;
  const isRest = range !== undefined && known === etag;
  const first = isRest ? Number(/\d+/.exec(range)?.[0]) : 0;
  response.writeHead(isRest ? 206 : 200, {
    etag,
    'accept-ranges': 'bytes',
    ...(isRest && { 'content-range': `bytes ${first}-${picture.length - 1}/${picture.length}` }),
    ...(isLengthTold && { 'content-length': picture.length - first }),
  });
  if (breakAt === undefined) response.end(picture.subarray(first));
  else response.write(picture.subarray(first, breakAt), () => request.socket.destroy());
}

const imageOf = async (upload: UploadEntity): Promise<ImageEntity | undefined> => {
  const { imageId } = await imports.row(upload);
  return imageId === null ? undefined : findImage(harness.database, imageId);
};

describe('an import whose connection breaks', () => {
  it('goes on within the attempt where the source can, and is stored and hashed as one file', async () => {
    const asked: (string | undefined)[] = [];
    const url = await imports.site((request, response) => {
      asked.push(request.headers.range);
      sendPart(request, response, { picture, breakAt: asked.length === 1 ? half : undefined });
    });
    const upload = await imports.begin(url);
    await imports.attempt(upload);
    expect(asked).toEqual([undefined, expect.stringMatching(/^bytes=\d+-$/)]);
    expect(await imageOf(upload)).toMatchObject({
      byteSize: picture.length,
      sha256: createHash('sha256').update(picture).digest('hex'),
    });
  });

  it('starts over when the file is another one by then', async () => {
    const other = await photo({ width: 120, height: 160 });
    let asked = 0;
    const url = await imports.site((request, response) => {
      asked += 1;
      if (asked === 1) sendPart(request, response, { picture, breakAt: half });
      else sendPart(request, response, { picture: other, etag: '"two"' });
    });
    const upload = await imports.begin(url);
    const before = await factsOf(harness);
    await expect(imports.attempt(upload)).rejects.toMatchObject({ code: 'SOURCE_UNREACHABLE' });
    expect(await imports.row(upload)).toMatchObject({ status: 'PENDING', receivedBytes: 0 });
    expect(await factsOf(harness)).toEqual(before);
    await imports.attempt(upload);
    expect([(await imageOf(upload))?.byteSize, asked]).toEqual([other.length, 3]);
  });

  it('keeps to the limit of its profile over all connections', async () => {
    const large = Buffer.concat([picture, Buffer.alloc(200_001 - picture.length)]);
    let asked = 0;
    const url = await imports.site((request, response) => {
      asked += 1;
      const breakAt = asked < 3 ? asked * 90_000 : undefined;
      sendPart(request, response, { picture: large, breakAt, isLengthTold: false });
    });
    const upload = await imports.begin(url);
    await imports.attempt(upload);
    expect(await imports.row(upload)).toMatchObject({ status: 'FAILED', failureCode: 'FILE_TOO_LARGE' });
    expect(asked).toBe(3);
  });
});
