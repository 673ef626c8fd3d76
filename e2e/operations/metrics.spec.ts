/** `/metrics` of a server and of a worker tells what happened, in the words of docs/metrics.md and never in those of a client; StatsD hears the same. */
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { everyWayIn, openSite } from '../clients/every-way-in.ts';
import { type Scrape, scrape } from '../clients/metrics.ts';
import { newOwner, type Owner } from '../clients/owner.ts';
import { fileOf, jpeg } from '../fixtures/pictures.ts';
import { describeOwnStack } from '../stack/own-stack.ts';
import { promtool, promtoolUnfit } from '../stack/promtool.ts';
import { type Stack, startStack } from '../stack.ts';
import { until } from '../until.ts';

const judged: (title: string, body: () => void) => void = promtoolUnfit === '' ? describe : describe.skip;

describeOwnStack('metrics', () => {
  let stack: Stack;
  let owner: Owner;
  let site: Awaited<ReturnType<typeof openSite>>;
  let statsd: Socket;
  const heard: string[] = [];

  beforeAll(async () => {
    statsd = createSocket('udp4', (packet) => heard.push(...packet.toString().split('\n'))).bind(
      0,
      '127.0.0.1',
    );
    await once(statsd, 'listening');
    site = await openSite();
    stack = await startStack({
      environment: {
        STATSD_URL: `udp://127.0.0.1:${statsd.address().port}`,
        STATSD_SECONDS: '1',
        ALLOW_PRIVATE_ADDRESSES: '127.0.0.0/8',
      },
    });
    owner = await newOwner(stack);
  });
  afterAll(async () => {
    site.close();
    await stack.remove();
    statsd.close();
  });

  const ofServer = (): Promise<Scrape> => scrape(stack.adminUrl);
  const ofWorker = (): Promise<Scrape> => scrape(stack.workerAdminUrl);
  /** How much more there is of it than before. */
  const more = (before: Scrape, now: Scrape, name: string, labels: Record<string, string>): number =>
    now.sum(name, labels) - before.sum(name, labels);

  /** Uploads a picture that nothing else is. */
  const upload = async () =>
    owner.settled((await owner.upload(fileOf(await jpeg({ width: 640, height: 480 }), 'photo.jpg'))).id);

  it('are in the text format of Prometheus, and each of a process is in docs/metrics.md', async () => {
    const text = await readFile(join(import.meta.dirname, '../../docs/metrics.md'), 'utf8');
    const rows = [...text.matchAll(/^\| <a id="(\w+)"><\/a>.*?\| (\w+) \|.*?\| ([\w, ]+) \|/gm)];
    expect(rows.length).toBeGreaterThan(50);
    for (const [role, { types, contentType }] of [
      ['server', await ofServer()],
      ['worker', await ofWorker()],
    ] as const) {
      const documented = rows.filter(([, , , of = '']) => of.split(', ').includes(role));
      expect(contentType).toBe('text/plain; version=0.0.4; charset=utf-8');
      expect(Object.fromEntries(types)).toEqual(
        Object.fromEntries(documented.map(([, name, type]) => [name, type] as const)),
      );
    }
  });

  judged(`before promtool${promtoolUnfit}`, () => {
    it('are as it wants them', async () => {
      await upload();
      for (const { text } of [await ofServer(), await ofWorker()])
        expect(await promtool(['check', 'metrics'], text)).toBe('');
    });
  });

  it('count an upload by its way in, with its bytes, and a refused one as such', async () => {
    const ways = {
      uploadImage: 'graphql',
      'POST /upload, a form': 'rest',
      'createUpload, in one request': 'direct',
      tus: 'tus',
      importImage: 'import',
    } as const;
    const before = { server: await ofServer(), worker: await ofWorker() };
    const bytes = await jpeg({ width: 320, height: 240 });
    const bad = Buffer.from('this is no picture, whatever it says that it is');
    for (const name of Object.keys(ways)) {
      const send = everyWayIn[name];
      const sent = { owner, url: stack.url, site, type: 'image/jpeg' };
      expect(await send?.({ ...sent, bytes })).toMatchObject({ imageId: expect.any(String) });
      expect(await send?.({ ...sent, bytes: bad })).toMatchObject({ code: expect.any(String) });
    }
    const now = { server: await ofServer(), worker: await ofWorker() };
    for (const way of Object.values(ways)) {
      const role = way === 'import' ? 'worker' : 'server';
      const counted = (name: string, labels: Record<string, string>): number =>
        more(before[role], now[role], name, { way, ...labels });
      expect({
        way,
        completed: counted('darkroom_uploads_total', { outcome: 'completed' }),
        refused: counted('darkroom_uploads_total', { outcome: 'refused' }),
        bytes: counted('darkroom_upload_received_bytes_total', {}),
      }).toEqual({ way, completed: 1, refused: 1, bytes: bytes.length });
    }
    const refusals = now.server.samples.filter(({ name }) => name === 'darkroom_refusals_total');
    expect(refusals.map(({ labels }) => labels['code'])).toContain('UNSUPPORTED_MEDIA_TYPE');
  });

  it('count deliveries by where they came from, also those from memory that no route sees', async () => {
    const { id } = await upload();
    const url = `${stack.url}/images/${id}?size=thumb&format=webp`;
    const ask = (headers: Record<string, string> = {}) => fetch(url, { headers });
    await owner.ask(
      'mutation ($id: ID!) { updateImage(input: { id: $id, visibility: PUBLIC }) { userErrors { code } } }',
      { id },
    );
    const first = await until(
      async () => {
        const answer = await ask();
        return answer.status === 200 && answer;
      },
      { what: 'the image to be public' },
    );
    const size = (await first.arrayBuffer()).byteLength;
    const before = await ofServer();
    for (let asked = 0; asked < 3; asked += 1) await (await ask()).arrayBuffer();
    await (await ask({ 'cdn-loop': 'cloudflare' })).arrayBuffer();
    const etag = first.headers.get('etag') ?? '';
    expect((await ask({ 'if-none-match': etag })).status).toBe(304);
    const now = await ofServer();
    const [direct, cdn] = [{ via: 'direct' }, { via: 'cdn' }];
    expect(more(before, now, 'darkroom_deliveries_total', direct)).toBe(4);
    expect(more(before, now, 'darkroom_deliveries_total', cdn)).toBe(1);
    expect(more(before, now, 'darkroom_delivery_bytes_total', direct)).toBe(3 * size);
    expect(more(before, now, 'darkroom_deliveries_total', { cache: 'memory' })).toBeGreaterThanOrEqual(1);
    const route = { route: '/images/:id', method: 'GET' };
    expect(more(before, now, 'darkroom_http_requests_total', { ...route, status: '2xx' })).toBe(4);
    expect(more(before, now, 'darkroom_http_requests_total', { ...route, status: '3xx' })).toBe(1);
  });

  it('have nothing in them that a client wrote', async () => {
    const hostile = 'x-hostile-7261"} 1\ndarkroom_forged 1';
    const name = 'HostileName7261';
    const send = (path: string, init: RequestInit = {}) => fetch(stack.url + path, init);
    const json = { 'content-type': 'application/json', authorization: `Bearer ${owner.apiKey}` };
    const before = (await ofServer()).samples.length;
    for (let turn = 0; turn < 40; turn += 1) {
      const query = `query ${name}${turn} { viewer { id } }`;
      const body = JSON.stringify({ query, operationName: `${name}${turn}` });
      await send('/graphql', { method: 'POST', headers: json, body });
      await send('/graphql', {
        method: 'POST',
        headers: json,
        body: JSON.stringify({ query: `{ ${name}${turn}` }),
      });
      await send(`/${name}${turn}/${encodeURIComponent(hostile)}`, { method: turn % 2 ? 'PUT' : 'PROPFIND' });
      await send(`/images/${name}${turn}`, { headers: { 'cdn-loop': name, 'user-agent': name } });
      await owner.send(`subscription ${name}${turn} { imageEvents { __typename } }`);
    }
    const { text, samples, sum } = await ofServer();
    expect(text).not.toContain('7261');
    expect(text).not.toContain('forged');
    // A few that had not been there, however many names there were.
    expect(samples.length - before).toBeLessThan(200);
    expect(sum('darkroom_http_requests_total', { route: 'unmatched', method: 'other' })).toBe(20);
    expect(
      sum('darkroom_graphql_operations_total', { type: 'query', outcome: 'ok', operation: '' }),
    ).toBeGreaterThanOrEqual(40);
    expect(sum('darkroom_graphql_operations_total', { outcome: 'refused' })).toBeGreaterThanOrEqual(40);
  });

  it('tell of sockets, of what was forwarded, and of clients that resume', async () => {
    const before = await ofServer();
    const after = await owner.bookmark();
    const watch = owner.watch({ after });
    await upload();
    await watch.first('ImageReady');
    const now = await ofServer();
    expect(now.sum('darkroom_subscriber_connections')).toBeGreaterThanOrEqual(1);
    expect(now.sum('darkroom_subscriptions')).toBeGreaterThanOrEqual(1);
    expect(more(before, now, 'darkroom_events_forwarded_total', {})).toBeGreaterThanOrEqual(3);
    expect(more(before, now, 'darkroom_subscription_resumes_total', { outcome: 'resumed' })).toBe(1);
    await watch.close();
    await until(async () => (await ofServer()).sum('darkroom_subscriber_connections') === 0, {
      what: 'the socket to be counted no more',
    });
  });

  it('tell of jobs, renders and queues, and that all is well', async () => {
    const before = await ofWorker();
    await upload();
    const now = await until(
      async () => {
        const seen = await ofWorker();
        return (
          more(before, seen, 'darkroom_job_duration_seconds_count', { outcome: 'completed' }) >= 2 && seen
        );
      },
      { what: 'the jobs of an image' },
    );
    expect(
      more(before, now, 'darkroom_render_duration_seconds_count', { format: 'webp', size: 'small' }),
    ).toBe(1);
    expect(
      more(before, now, 'darkroom_render_requests_total', { kind: 'render', outcome: 'ok' }),
    ).toBeGreaterThan(0);
    for (const { sum, samples } of [now, await ofServer()]) {
      const queues = samples.filter(({ name }) => name === 'darkroom_queue_oldest_age_seconds');
      expect(queues.length).toBeGreaterThan(10);
      expect(sum('darkroom_metrics_read_failed')).toBe(0);
      expect(sum('darkroom_database_connections')).toBeGreaterThan(0);
      expect(sum('darkroom_disk_available_bytes', { folder: 'blobs' })).toBeGreaterThan(0);
      expect(sum('darkroom_build_info')).toBe(1);
    }
  });

  describe('over StatsD', () => {
    it('are the same, of both processes, by what they grew', async () => {
      await upload();
      const grown = (pattern: RegExp): number =>
        heard.reduce((sum, line) => sum + Number(pattern.exec(line)?.[1] ?? 0), 0);
      await until(
        async () =>
          grown(/^darkroom_uploads_total:(\d+)\|c\|#role:server,way:graphql,outcome:completed$/) ===
          (await ofServer()).sum('darkroom_uploads_total', { way: 'graphql', outcome: 'completed' }),
        { what: 'all uploads to be heard of' },
      );
      const ready = /^darkroom_render_duration_seconds_count:(\d+)\|c\|#role:worker,format:webp,size:small$/;
      await until(
        async () =>
          grown(ready) ===
          (await ofWorker()).sum('darkroom_render_duration_seconds_count', { format: 'webp', size: 'small' }),
        { what: 'all renders to be heard of' },
      );
      expect(heard.some((line) => line.startsWith('darkroom_build_info:1|g|#role:server,'))).toBe(true);
      expect(heard.filter((line) => !/^\w+:[\d.e+-]+\|[cg]\|#[\w.:/,*+-]+$/.test(line))).toEqual([]);
    });
  });
});
