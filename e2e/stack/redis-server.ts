/** A Redis of our own, where the machine has the program: with a password, over TLS on demand, and killed as often as wanted. */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePorts } from './free-ports.ts';

const has = (program: string, ...args: string[]): boolean => spawnSync(program, args).status === 0;

/** Why there can be none, for the name of what is skipped; empty where there can. */
export const redisUnfit =
  has('redis-server', '--version') && has('openssl', 'version')
    ? ''
    : ' (not applicable: no redis-server or no openssl here; on Debian: apt-get install redis-server openssl)';

export interface RedisServer {
  /** With the credentials. */
  readonly url: string;
  /** A file with who vouches for its certificate. */
  readonly authority: string;
  /** As a power cut would. */
  kill(): Promise<void>;
  /** On the same port, after it was killed. */
  startAgain(): Promise<void>;
  /** Kills it and removes its files. */
  remove(): Promise<void>;
}

export interface RedisServerOptions {
  readonly password: string;
  readonly overTls?: boolean;
}

export async function startRedisServer({
  password,
  overTls = false,
}: RedisServerOptions): Promise<RedisServer> {
  const folder = await mkdtemp(join(tmpdir(), 'darkroom-redis-'));
  const [port] = await freePorts(1);
  const [certificate, key] = [join(folder, 'certificate.pem'), join(folder, 'key.pem')];
  if (overTls) makeCertificate(certificate, key);
  const tls = ['--tls-cert-file', certificate, '--tls-key-file', key, '--tls-auth-clients', 'no'];
  const ports = overTls ? ['--port', '0', '--tls-port', String(port), ...tls] : ['--port', String(port)];
  const start = () =>
    startProcess([...ports, '--bind', '127.0.0.1', '--dir', folder, '--requirepass', password]);
  let server = await start();
  const kill = async (): Promise<void> => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const exited = once(server, 'exit');
    server.kill('SIGKILL');
    await exited;
  };
  return {
    url: `${overTls ? 'rediss' : 'redis'}://default:${password}@127.0.0.1:${port}`,
    authority: certificate,
    kill,
    async startAgain() {
      server = await start();
    },
    async remove() {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Resolves when it takes connections. */
async function startProcess(args: readonly string[]): Promise<ChildProcess> {
  const server = spawn('redis-server', [...args, '--save', '', '--appendonly', 'no'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const said: string[] = [];
  for await (const line of createInterface(server.stdout)) {
    said.push(line);
    if (!line.includes('Ready to accept connections')) continue;
    server.stdout.resume();
    return server;
  }
  throw new Error(`redis-server did not start:\n${said.join('\n')}`);
}

/** For a day, and for this address. */
function makeCertificate(certificate: string, key: string): void {
  const files = ['-keyout', key, '-out', certificate];
  const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'];
  execFileSync('openssl', ['req', '-x509', '-nodes', '-days', '1', ...curve, ...files, ...subject], {
    stdio: 'ignore',
  });
}
