/** One POST with a body of known length that may be made while it is sent. */
import { Agent, type IncomingMessage, request } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export interface Post {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly length: number;
  readonly body: Iterable<Buffer>;
}

/** Connections are kept, as every client library does. */
const agent = new Agent({ keepAlive: true });

/** The text of the answer. @throws when its status is no success. */
export async function post({ url, headers, length, body }: Post): Promise<string> {
  const outgoing = request(url, {
    method: 'POST',
    agent,
    headers: { ...headers, 'content-length': length },
  });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.once('response', resolve).once('error', reject);
  });
  const [response] = await Promise.all([
    answered,
    pipeline(Readable.from(body, { objectMode: false, highWaterMark: 65_536 }), outgoing),
  ]);
  const text = await textOf(response);
  if (response.statusCode !== 200)
    throw new Error(`${response.statusCode ?? 'no'} status: ${text.slice(0, 500)}`);
  return text;
}

async function textOf(response: IncomingMessage): Promise<string> {
  const chunks: string[] = [];
  for await (const chunk of response.setEncoding('utf8')) chunks.push(chunk as string);
  return chunks.join('');
}
