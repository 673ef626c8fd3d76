/** What an operator sets: quotas, waiting, expiry, slow clients and the pages that may call. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { download } from '../clients/download.ts';
import { authorization } from '../clients/graphql.ts';
import { beginUpload } from '../clients/multipart.ts';
import { newOwner, type Owner } from '../clients/owner.ts';
import { Usage } from '../documents/access.ts';
import { DeleteImages } from '../documents/images.ts';
import { UploadImage } from '../documents/uploads.ts';
import { fileOf, jpeg } from '../fixtures/pictures.ts';
import { graphql } from '../generated/gql.ts';
import { startStack, type Stack } from '../stack.ts';
import { describeOwnStack } from '../stack/own-stack.ts';
import { until } from '../until.ts';

const ShortLived = graphql(`
  query ShortLived($id: ID!) {
    image(id: $id) {
      variant(name: "thumb", format: WEBP) {
        url(expiresIn: 2)
      }
    }
  }
`);

const page = 'https://app.example';

describeOwnStack('a deployment with limits of its own', () => {
  let stack: Stack;
  let owner: Owner;
  let small: File;
  beforeAll(async () => {
    stack = await startStack({
      environment: {
        QUOTA_IMAGES: '3',
        QUOTA_UPLOADS_PER_DAY: '8',
        URL_BUCKET_SECONDS: '1',
        DELIVERY_WAIT_SECONDS: '1',
        UPLOAD_IDLE_SECONDS: '1',
        CORS_ORIGINS: page,
      },
    });
    owner = await newOwner(stack);
    small = fileOf(await jpeg({ width: 200, height: 150 }));
  });
  afterAll(() => stack.remove());

  it('charges a quota exactly, however many uploads come at once, and gives it back once', async () => {
    const attempts = await Promise.all(
      Array.from({ length: 8 }, () => owner.ask(UploadImage, { input: { file: small } })),
    );
    const ids = attempts.flatMap(({ uploadImage }) => uploadImage.image?.id ?? []);
    const codes = attempts.flatMap(({ uploadImage }) => uploadImage.userErrors.map(({ code }) => code));
    expect(ids).toHaveLength(3);
    expect(codes).toEqual(Array.from({ length: 5 }, () => 'QUOTA_EXCEEDED'));
    expect(await owner.usage()).toEqual({ bytes: 3 * small.size, images: 3 });
    const twice = await Promise.all([1, 2].map(() => owner.ask(DeleteImages, { input: { ids } })));
    expect(twice.filter(({ deleteImages }) => deleteImages.deletedIds).length).toBe(1);
    expect(await owner.usage()).toEqual({ bytes: 0, images: 0 });
  });

  it('counts the uploads of a day, which deleting does not give back', async () => {
    const busy = await newOwner(stack);
    for (let upload = 0; upload < 8; upload++) {
      const { id } = await busy.upload(small);
      await busy.ask(DeleteImages, { input: { ids: [id] } });
    }
    expect(await busy.refusal(small)).toEqual(['DAILY_QUOTA_EXCEEDED']);
    const { viewer } = await busy.ask(Usage, {});
    expect(viewer.usage.uploadsToday).toEqual({ used: 8, limit: 8 });
  });

  it('refuses a signed URL as soon as it has expired', async () => {
    const { id } = await owner.upload(small);
    await owner.settled(id);
    const { image } = await owner.ask(ShortLived, { id });
    const url = image?.variant?.url ?? '';
    expect((await download(url)).status).toBe(200);
    const refused = await until(
      async () => {
        const answer = await download(url);
        return answer.status !== 200 && answer;
      },
      { what: 'the URL to expire' },
    );
    expect({ status: refused.status, code: refused.problem().code }).toEqual({
      status: 403,
      code: 'SIGNATURE_INVALID',
    });
    expect(Date.now()).toBeGreaterThanOrEqual(Number(new URL(url).searchParams.get('exp')) * 1_000);
  });

  it('answers 503 with Retry-After when a variant takes longer than it waits, and delivers it later', async () => {
    const worker = await stack.processOf('worker');
    process.kill(worker.pid, 'SIGSTOP');
    try {
      const { id } = await owner.upload(small);
      const headers = authorization(owner.apiKey);
      for (const path of [`/i/${id}/thumb.webp`, `/images/${id}?size=medium`]) {
        const { status, headers: told, problem } = await answerAt(path, headers);
        expect({ path, status, code: problem.code }).toEqual({
          path,
          status: 503,
          code: 'VARIANT_NOT_READY',
        });
        expect(Number(told.get('retry-after'))).toBeGreaterThan(0);
      }
      process.kill(worker.pid, 'SIGCONT');
      await owner.settled(id);
      expect((await download(`${stack.url}/i/${id}/thumb.webp`, { headers })).status).toBe(200);
    } finally {
      process.kill(worker.pid, 'SIGCONT');
    }
  });

  async function answerAt(path: string, headers: Record<string, string>) {
    const answer = await download(`${stack.url}${path}`, { headers });
    return { status: answer.status, headers: answer.headers, problem: answer.problem() };
  }

  it('ends an upload that stops moving with 408 REQUEST_TIMEOUT, and keeps nothing of it', async () => {
    const before = (await stack.blobs()).length;
    const upload = await beginUpload(
      { ...owner, query: UploadImage.toString() },
      { begin: await jpeg(), total: 1_000_000 },
    );
    const answer = await until(() => upload.answer().includes('\r\n\r\n') && upload.answer(), {
      what: 'an answer',
    });
    expect(answer).toContain('REQUEST_TIMEOUT');
    upload.socket.destroy();
    await until(async () => (await stack.blobs()).length === before, { what: 'the disk to be as before' });
  });

  it('lets the pages call that it names, with keys and without their visitors’ cookies, and no others', async () => {
    const preflight = (origin: string) =>
      fetch(`${stack.url}/graphql`, {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'authorization,apollo-require-preflight',
        },
      });
    const allowed = await preflight(page);
    expect(allowed.status).toBe(204);
    expect(Object.fromEntries(allowed.headers)).toMatchObject({
      'access-control-allow-origin': page,
      'access-control-allow-headers': expect.stringContaining('apollo-require-preflight'),
      vary: expect.stringContaining('Origin'),
    });
    expect(allowed.headers.get('access-control-allow-credentials')).toBeNull();
    const refused = await preflight('https://evil.example');
    expect(refused.headers.get('access-control-allow-origin')).not.toBe('https://evil.example');
    const answer = await fetch(`${stack.url}/graphql`, {
      method: 'POST',
      headers: { origin: page, 'content-type': 'application/json', ...authorization(owner.apiKey) },
      body: '{"query":"{ viewer { id } }"}',
    });
    expect(answer.headers.get('access-control-allow-origin')).toBe(page);
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
  });
});
