/** A browser that signs in by a link: what its session opens, that it ends, and that no other page can use it. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { darkroom } from '../clients/command-line.ts';
import { authorization, type GraphqlAnswer, graphqlClient } from '../clients/graphql.ts';
import { openSocket } from '../clients/raw-socket.ts';
import { beginBytes, sendBytes, sendForm } from '../clients/rest.ts';
import {
  cookieOf,
  newLink,
  ours,
  pressSignIn,
  printedLink,
  shownAt,
  signedIn,
  theirs,
} from '../clients/signed-in.ts';
import { tusRequest } from '../clients/tus.ts';
import { Usage } from '../documents/access.ts';
import { DeleteImages, ImageById } from '../documents/images.ts';
import { UploadImage } from '../documents/uploads.ts';
import { fileOf, jpeg } from '../fixtures/pictures.ts';
import { startStack, type Stack } from '../stack.ts';
import { readLog } from '../stack/log.ts';
import { describeOwnStack } from '../stack/own-stack.ts';
import { type SecondServer, startSecondServer } from '../stack/second-server.ts';
import { until } from '../until.ts';

const environment = { SIGNING_KEYS: `k1:${'a-browser-session-or-two'.repeat(2)}` };

describeOwnStack('a session', () => {
  let stack: Stack;
  let second: SecondServer;
  let picture: Buffer;
  /** Of alice, who is no admin. */
  let cookie: string;
  let imageId: string;
  beforeAll(async () => {
    stack = await startStack({ environment });
    second = await startSecondServer(stack, { environment });
    picture = await jpeg({ width: 160, height: 120 });
    cookie = await signedIn(stack, 'alice');
    const { json } = await sendBytes({ url: stack.url }, picture, { headers: { ...ours(stack), cookie } });
    imageId = json.id;
  });
  afterAll(async () => {
    await second.stop();
    await stack.remove();
  });

  const asOurs = (more: Record<string, string> = {}) => ({ ...ours(stack), cookie, ...more });
  const ask = (headers: Record<string, string>, url = stack.url) =>
    graphqlClient({ url }).send(Usage, {}, headers);
  const codeOf = async (asked: ReturnType<typeof ask>) => (await asked).errors[0]?.extensions?.code;
  const usage = async () => (await ask(asOurs())).data?.viewer.usage;
  const text = async (answer: Response) => ({ status: answer.status, html: await answer.text() });

  it('begins by the link that the start has printed, when a person presses its button and not before', async () => {
    const link = await printedLink(stack);
    for (const method of ['GET', 'HEAD', 'GET']) expect((await fetch(link, { method })).status).toBe(200);
    const page = await text(await fetch(link));
    expect(page.html).toContain('<strong>admin</strong>');
    const answer = await pressSignIn(link);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/']);
    expect(answer.headers.getSetCookie()).toEqual([
      expect.stringMatching(
        /^darkroom_session_\d+=[\w-]{43}; Max-Age=604800; Path=\/; HttpOnly; SameSite=Strict$/,
      ),
    ]);
    const landing = await text(await fetch(stack.url, { headers: { cookie: cookieOf(answer) } }));
    expect(landing).toEqual({
      status: 200,
      html: expect.stringContaining('signed in as <strong>admin</strong>'),
    });
    for (const again of [await pressSignIn(link), await fetch(link)])
      expect(await text(again)).toMatchObject({
        status: 403,
        // SIGN_IN_LINK_INVALID
        html: expect.stringContaining('was used already'),
      });
  });

  it('is not begun by a link that nobody made, nor by a page of another site', async () => {
    for (const token of ['', 'A'.repeat(43), '%00'])
      expect((await pressSignIn(`${stack.url}/sign-in?token=${token}`)).status).toBe(403);
    const link = await newLink(stack, 'mallory');
    for (const headers of Object.values(theirs)) {
      const answer = await pressSignIn(link, headers);
      expect([answer.status, answer.headers.getSetCookie()]).toEqual([403, []]);
    }
    expect((await pressSignIn(link)).status).toBe(303);
  });

  it('has an id that nobody can choose, and ends the one before it in this browser', async () => {
    const planted = cookie.replace(/=.*/, `=${'A'.repeat(43)}`);
    const first = cookieOf(await pressSignIn(await newLink(stack, 'carol'), { cookie: planted }));
    expect(first).not.toBe(planted);
    const next = cookieOf(await pressSignIn(await newLink(stack, 'carol'), { cookie: first }));
    expect((await ask({ ...ours(stack), cookie: next })).data?.viewer.id).toBe('carol');
    for (const old of [planted, first])
      await until(async () => (await codeOf(ask({ ...ours(stack), cookie: old }))) === 'SESSION_ENDED', {
        what: 'the end of the session before',
      });
  });

  it('opens GraphQL, REST, tus, what is private, and the socket, for its owner', async () => {
    expect((await ask(asOurs())).data?.viewer.id).toBe('alice');
    const graphql = await graphqlClient({ url: stack.url }).send(
      UploadImage,
      { input: { file: fileOf(picture) } },
      asOurs(),
    );
    expect(graphql.data?.uploadImage.userErrors).toEqual([]);
    expect((await sendForm({ url: stack.url }, fileOf(picture), { headers: asOurs() })).status).toBe(201);
    const tus = await tusRequest({}, `${stack.url}/files`, {
      method: 'POST',
      headers: asOurs({ 'upload-length': '10' }),
    });
    expect(tus.status).toBe(201);
    const socket = await openSocket(stack.url, undefined, asOurs());
    socket.send({ type: 'connection_init' });
    await socket.first('connection_ack');
    socket.drop();
  });

  it('shows its owner’s private image to this browser, and what it saw to nobody else', async () => {
    const path = `${stack.url}/i/${imageId}/thumb.webp`;
    for (const site of ['same-origin', 'none'])
      expect((await fetch(path, { headers: { cookie, 'sec-fetch-site': site } })).status).toBe(200);
    const shown = await fetch(path, { headers: { cookie } });
    expect(shown.headers.get('cache-control')).toMatch(/^private, max-age=\d/);
    // Out of the browser's cache, pages of other origins get it as little as from here.
    expect(shown.headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(shown.headers.has('access-control-allow-origin')).toBe(false);
    expect((await fetch(path)).status).toBe(404);
    for (const headers of [theirs['another site'], theirs['another port of this machine']])
      expect((await fetch(path, { headers: { cookie, ...headers } })).status).toBe(404);
    const carols = await signedIn(stack, 'carol');
    expect((await fetch(path, { headers: { cookie: carols } })).status).toBe(404);
  });

  it('is not what a request with a key is judged by, be the key right or wrong', async () => {
    const key = authorization(stack.apiKey);
    expect((await ask({ ...key, cookie, ...theirs['another site'] })).data?.viewer.id).toBe('admin');
    const wrong = await ask(asOurs({ authorization: 'Bearer dk_wrong' }));
    expect([wrong.status, wrong.errors[0]?.extensions?.code]).toEqual([401, 'UNAUTHENTICATED']);
    expect(
      (await sendBytes({ url: stack.url, apiKey: 'dk_wrong' }, picture, { headers: asOurs() })).status,
    ).toBe(401);
  });

  it.each(Object.entries(theirs))('is of no use to %s (CROSS_ORIGIN_REFUSED)', async (_what, headers) => {
    const before = await usage();
    const forged = { cookie, ...headers };
    const refusals: [string, number, unknown][] = [];
    const note = (name: string, { status, code }: { status: number; code: unknown }) =>
      refusals.push([name, status, code]);
    const told = ({ status, errors }: Pick<GraphqlAnswer<unknown>, 'status' | 'errors'>) => ({
      status,
      code: errors[0]?.extensions?.code,
    });
    const client = graphqlClient({ url: stack.url });
    const rest = async (asked: ReturnType<typeof sendBytes>) => {
      const { status, json } = await asked;
      return { status, code: json.code };
    };
    const plain = async (
      path: string,
      init: { method: string; headers?: Record<string, string>; body?: string },
    ) => {
      const answer = await fetch(`${stack.url}${path}`, { ...init, headers: { ...forged, ...init.headers } });
      return { status: answer.status, code: ((await answer.json()) as { code?: string }).code };
    };
    const asJson = { 'content-type': 'application/json' };
    const tus = (path: string, method: string, more: Record<string, string>) =>
      tusRequest({}, `${stack.url}${path}`, { method, headers: { ...forged, ...more } });
    note('mutation', told(await client.send(DeleteImages, { input: { ids: [imageId] } }, forged)));
    note('upload', told(await client.send(UploadImage, { input: { file: fileOf(picture) } }, forged)));
    note('bytes', await rest(sendBytes({ url: stack.url }, picture, { headers: forged })));
    note('form', await rest(sendForm({ url: stack.url }, fileOf(picture), { headers: forged })));
    note('import', await plain('/upload?source=https://example.com/a.jpg', { method: 'POST' }));
    note('tus', await tus('/files', 'POST', { 'upload-length': '10' }));
    note('delete', await plain(`/images/${imageId}`, { method: 'DELETE' }));
    for (const action of ['share', 'signed-url', 'purge'])
      note(
        action,
        await plain(`/images/${imageId}/${action}`, { method: 'POST', headers: asJson, body: '{}' }),
      );
    expect(refusals).toEqual(refusals.map(([name]) => [name, 403, 'CROSS_ORIGIN_REFUSED']));
    const socket = await openSocket(stack.url, undefined, forged);
    socket.send({ type: 'connection_init' });
    expect(await socket.closed()).toBe(4403);
    expect(await usage()).toEqual(before);
    expect(
      (await graphqlClient({ url: stack.url }).send(ImageById, { id: imageId }, asOurs())).data?.image?.id,
    ).toBe(imageId);
  });

  it('is refused to another site before a byte of its upload is read', async () => {
    const forged = `Cookie: ${cookie}\r\nOrigin: https://evil.example\r\n`;
    for (const [path, type] of [
      ['/upload', 'image/jpeg'],
      ['/upload', 'multipart/form-data; boundary=x'],
      ['/graphql', 'multipart/form-data; boundary=x'],
      ['/files', 'application/offset+octet-stream'],
    ] as const) {
      const upload = await beginBytes(
        { url: stack.url },
        { begin: Buffer.alloc(0), total: 1_000_000, path, type, headers: forged },
      );
      const answer = await until(() => upload.answer().includes('CROSS_ORIGIN_REFUSED') && upload.answer(), {
        what: `the refusal at ${path}`,
      });
      expect(answer).toMatch(/^HTTP\/1\.1 403 /);
      upload.socket.destroy();
    }
  });

  it('changes nothing by a GET, and wants what a form cannot send for a POST', async () => {
    const mutation = `mutation { deleteImages(input: { ids: ["${imageId}"] }) { deletedIds } }`;
    const headers = asOurs({ 'apollo-require-preflight': 'true' });
    const got = await fetch(`${stack.url}/graphql?query=${encodeURIComponent(mutation)}`, { headers });
    expect(got.status).toBe(405);
    const posted = await fetch(`${stack.url}/graphql`, {
      method: 'POST',
      headers: asOurs({ 'content-type': 'text/plain' }),
      body: JSON.stringify({ query: mutation }),
    });
    expect([posted.status, await posted.text()]).toEqual([400, expect.stringContaining('CSRF_REFUSED')]);
    expect(
      (await graphqlClient({ url: stack.url }).send(ImageById, { id: imageId }, asOurs())).data?.image?.id,
    ).toBe(imageId);
  });

  it('ends by /sign-out on every server, with its sockets, and is told so (SESSION_ENDED)', async () => {
    const mine = await signedIn(stack, 'dora');
    const there = { origin: second.url, cookie: shownAt(second.url, mine) };
    expect((await ask(there, second.url)).data?.viewer.id).toBe('dora');
    const socket = await openSocket(second.url, undefined, there);
    socket.send({ type: 'connection_init' });
    await socket.first('connection_ack');
    const leave = (headers: Record<string, string>) =>
      fetch(`${stack.url}/sign-out`, {
        method: 'POST',
        redirect: 'manual',
        headers: { cookie: mine, ...headers },
      });
    expect((await leave(theirs['another site'])).status).toBe(403);
    const left = await leave(ours(stack));
    expect([left.status, left.headers.getSetCookie()]).toEqual([303, [expect.stringContaining('Max-Age=0')]]);
    await until(async () => (await codeOf(ask(there, second.url))) === 'SESSION_ENDED', {
      what: 'the end of the session at the other server',
    });
    expect(await socket.closed()).toBe(4403);
    expect((await sendBytes({ url: second.url }, picture, { headers: there })).status).toBe(401);
    // Reading goes on, as a stranger.
    expect((await text(await fetch(`${second.url}/`, { headers: there }))).html).toContain('not signed in');
  });

  it('is listed and ended by the operator', async () => {
    const mine = await signedIn(stack, 'erin');
    const { out } = await darkroom(stack, ['sessions', 'list', '--owner', 'erin', '--json']);
    const [listed] = JSON.parse(out) as { id: string; owner: string }[];
    expect(listed).toMatchObject({ owner: 'erin', scopes: 'read upload manage' });
    expect(out).not.toContain(mine.split('=')[1]);
    expect(await darkroom(stack, ['sessions', 'revoke', listed?.id ?? ''])).toMatchObject({ code: 0 });
    await until(async () => (await codeOf(ask({ ...ours(stack), cookie: mine }))) === 'SESSION_ENDED', {
      what: 'the end of the session',
    });
  });

  it('is in no log, and neither are the links that the operator made', async () => {
    const token = new URL(await newLink(stack)).searchParams.get('token') ?? '';
    await fetch(`${stack.url}/sign-in?token=${token}`);
    const secret = cookieOf(await pressSignIn(`${stack.url}/sign-in?token=${token}`)).split('=')[1] ?? '';
    const log = await readLog(stack.logFile);
    for (const hidden of [token, secret, cookie.split('=')[1] ?? '']) expect(log).not.toContain(hidden);
  });

  it('is of no use to a socket that says nothing of where it is from', async () => {
    const socket = await openSocket(stack.url, undefined, { cookie });
    socket.send({ type: 'connection_init' });
    expect(await socket.closed()).toBe(4403);
  });
});
