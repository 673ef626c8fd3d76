/**
 * Stands in front of an S3 store on loopback, passes everything on, keeps a ledger of the multipart uploads that it saw
 * begin and end, and does what a bad network does when it is told to.
 */
import { once } from 'node:events';
import { type IncomingMessage, type ServerResponse, Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/**
 * unavailable: 503 · reset: the connection breaks while the request is sent · lost: the request is carried out and its
 * answer lost · cut: the connection breaks in the middle of the answer's body · silence: no answer, ever.
 */
export type Fault = 'unavailable' | 'reset' | 'lost' | 'cut' | 'silence';

interface Plan {
  readonly fault: Fault;
  readonly method: string;
  /** What the path and query must contain. */
  readonly on: string;
  times: number;
}

export class FaultyFront {
  readonly #upstream: URL;
  readonly #agent = new Agent({ keepAlive: true });
  readonly #server = createServer((incoming, answer) => void this.#serve(incoming, answer));
  readonly #open = new Set<ServerResponse>();
  readonly #unfinished = new Set<string>();
  readonly #plans: Plan[] = [];
  /** Method and path of every request, in order. */
  readonly seen: string[] = [];
  /** Answers that the client did not read to their end. */
  brokenAnswers = 0;

  constructor(upstream: string) {
    this.#upstream = new URL(upstream);
  }

  /** Resolves with the endpoint that clients use in place of the store's own. */
  async start(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}${this.#upstream.pathname.replace(/\/$/, '')}`;
  }

  async stop(): Promise<void> {
    this.#agent.destroy();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Plans a fault for the next requests of this method whose path and query contain the text. */
  plan(fault: Fault, method: string, { on = '', times = 1 } = {}): void {
    this.#plans.push({ fault, method, on, times });
  }

  /** Forgets the requests and faults of another test. */
  reset(): void {
    this.#plans.length = 0;
    this.seen.length = 0;
    this.brokenAnswers = 0;
  }

  /** Breaks the connections of the answers that are being sent. */
  breakAnswers(): void {
    for (const answer of this.#open) answer.destroy();
  }

  get unfinishedUploads(): readonly string[] {
    return [...this.#unfinished];
  }

  async #serve(incoming: IncomingMessage, answer: ServerResponse): Promise<void> {
    const { method = '', url = '' } = incoming;
    this.seen.push(`${method} ${url}`);
    this.#open.add(answer);
    answer.once('close', () => {
      this.#open.delete(answer);
      if (!answer.writableFinished) this.brokenAnswers++;
    });
    const fault = this.#faultFor(method, url);
    try {
      if (fault === 'silence') return;
      if (fault === 'reset') return void incoming.once('data', () => incoming.destroy());
      const body = await buffer(incoming);
      if (fault === 'unavailable') return void answer.writeHead(503).end(unavailable);
      const { status, headers, content } = await this.#forward(incoming, body);
      this.#record(method, url, status, String(content.subarray(0, 2_000)));
      if (fault === 'lost') return void answer.destroy();
      answer.writeHead(status, headers);
      if (fault === 'cut') answer.write(content.subarray(0, content.length / 2), () => answer.destroy());
      else answer.end(content);
    } catch {
      answer.destroy(); // one of the two sides is gone, and the other shall notice
    }
  }

  #faultFor(method: string, url: string): Fault | undefined {
    const plan = this.#plans.find(
      (each) => each.times > 0 && each.method === method && url.includes(each.on),
    );
    if (plan) plan.times--;
    return plan?.fault;
  }

  async #forward({ method, url, headers }: IncomingMessage, body: Buffer) {
    const { hostname, port } = this.#upstream;
    const sent = request({ hostname, port, method, path: url, headers, agent: this.#agent });
    sent.end(body);
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    const content = await buffer(response);
    return { status: response.statusCode ?? 500, headers: response.headers, content };
  }

  #record(method: string, url: string, status: number, content: string): void {
    if (status >= 300) return;
    const query = new URL(url, this.#upstream).searchParams;
    const begun = /<UploadId>([^<]+)</.exec(content)?.[1];
    if (method === 'POST' && query.has('uploads') && begun) this.#unfinished.add(begun);
    const ended = query.get('uploadId');
    if (ended && (method === 'DELETE' || method === 'POST')) this.#unfinished.delete(ended);
  }
}

const unavailable = '<Error><Code>ServiceUnavailable</Code><Message>Come back later.</Message></Error>';
