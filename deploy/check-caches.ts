/**
 * Runs Darkroom behind nginx and behind Varnish, each as it is configured here, and tells what they made of it.
 * Called by deploy/check-caches.sh.
 */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  createWriteStream,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import { adaptedNginx } from './nginx/adapted.ts';

const root = resolve(import.meta.dirname, '..');
const apiKey = `check_${randomBytes(24).toString('base64url')}`;

interface Ports {
  readonly server: number;
  readonly admin: number;
  readonly cache: number;
  readonly purge: number;
  /** Of nginx alone. */
  readonly inner: number;
}

interface Cache {
  /** What Darkroom is told of it. */
  readonly environment: (ports: Ports) => Record<string, string>;
  readonly start: (folder: string, ports: Ports) => ChildProcess;
}

const caches: Readonly<Record<string, Cache>> = {
  nginx: {
    environment: ({ purge }) => ({ CDN_PURGE_URLS: `http://127.0.0.1:${purge}` }),
    start(folder, ports) {
      const config = join(folder, 'nginx.conf');
      const { server, cache: port, purge: purgePort, inner: innerPort } = ports;
      writeFileSync(config, adaptedNginx({ folder, servers: [server], port, purgePort, innerPort }));
      return spawn('nginx', ['-p', folder, '-c', config, '-g', 'daemon off;'], { stdio: 'inherit' });
    },
  },
  Varnish: {
    environment: ({ purge }) => ({ CDN_PURGE_BY: 'tag', CDN_PURGE_URLS: `http://127.0.0.1:${purge}` }),
    start(folder, ports) {
      const config = join(folder, 'default.vcl');
      const rules = readFileSync(join(import.meta.dirname, 'varnish/default.vcl'), 'utf8');
      assert(rules.includes('"server"') && rules.includes('"4000"'), 'default.vcl names the server');
      writeFileSync(
        config,
        rules.replaceAll('"server"', '"127.0.0.1"').replaceAll('"4000"', `"${ports.server}"`),
      );
      const at = ['-a', `http=127.0.0.1:${ports.cache}`, '-a', `purge=127.0.0.1:${ports.purge}`];
      // Without its jail, because a container may not let it change users.
      const options = ['-j', 'none', '-F', '-n', join(folder, 'varnish'), '-s', 'malloc,64m', '-f', config];
      return spawn('varnishd', [...at, ...options], { stdio: 'ignore' });
    },
  },
};

let ports: Ports;

interface Answer {
  readonly status: number;
  readonly cache: string | null;
  readonly type: string | null;
  readonly vary: string | null;
  readonly body: Buffer;
}

async function ask(path: string, init: RequestInit = {}, port = ports.cache): Promise<Answer> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'manual', ...init });
  return {
    status: response.status,
    cache: response.headers.get('x-cdn-cache'),
    type: response.headers.get('content-type'),
    vary: response.headers.get('vary'),
    body: Buffer.from(await response.arrayBuffer()),
  };
}

/** With the key, past the cache. */
async function call<T>(path: string, init: RequestInit = {}): Promise<T> {
  const headers = { authorization: `Bearer ${apiKey}`, ...(init.headers as Record<string, string>) };
  const response = await fetch(`http://127.0.0.1:${ports.server}${path}`, { ...init, headers });
  assert(response.ok, `${path} answers ${response.status}`);
  return (response.status === 204 ? undefined : await response.json()) as T;
}

async function until(what: string, look: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!(await look())) {
    assert(Date.now() < deadline, `after 30 seconds it was still not so: ${what}`);
    await sleep(50);
  }
}

let color = 0;

/** An image of its own for each claim, with all that is made of it. */
async function upload(visibility: 'PUBLIC' | 'PRIVATE'): Promise<string> {
  color += 40;
  const picture = sharp({
    create: { width: 900, height: 600, channels: 3, background: { r: color, g: 80, b: 40 } },
  });
  const { id } = await call<{ id: string }>(`/upload?visibility=${visibility}`, {
    method: 'POST',
    headers: { 'content-type': 'image/jpeg' },
    body: new Blob([await picture.jpeg().toBuffer()]),
  });
  const query = `query ($id: ID!) { image(id: $id) { status } }`;
  await until('the image is ready', async () => {
    const answer = await call<{ data: { image: { status: string } } }>('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables: { id } }),
    });
    return answer.data.image.status === 'READY';
  });
  return id;
}

async function signed(id: string, transform: string, expiresIn: number): Promise<string> {
  const body = JSON.stringify({ transform, expiresIn });
  const headers = { 'content-type': 'application/json' };
  const { url } = await call<{ url: string }>(`/images/${id}/signed-url`, { method: 'POST', headers, body });
  const { pathname, search } = new URL(url);
  return pathname + search;
}

/** A mutation that must succeed, and nothing of what it answers. */
async function change(name: string, input: object): Promise<void> {
  const type = `${name.slice(0, 1).toUpperCase()}${name.slice(1)}Input!`;
  const query = `mutation ($input: ${type}) { it: ${name}(input: $input) { userErrors { code } } }`;
  const { data } = await call<{ data: { it: { userErrors: unknown[] } } }>('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables: { input } }),
  });
  assert.deepEqual(data.it.userErrors, []);
}

