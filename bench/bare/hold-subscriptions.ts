/**
 * The entry of a client with many sockets and one subscription on each, in a process of its own: it must not take time
 * from whoever announces. It reads no more of a message than what kind it is, and notes when it came.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { atATime } from '../client/at-a-time.ts';
import { quantile } from '../statistics.ts';
import { tell, whenAsked } from './tell.ts';

export interface Opening {
  readonly url: string;
  readonly connectionParams?: object;
  /** Of `subscribe`, one for each socket. */
  readonly payloads: readonly object[];
}

/** What the sockets have had since the last answer. */
export interface Awaiting {
  readonly frames: number;
  readonly withinMs: number;
  /** For each socket when its frames were announced, by `machineNow`; none: delays are not wanted. */
  readonly announced?: readonly (readonly number[])[];
}

export interface Heard {
  /** Sockets that are open. */
  readonly open: number;
  readonly frames: number;
  /** When the last frame came. */
  readonly at: number;
  readonly delays?: { readonly p50: number; readonly p99: number };
  /** The first frame of the first socket. */
  readonly sample: string;
}

interface Held {
  readonly socket: WebSocket;
  arrivals: number[];
}

/** The same clock in all processes of a machine. */
const machineNow = (): number => Number(process.hrtime.bigint()) / 1e6;

const openedAtATime = 50;
const lookEveryMs = 10;

const all: Held[] = [];
let frames = 0;
let at = 0;
let sample = '';

/** Resolves with the first frame, which tells the state at the beginning and is not counted. */
function open({
  url,
  connectionParams,
  payload,
}: Omit<Opening, 'payloads'> & { payload: object }): Promise<void> {
  const opened = Promise.withResolvers<void>();
  const socket = new WebSocket(url, 'graphql-transport-ws', { perMessageDeflate: false });
  const held: Held = { socket, arrivals: [] };
  all.push(held);
  let isFirst = true;
  const send = (message: object): void => socket.send(JSON.stringify(message));
  socket.on('open', () => send({ type: 'connection_init', payload: connectionParams }));
  socket.on('error', opened.reject);
  socket.on('close', (code) => opened.reject(new Error(`a socket was closed with ${code}`)));
  socket.on('message', (message: Buffer) => {
    if (message.includes('"connection_ack"')) return send({ id: '1', type: 'subscribe', payload });
    if (!message.includes('"next"')) return socket.terminate();
    if (!isFirst) {
      at = machineNow();
      frames += 1;
      return held.arrivals.push(at);
    }
    isFirst = false;
    sample ||= message.toString();
    return opened.resolve();
  });
  return opened.promise;
}

/** Resolves when so many frames have come, or after the time that is given, with whatever has. */
async function hear({ frames: wanted, withinMs, announced }: Awaiting): Promise<Heard> {
  const until = machineNow() + withinMs;
  const isOver = (): boolean => frames >= wanted || machineNow() >= until;
  while (!isOver()) await sleep(lookEveryMs);
  const heard = {
    open: all.filter(({ socket }) => socket.readyState === WebSocket.OPEN).length,
    frames,
    at,
    sample,
    ...(announced && { delays: delaysSince(announced) }),
  };
  frames = 0;
  for (const held of all) held.arrivals = [];
  return heard;
}

/** A socket is told in order: its frames are what was announced, one by one. */
function delaysSince(announced: readonly (readonly number[])[]): NonNullable<Heard['delays']> {
  const delays = all.flatMap(({ arrivals }, index) =>
    arrivals.map((arrival, place) => arrival - (announced[index]?.[place] ?? Number.NEGATIVE_INFINITY)),
  );
  return { p50: quantile(delays, 0.5), p99: quantile(delays, 0.99) };
}

whenAsked(async (question) => {
  if (!('payloads' in (question as object))) return hear(question as Awaiting);
  const { payloads, ...opening } = question as Opening;
  await atATime({ items: payloads, limit: openedAtATime }, (payload) => open({ ...opening, payload }));
  return hear({ frames: 0, withinMs: 0 });
});
tell({ ready: true });
