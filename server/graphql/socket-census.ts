/**
 * Which sockets and event streams of whom are open in this server, so that one client has only so many of them, and so
 * many subscriptions over all of them. A socket counts for its address until it has said who it is.
 */
import { AppError } from '../../platform/errors.ts';

/** One socket or event stream. */
export interface Connection {
  /** Whom it counts for. */
  readonly client: string;
}

interface Counted extends Connection {
  client: string;
  /** How many subscriptions it has now. */
  subscriptions: () => number;
  /** When it last had one, or began. */
  busyAt: number;
  close: (() => void) | undefined;
  isGone: boolean;
}

/** The sockets of one client. */
interface Client {
  readonly sockets: Set<Counted>;
  /** So many subscriptions may begin before all have to be counted again: the others can only have ended meanwhile. */
  uncounted: number;
}

export interface SocketLimits {
  readonly perClient: number;
  readonly subscriptionsPerClient: number;
  readonly idleSeconds: number;
}

export class SocketCensus {
  readonly #limits: SocketLimits;
  readonly #clients = new Map<string, Client>();
  readonly #timer: NodeJS.Timeout;

  constructor(limits: SocketLimits) {
    this.#limits = limits;
    this.#timer = setInterval(() => this.#closeIdle(), (limits.idleSeconds * 1_000) / 4);
    this.#timer.unref();
  }

  /** A new socket; undefined when the client has as many as it may. */
  enter(client: string): Connection | undefined {
    const connection: Counted = {
      client,
      subscriptions: () => 0,
      busyAt: Date.now(),
      close: undefined,
      isGone: false,
    };
    return this.#add(connection, client) ? connection : undefined;
  }

  /** It has said who it is; false when that client has as many sockets as it may, or this one has left meanwhile. */
  greet(
    connection: Connection,
    client: string,
    { subscriptions, close }: { subscriptions: () => number; close: () => void },
  ): boolean {
    const counted = connection as Counted;
    // Finding out who it is takes a moment; whoever has left by then would be counted for ever.
    if (counted.isGone) return false;
    if (client !== counted.client) {
      this.#remove(counted);
      if (!this.#add(counted, client)) return false;
    }
    Object.assign(counted, { subscriptions, close, busyAt: Date.now() });
    return true;
  }

  leave(connection: Connection): void {
    const counted = connection as Counted;
    counted.isGone = true;
    this.#remove(counted);
  }

  /**
   * Asked once for each subscription that has begun.
   * @throws AppError TOO_MANY_SUBSCRIPTIONS when the client has more of them than it may.
   */
  refuseTooMany({ client: name }: Connection): void {
    const client = this.#clients.get(name);
    if (!client) return;
    if (client.uncounted > 0) {
      client.uncounted -= 1;
      return;
    }
    const limit = this.#limits.subscriptionsPerClient;
    let running = 0;
    for (const { subscriptions } of client.sockets) running += subscriptions();
    if (running > limit) throw new AppError('TOO_MANY_SUBSCRIPTIONS', { limit });
    client.uncounted = limit - running;
  }

  /** All of them together. */
  count(): { connections: number; subscriptions: number } {
    const sockets = [...this.#clients.values()].flatMap(({ sockets }) => [...sockets]);
    const running = sockets.reduce((sum, socket) => sum + socket.subscriptions(), 0);
    return { connections: sockets.length, subscriptions: running };
  }

  /** What a client is told that may not have another. */
  tooManySockets(): AppError {
    return new AppError('TOO_MANY_SOCKETS', { limit: this.#limits.perClient });
  }

  end(): void {
    clearInterval(this.#timer);
  }

  #add(connection: Counted, name: string): boolean {
    const client = this.#clients.get(name) ?? { sockets: new Set(), uncounted: 0 };
    if (client.sockets.size >= this.#limits.perClient) return false;
    connection.client = name;
    client.sockets.add(connection);
    this.#clients.set(name, client);
    return true;
  }

  #remove(connection: Counted): void {
    const client = this.#clients.get(connection.client);
    client?.sockets.delete(connection);
    if (client?.sockets.size === 0) this.#clients.delete(connection.client);
  }

  #closeIdle(): void {
    const now = Date.now();
    for (const { sockets } of this.#clients.values())
      for (const socket of sockets)
        if (socket.subscriptions() > 0) socket.busyAt = now;
        else if (now - socket.busyAt >= this.#limits.idleSeconds * 1_000) socket.close?.();
  }
}
