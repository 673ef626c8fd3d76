/** A sender that takes its time: the last piece goes out only when it is told to, so that whoever watches sees it under way. */
import { request as httpRequest, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import type { Writable } from 'node:stream';
import { json } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';

const pieces = 40;
const pauseMs = 200;

/** Writes all but the last piece with pauses, unless it may finish before. */
export async function drip(body: Buffer, into: Writable, mayFinish: Promise<void>): Promise<void> {
  const size = Math.ceil(body.length / pieces);
  const state = { isHurried: false };
  void mayFinish.then(() => (state.isHurried = true));
  let sent = 0;
  for (; sent + size < body.length && !state.isHurried; sent += size) {
    into.write(body.subarray(sent, sent + size));
    await sleep(pauseMs);
  }
  await mayFinish;
  into.end(body.subarray(sent));
}

/** The answer to a request whose body drips. */
export async function sendDripping(
  url: string,
  { method, headers, body }: { method: string; headers: OutgoingHttpHeaders; body: Buffer },
  mayFinish: Promise<void>,
): Promise<{ status: number | undefined; json: unknown }> {
  const request = httpRequest(url, { method, headers: { ...headers, 'content-length': body.length } });
  const answered = new Promise<IncomingMessage>((resolve, reject) =>
    request.once('response', resolve).once('error', reject),
  );
  await drip(body, request, mayFinish);
  const response = await answered;
  return { status: response.statusCode, json: await json(response).catch(() => undefined) };
}
