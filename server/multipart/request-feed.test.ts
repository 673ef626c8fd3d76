import { EventEmitter } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { PassThrough, Writable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { RequestFeed } from './request-feed.ts';

function feed(parser: Writable, incoming = new PassThrough()) {
  const request = Object.assign(incoming, { socket: new EventEmitter() });
  const failed = Promise.withResolvers<unknown>();
  // oxlint-disable-next-line no-new -- it works by its listeners
  new RequestFeed(request as unknown as IncomingMessage, parser, {
    limits: { idleSeconds: 30, minBytesPerSecond: 1 },
    ticker: { now: () => 0, every: () => () => {} },
    maxDrainedBytes: 100,
    fed: () => {},
    failed: failed.resolve,
  });
  return { request, failed: failed.promise };
}

describe('the feed of a parser', () => {
  it('translates what the parser throws', async () => {
    const parser = new Writable();
    parser.write = () => {
      throw new TypeError('cannot read properties of undefined');
    };
    const { request, failed } = feed(parser);
    request.write('x');
    expect(await failed).toMatchObject({ code: 'BAD_MULTIPART', cause: expect.any(TypeError) });
  });

  it('takes an error of the request for a cut connection', async () => {
    const { request, failed } = feed(new PassThrough());
    request.destroy(new Error('read ECONNRESET'));
    expect(await failed).toMatchObject({ code: 'CLIENT_DISCONNECTED' });
  });

  it('sees a request that was cut before it came here', async () => {
    const gone = new PassThrough();
    gone.destroy();
    await new Promise(setImmediate);
    const { failed } = feed(new PassThrough(), gone);
    expect(await failed).toMatchObject({ code: 'CLIENT_DISCONNECTED' });
  });
});
