/** `darkroom sign-url` makes URLs that the server takes, with whatever parameters they have. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { darkroom, type Outcome } from '../clients/command-line.ts';
import { bytesOf, download } from '../clients/download.ts';
import { newOwner } from '../clients/owner.ts';
import { fileOf, jpeg } from '../fixtures/pictures.ts';
import { describeOwnStack } from '../stack/own-stack.ts';
import { type Stack, startStack } from '../stack.ts';

describeOwnStack('darkroom sign-url', () => {
  let stack: Stack;
  let folder: string;
  let uploaded: Buffer;
  beforeAll(async () => {
    stack = await startStack();
    const owner = await newOwner(stack);
    uploaded = await jpeg({ width: 160, height: 120 });
    const { id } = await owner.upload(fileOf(uploaded));
    await owner.settled(id);
    folder = `/i/${id}/`;
  });
  afterAll(() => stack.remove());

  const call = (path: string, ...more: string[]): Promise<Outcome> =>
    darkroom(stack, ['sign-url', '--path', path, ...more]);
  async function sign(path: string, ...more: string[]): Promise<string> {
    const { code, out, error } = await call(path, ...more);
    expect({ code, error }).toEqual({ code: 0, error: '' });
    return out.trim();
  }

  it('signs a path, and with a scope all renditions', async () => {
    expect(await bytesOf(await sign(`${folder}original`))).toEqual(uploaded);
    const { origin, search } = new URL(await sign(`${folder}w50.webp`, '--scope', folder));
    for (const spec of ['w50.webp', 'w40-gray.png'])
      expect((await download(`${origin}${folder}${spec}${search}`)).status).toBe(200);
    expect((await download(`${origin}${folder}original${search}`)).status).toBe(404);
  });

  it('signs parameters, in whatever order and encoding they are given', async () => {
    const url = await sign(`${folder}original?download=1&album=Br%c3%bccke+(1)&a=`);
    expect(url).toContain('/original?a=&album=Br%C3%BCcke%20%281%29&download=1&exp=');
    const answer = await download(url);
    expect([answer.status, answer.bytes.equals(uploaded)]).toEqual([200, true]);
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment/);
    expect((await download(url.replace('download=1', 'download=0'))).problem().code).toBe(
      'SIGNATURE_INVALID',
    );
  });

  it.each([
    ['original?a=1&a=2', 'query: the parameter a occurs twice'],
    ['original?a=%zz', 'query: it holds a % that escapes nothing'],
    ['original?exp=1', 'query: the parameter exp belongs to the signature'],
    ['original?a=1#b', 'query: it ends where a # begins a fragment: write %23'],
    ['original#a', 'path: it must be absolute and percent-encoded'],
  ])('refuses %s, and says why', async (file, why) => {
    expect(await call(folder + file)).toEqual({ code: 1, out: '', error: `${why}.\n` });
  });
});
