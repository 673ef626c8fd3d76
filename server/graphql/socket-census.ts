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

export interface SocketLimits {
  readonly perClient: number;
  readonly subscriptionsPerClient: number;
  readonly idleSeconds: number;
}

export class SocketCensus {
  readonly #limits: SocketLimits;
  readonly #sockets = new Map<string, Set<Counted>>();
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

  /** @throws AppError TOO_MANY_SUBSCRIPTIONS when the client has more of them than it may. */
  refuseTooMany({ client }: Connection): void {
    const limit = this.#limits.subscriptionsPerClient;
    let running = 0;
    for (const { subscriptions } of this.#sockets.get(client) ?? []) running += subscriptions();
    if (running > limit) throw new AppError('TOO_MANY_SUBSCRIPTIONS', { limit });
  }

  /** What a client is told that may not have another. */
  tooManySockets(): AppError {
    return new AppError('TOO_MANY_SOCKETS', { limit: this.#limits.perClient });
  }

  end(): void {
    clearInterval(this.#timer);
  }

  #add(connection: Counted, client: string): boolean {
    const sockets = this.#sockets.get(client) ?? new Set();
    if (sockets.size >= this.#limits.perClient) return false;
    connection.client = client;
    this.#sockets.set(client, sockets.add(connection));
    return true;
  }

  #remove(connection: Counted): void {
    const sockets = this.#sockets.get(connection.client);
    sockets?.delete(connection);
    if (sockets?.size === 0) this.#sockets.delete(connection.client);
  }

  #closeIdle(): void {
    const now = Date.now();
    for (const sockets of this.#sockets.values())
      for (const socket of sockets)
        if (socket.subscriptions() > 0) socket.busyAt = now;
        else if (now - socket.busyAt >= this.#limits.idleSeconds * 1_000) socket.close?.();
  }
}