/** Everything that a stranger may have seen of a public image, and what its owner gave away signed. */
async function shownUrls(id: string): Promise<readonly (readonly [string, string])[]> {
  const avif = 'image/avif,image/webp,image/*';
  return [
    [`/i/${id}/thumb.webp`, '*/*'],
    [`/i/${id}/medium.png`, '*/*'],
    [`/i/${id}/w320.jpg?from=elsewhere`, '*/*'],
    [`/i/${id}/w640.auto`, avif],
    [`/i/${id}/w640.auto`, 'image/*'],
    [`/images/${id}`, avif],
    [`/images/${id}?size=thumb`, 'image/webp'],
    [`/images/${id}?format=jpeg&size=thumb`, '*/*'],
    [await signed(id, '123x45-gray.webp', 600), '*/*'],
  ];
}

const claims: Record<string, () => Promise<void>> = {
  async 'keeps what is public until it is told to forget it'() {
    const id = await upload('PUBLIC');
    for (const path of [`/i/${id}/thumb.webp`, `/i/${id}/w320.webp`]) {
      const [first, second] = [await ask(path), await ask(path)];
      assert.deepEqual([first.status, first.cache, second.cache], [200, 'MISS', 'HIT']);
      assert.deepEqual(second.body, first.body);
      await call(`/images/${id}/purge`, { method: 'POST' });
      // It may happen before anybody looks, and is seen once.
      let after = first;
      await until('it asks the server again', async () => {
        after = await ask(path);
        return after.cache !== 'HIT';
      });
      assert.equal(after.status, 200);
      assert.deepEqual(after.body, first.body);
      assert.equal((await ask(path)).cache, 'HIT');
    }
  },

  async 'forgets one image and no other'() {
    const [id, other] = [await upload('PUBLIC'), await upload('PUBLIC')];
    await Promise.all([id, other].map((each) => ask(`/i/${each}/thumb.webp`)));
    await call(`/images/${id}/purge`, { method: 'POST' });
    await until('the one is forgotten', async () => (await ask(`/i/${id}/thumb.webp`)).cache !== 'HIT');
    assert.equal((await ask(`/i/${other}/thumb.webp`)).cache, 'HIT');
  },

  async 'shows nothing of an image that became private'() {
    const id = await upload('PUBLIC');
    const urls = await shownUrls(id);
    const unsigned = urls.filter(([path]) => !path.includes('sig='));
    for (const [path, accept] of urls) {
      const { status } = await ask(path, { headers: { accept } });
      assert.equal(status, 200, path);
    }
    await change('updateImage', { id, visibility: 'PRIVATE' });
    for (const [path, accept] of unsigned)
      await until(`${path} is gone`, async () => (await ask(path, { headers: { accept } })).status === 404);
    // The signature goes on opening it, at the server alone.
    for (const [path] of urls.slice(-1)) {
      await until('it is not kept', async () => (await ask(path)).cache !== 'HIT');
      assert.equal((await ask(path)).cache === 'HIT', false);
      assert.equal((await ask(path.replace(/\?.*/, ''))).status, 404);
    }
  },

  async 'shows nothing of an image that was deleted'() {
    const id = await upload('PUBLIC');
    const urls = await shownUrls(id);
    for (const [path, accept] of urls) assert.equal((await ask(path, { headers: { accept } })).status, 200);
    await call(`/images/${id}`, { method: 'DELETE' });
    for (const [path, accept] of urls)
      await until(`${path} is gone`, async () => (await ask(path, { headers: { accept } })).status === 404);
  },

  async 'never holds what is private, not as long as its signature lasts, and not beyond'() {
    const id = await upload('PRIVATE');
    const path = await signed(id, 'w320.webp', 3);
    for (let time = 0; time < 3; time++) {
      const { status, cache } = await ask(path);
      assert.equal(status, 200);
      assert.notEqual(cache, 'HIT');
    }
    assert.equal((await ask(path.replace(/\?.*/, ''))).status, 404);
    await until('the signature is over', async () => (await ask(path)).status === 403);
    const key = { headers: { authorization: `Bearer ${apiKey}` } };
    assert.equal((await ask(`/i/${id}/thumb.webp`, key)).status, 200);
    assert.equal((await ask(`/i/${id}/thumb.webp`)).status, 404);
  },

  async 'shows what is shared by a link as often as it is asked for, and nothing once the share is revoked'() {
    for (const visibility of ['PRIVATE', 'PUBLIC'] as const) {
      const image = await upload(visibility);
      const share = await call<{ id: string; token: string }>(`/images/${image}/share`, { method: 'POST' });
      const paths = ['', '/thumb.webp', '/w320.webp', '/w640.auto'].map((file) => `/s/${share.token}${file}`);
      for (const path of [...paths, ...paths]) assert.equal((await ask(path)).status, 200, path);
      await change('revokeShare', { shareId: share.id });
      for (const path of paths) assert.equal((await ask(path)).status, 410, path);
    }
  },

  async 'answers those who ask for one private rendition at once, and not one after the other'() {
    const id = await upload('PRIVATE');
    const path = await signed(id, 'w320.webp', 600);
    await ask(path);
    const startedAt = performance.now();
    const answers = await Promise.all(Array.from({ length: 8 }, () => ask(path)));
    assert(answers.every(({ status, cache }) => status === 200 && cache !== 'HIT'));
    assert(performance.now() - startedAt < 2_000, 'eight answers take less than two seconds');
  },

  async 'gives each kind of client the format that it takes, and keeps one answer for each kind'() {
    const id = await upload('PUBLIC');
    const kinds = [
      {
        type: 'image/avif',
        accepts: ['image/avif,image/webp,*/*;q=0.8', 'image/png, image/AVIF, image/webp;q=0.9'],
      },
      { type: 'image/webp', accepts: ['image/webp,*/*', 'image/avif;q=0, text/html, image/webp'] },
      { type: 'image/jpeg', accepts: ['*/*', 'image/*', 'image/webp;q=0.0, */*'] },
    ];
    for (const path of [
      `/i/${id}/w640.auto`,
      `/images/${id}?size=thumb`,
      `/images/${id}?size=thumb&format=auto`,
    ])
      for (const { type, accepts } of kinds)
        for (const [index, accept] of accepts.entries()) {
          const answer = await ask(path, { headers: { accept } });
          const expected = { status: 200, cache: index === 0 ? 'MISS' : 'HIT', type, vary: 'Accept' };
          const { status, cache, type: given, vary } = answer;
          assert.deepEqual({ status, cache, type: given, vary }, expected, `${path} for ${accept}`);
        }
  },

  async 'takes orders from Darkroom alone'() {
    const id = await upload('PUBLIC');
    const path = `/i/${id}/thumb.webp`;
    await ask(path);
    await ask(path, { method: 'PURGE', headers: { 'surrogate-key': id } });
    assert.equal((await ask(path)).cache, 'HIT');
    // And shows nothing where it takes them.
    assert((await ask(path, {}, ports.purge)).status >= 400);
    const injected = { method: 'PURGE', headers: { 'surrogate-key': '.* || obj.status != 0' } };
    assert((await ask('/', injected, ports.purge)).status >= 400);
    assert.equal((await ask(path)).cache, 'HIT');
  },
};

