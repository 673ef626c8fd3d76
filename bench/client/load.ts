/**
 * Asks for one URL again and again over some connections. The usual tool (autocannon) reads every body as text, which for the
 * bytes of a picture takes ten times as long as serving them.
 */
import { connect } from 'node:net';

export interface Asked {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Of every answer. */
  readonly status: number;
}

/** Answers a second. @throws when one has another status. */
export async function load(asked: Asked, how: { connections: number; seconds: number }): Promise<number> {
  const until = performance.now() + how.seconds * 1_000;
  const start = performance.now();
  const counts = await Promise.all(Array.from({ length: how.connections }, () => loop(asked, until)));
  return counts.reduce((sum, count) => sum + count, 0) / ((performance.now() - start) / 1_000);
}

function loop({ url, headers = {}, status }: Asked, until: number): Promise<number> {
  const { hostname, port, pathname, search } = new URL(url);
  const lines = Object.entries({ host: `${hostname}:${port}`, ...headers }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  const request = `GET ${pathname}${search} HTTP/1.1\r\n${lines.join('')}\r\n`;
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    let answers = 0;
    /** Of the body that is coming. */
    let missing = 0;
    let head = '';
    socket.once('error', reject).once('connect', () => socket.write(request));
    socket.on('data', (chunk) => {
      let body = chunk.length;
      if (missing === 0) {
        head += chunk.toString('latin1');
        const end = head.indexOf('\r\n\r\n');
        if (end < 0) return;
        if (!head.startsWith(`HTTP/1.1 ${status} `)) {
          socket.destroy(new Error(head.slice(0, end)));
          return;
        }
        missing = Number(/\r\ncontent-length: (\d+)/i.exec(head.slice(0, end))?.[1] ?? 0);
        body = head.length - end - 4;
        head = '';
      }
      missing -= body;
      if (missing > 0) return;
      answers += 1;
      if (performance.now() < until) socket.write(request);
      else socket.end(() => resolve(answers));
    });
  });
}
