/** A look into processes that run, on the admin ports of a server and a worker; and what their logs say of each request and job. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { newOwner, type Owner } from '../clients/owner.ts';
import { UploadImage } from '../documents/uploads.ts';
import { fileOf, jpeg } from '../fixtures/pictures.ts';
import { type LogLine, logLines } from '../stack/log.ts';
import { describeOwnStack } from '../stack/own-stack.ts';
import { sharedDeployment, sharedStack } from '../stack/shared.ts';
import { until } from '../until.ts';

describeOwnStack('an operator', () => {
  const { url, apiKey } = sharedDeployment();
  const { adminUrl, workerAdminUrl, logFile } = sharedStack();
  const ports = [
    { role: 'server', base: `${adminUrl}/debug` },
    { role: 'worker', base: `${workerAdminUrl}/debug` },
  ] as const;
  let owner: Owner;
  beforeAll(async () => {
    owner = await newOwner({ url, apiKey });
  });

  const changeLevel = (base: string, body: object): Promise<Response> =>
    fetch(`${base}/log-level`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const codeOf = async (response: Response) => ((await response.json()) as { code?: string }).code;

  describe.each(ports)('sees of a $role', ({ role, base }) => {
    it('where its time goes: /debug/cpu-profile', async () => {
      const answer = await fetch(`${base}/cpu-profile?seconds=1`);
      const { nodes, samples } = (await answer.json()) as Record<'nodes' | 'samples', unknown[]>;
      expect(nodes.length).toBeGreaterThan(1);
      expect(samples.length).toBeGreaterThan(1);
    });

    it('what its memory holds: /debug/heap-snapshot, and no second look meanwhile', async () => {
      const profile = fetch(`${base}/cpu-profile?seconds=3`);
      const refused = await until(
        async () => {
          const answer = await fetch(`${base}/heap-snapshot`);
          if (answer.status === 409) return codeOf(answer);
          await answer.body?.cancel();
          return undefined;
        },
        { what: 'a refusal', everyMs: 250 },
      );
      expect(refused).toBe('DEBUG_IN_PROGRESS');
      await (await profile).body?.cancel();
      const snapshot = await until(
        async () => {
          const answer = await fetch(`${base}/heap-snapshot`);
          return answer.ok ? answer : undefined;
        },
        { what: 'a snapshot' },
      );
      expect(snapshot.headers.get('content-disposition')).toMatch(/\.heapsnapshot"$/);
      const bytes = Buffer.from(await snapshot.arrayBuffer());
      expect(bytes.length).toBeGreaterThan(1_000_000);
      expect(bytes.subarray(0, 12).toString()).toBe('{"snapshot":');
      expect(bytes.subarray(-10).toString()).toMatch(/\}\s*$/);
    });

    it('more of its log for a while: /debug/log-level', async () => {
      const changed = await changeLevel(base, { level: 'debug', seconds: 60 });
      expect(await changed.json()).toMatchObject({ level: 'debug', usual: 'info' });
      await fetch(base.replace('/debug', '/probe/live'));
      const isProbe = (line: LogLine): boolean =>
        line.level === 20 && line.role === role && line['route'] === '/probe/live';
      await until(async () => (await logLines(logFile)).some(isProbe), { what: 'the line of a probe' });
      await changeLevel(base, { level: 'info', seconds: 1 });
      await until(async () => (await (await fetch(`${base}/log-level`)).text()).includes('"until":null'), {
        what: 'the usual level',
      });
    });

    it('nothing through a web page that somebody has open', async () => {
      const answer = await fetch(`${base}/heap-snapshot`, { headers: { origin: 'https://evil.example' } });
      expect([answer.status, await codeOf(answer)]).toEqual([403, 'DEBUG_NOT_ALLOWED']);
    });
  });

  it('reads one line for each request and one for each job, by the same request id', async () => {
    const requestId = 'e2e-one-line-each';
    const { data } = await owner.send(
      UploadImage,
      { input: { file: fileOf(await jpeg()) } },
      { 'x-request-id': requestId },
    );
    await owner.settled(data?.uploadImage.image?.id ?? '');
    const lines = await until(
      async () => {
        const found = (await logLines(logFile)).filter(
          (line) => line['requestId'] === requestId && /^a (request|job) /.test(line.msg),
        );
        return found.length >= 3 && found;
      },
      { what: 'the lines of both jobs' },
    );
    expect(lines).toEqual([
      expect.objectContaining({
        msg: 'a request was answered',
        role: 'server',
        method: 'POST',
        route: '/graphql',
        operation: 'mutation UploadImage',
        viewer: 'key',
        status: 200,
        ms: expect.any(Number),
        bytes: expect.any(Number),
      }),
      ...['render-first', 'render-rest'].map((queue) =>
        expect.objectContaining({ msg: 'a job was done', role: 'worker', queue, attempt: 1 }),
      ),
    ]);
  });

  it('finds none of this on the public port', async () => {
    for (const path of ['cpu-profile', 'heap-snapshot', 'log-level'])
      expect([path, (await fetch(`${url}/debug/${path}`)).status]).toEqual([path, 404]);
  });
});