/** Ports that were free a moment ago. */
async function freePorts(): Promise<Ports> {
  const servers = Array.from({ length: 5 }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const [server = 0, admin = 0, cache = 0, purge = 0, inner = 0] = servers.map(
    (each) => (each.address() as AddressInfo).port,
  );
  await Promise.all(servers.map((each) => once(each.close(), 'close')));
  return { server, admin, cache, purge, inner };
}

function startDarkroom(folder: string, more: Record<string, string>): ChildProcess {
  const home = join(folder, 'darkroom');
  mkdirSync(home);
  const child = spawn(process.execPath, [join(root, 'dist/cli/main.js'), 'start'], {
    cwd: home,
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      DATA_DIR: join(home, 'data'),
      HOST: '127.0.0.1',
      PORT: String(ports.server),
      ADMIN_PORT: String(ports.admin),
      WORKER_ADMIN_PORT: '0',
      PUBLIC_URL: `http://127.0.0.1:${ports.cache}`,
      TRUSTED_PROXIES: '127.0.0.1',
      PROFILES_PATH: join(root, 'profiles.yaml'),
      BOOTSTRAP_API_KEY: apiKey,
      URL_BUCKET_SECONDS: '1',
      CDN_PROVIDER: 'purge',
      ...more,
    },
    // The channel ends it should this process be killed.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const log = createWriteStream(join(home, 'log'));
  child.stdout?.pipe(log);
  child.stderr?.pipe(log);
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

async function untilItAnswers(path: string, port: number, child: ChildProcess): Promise<void> {
  await until(`${path} answers`, async () => {
    assert.equal(child.exitCode, null, 'it runs');
    return ask(path, {}, port).then(
      ({ status }) => status < 500,
      () => false,
    );
  });
}

async function check(name: string, { environment, start }: Cache): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'darkroom-caches-'));
  // Started by root, nginx works as somebody else.
  chmodSync(folder, 0o755);
  ports = await freePorts();
  const darkroom = startDarkroom(folder, environment(ports));
  const cache = start(folder, ports);
  try {
    await untilItAnswers('/probe/ready', ports.admin, darkroom);
    await untilItAnswers('/openapi.json', ports.cache, cache);
    for (const [claim, prove] of Object.entries(claims)) {
      try {
        await prove();
        console.log(`✓ ${name} ${claim}`);
      } catch (error) {
        process.exitCode = 1;
        console.log(`✗ ${name} ${claim}\n  ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  } finally {
    await Promise.all([end(cache), end(darkroom)]);
    rmSync(folder, { recursive: true, force: true });
  }
}

for (const [name, cache] of Object.entries(caches)) await check(name, cache);
