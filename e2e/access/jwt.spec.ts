/** Tokens of a host application: they open every door to their subject, and bad ones open none (threat 23). */
import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { darkroom } from '../clients/command-line.ts';
import { download } from '../clients/download.ts';
import { authorization, graphqlClient } from '../clients/graphql.ts';
import { ImageEvents } from '../clients/image-events.ts';
import { newOwner, type Owner, ownerWith } from '../clients/owner.ts';
import { openSocket } from '../clients/raw-socket.ts';
import { sendBytes } from '../clients/rest.ts';
import { sha256, tusRequest, tusUpload } from '../clients/tus.ts';
import { ApiKeys, CreateApiKey, Usage } from '../documents/access.ts';
import { DeleteImages, ImagesPage } from '../documents/images.ts';
import { fileOf, jpeg } from '../fixtures/pictures.ts';
import {
  type Claims,
  forge,
  nowSeconds,
  openTokenIssuer,
  type TokenIssuer,
} from '../fixtures/token-issuer.ts';
import { describeOwnStack } from '../stack/own-stack.ts';
import { startStack, type Stack } from '../stack.ts';
import { until } from '../until.ts';

/** How a door answers: its status or close code, and the code of the refusal where it can say one. */
interface Answer {
  readonly status: number;
  readonly code?: string | undefined;
}
type Door = (target: { readonly url: string; readonly apiKey: string }) => Promise<Answer>;

const doors: Readonly<Record<string, Door>> = {
  async GraphQL(target) {
    const { status, errors } = await graphqlClient(target).send(Usage, {});
    return { status, code: errors[0]?.extensions?.code };
  },
  async REST(target) {
    const { status, json } = await sendBytes(target, Buffer.from('no picture'));
    return { status, code: json.code };
  },
  async delivery({ url, apiKey }) {
    const path = '/images/img_00000000000000000000000000/metadata';
    const answer = await download(url + path, { headers: authorization(apiKey) });
    return { status: answer.status, code: answer.problem().code };
  },
  async tus(target) {
    const headers = { 'upload-length': '10' };
    const { status, code } = await tusRequest(target, `${target.url}/files`, { method: 'POST', headers });
    return { status, code };
  },
  async WebSocket({ url, apiKey }) {
    const socket = await openSocket(url);
    socket.send({ type: 'connection_init', payload: authorization(apiKey) });
    return { status: await socket.closed() };
  },
};

describeOwnStack('a deployment that takes the tokens of an application', () => {
  let issuer: TokenIssuer;
  let stack: Stack;
  let picture: Buffer;
  beforeAll(async () => {
    issuer = await openTokenIssuer();
    stack = await startStack({
      environment: {
        ...issuer.environment,
        JWT_SCOPES_CLAIM: 'realm_access.roles',
        JWT_SCOPES_MAP: 'editor:READ+UPLOAD+MANAGE,looker:READ,staff:ADMIN',
        JWT_QUOTA_CLAIM: 'plan',
        QUOTA_CLASSES: 'free:images=1,pro:images=2',
      },
    });
    picture = await jpeg({ width: 100, height: 100 });
  });
  afterAll(async () => {
    await stack.remove();
    issuer.close();
  });

  const withRoles = (...roles: unknown[]): Claims => ({ realm_access: { roles } });

  /** Somebody of the application, with a token of these claims. */
  async function holder(claims: Claims = {}, sub = `user|${randomUUID()}`): Promise<Owner> {
    return ownerWith(stack, { ownerId: sub, apiKey: await issuer.sign({ sub, ...claims }) });
  }

  const file = () => fileOf(picture);

  describe('a token', () => {
    it('opens every door to its subject, and to no image of others', async () => {
      const [owner, other] = [await holder(), await holder()];
      const byGraphql = await owner.upload(file());
      const byRest = await sendBytes(owner, picture);
      const byTus = await tusUpload(owner, picture).done;
      expect(byRest.status).toBe(201);
      const { images } = await owner.ask(ImagesPage, {});
      expect(images.nodes.map(({ id }) => id).toSorted()).toEqual(
        [byGraphql.id, byRest.json.id, byTus].toSorted(),
      );
      expect((await owner.ask(Usage, {})).viewer.id).toBe(owner.ownerId);
      await owner.settled(byGraphql.id);
      const original = await download(`${stack.url}/i/${byGraphql.id}/original`, {
        headers: authorization(owner.apiKey),
      });
      expect([original.status, sha256(original.bytes)]).toEqual([200, sha256(picture)]);
      const watch = owner.watch({ imageIds: [byGraphql.id] });
      await watch.first('ImageSnapshot');
      await watch.close();

      expect(await other.image(byGraphql.id)).toBeNull();
      expect((await other.ask(ImagesPage, {})).images.nodes).toEqual([]);
      const stranger = await download(`${stack.url}/i/${byGraphql.id}/original`, {
        headers: authorization(other.apiKey),
      });
      expect(stranger.status).toBe(404);
    });

    it('is as good as an API key of the same subject, which goes on beside it', async () => {
      const owner = await newOwner(stack);
      const { id } = await owner.upload(file());
      expect(await (await holder({}, owner.ownerId)).image(id)).not.toBeNull();
    });

    it('may do what its roles are mapped to, and is no ADMIN by calling itself one', async () => {
      const owner = await holder(withRoles('editor'));
      const { id } = await owner.upload(file());
      const looker = await holder(withRoles('looker', 'ADMIN', 'MANAGE'), owner.ownerId);
      expect(await looker.image(id)).not.toBeNull();
      const refused = await Promise.all([
        looker.send(DeleteImages, { input: { ids: [id] } }),
        looker.send(CreateApiKey, { input: { name: 'x', scopes: ['ADMIN'] } }),
      ]);
      for (const { errors } of refused) expect(errors[0]?.extensions?.code).toBe('FORBIDDEN');
      expect(await (await holder(withRoles('ADMIN'))).image(id)).toBeNull();
      const { errors } = await (await holder(withRoles())).send(ImagesPage, {});
      expect(errors[0]?.extensions?.code).toBe('FORBIDDEN');
      const staff = await holder(withRoles('staff'));
      expect(await staff.image(id)).not.toBeNull();
      expect((await staff.ask(ApiKeys, {})).viewer.roles).toEqual(['USER', 'ADMIN']);
      const { deleteImages } = await owner.ask(DeleteImages, { input: { ids: [id] } });
      expect(deleteImages.deletedIds).toEqual([id]);
    });

    it('says the class of its subject’s quotas, over which the operator’s word stands', async () => {
      const owner = await holder({ plan: 'free' });
      await owner.upload(file());
      expect(await owner.refusal(file())).toEqual(['QUOTA_EXCEEDED']);
      const { id } = (await (await holder({ plan: 'pro' }, owner.ownerId)).upload(file())) ?? {};
      expect(id).toMatch(/^img_/);
      expect(await owner.refusal(file())).toEqual(['QUOTA_EXCEEDED']);
      const { code } = await darkroom(stack, ['quotas', 'set', owner.ownerId, '--images', '3']);
      expect(code).toBe(0);
      await owner.upload(file());
      const { viewer } = await owner.ask(Usage, {});
      expect(viewer.usage.images).toEqual({ used: 3, limit: 3 });
    });
  });

  const bad: Readonly<Record<string, () => Promise<string>>> = {
    'that is not signed (none)': async () => forge(await issuer.sign({ sub: 'admin' }), { alg: 'none' }),
    'that is not signed (nOnE)': async () => forge(await issuer.sign({ sub: 'admin' }), { alg: 'nOnE' }),
    'signed with the public key as a secret': async () =>
      forge(await issuer.sign({ sub: 'admin' }), { alg: 'HS256', kid: 'key-1' }, (signed) =>
        createHmac('sha256', issuer.published()).update(signed).digest('base64url'),
      ),
    'with a signature of another': async () =>
      forge(await issuer.sign({ sub: 'admin' }), { alg: 'RS256', kid: 'key-1' }, () => 'A'.repeat(342)),
    'from another issuer': () => issuer.sign({ sub: 'alice', iss: 'https://evil.example/' }),
    'for another audience': () => issuer.sign({ sub: 'alice', aud: 'shop' }),
    'that has expired': () => issuer.sign({ sub: 'alice', exp: nowSeconds() - 60 }),
    'without an expiry': () => issuer.sign({ sub: 'alice', exp: undefined }),
    'that is not valid yet': () => issuer.sign({ sub: 'alice', nbf: nowSeconds() + 600 }),
    'whose key is a path': () => issuer.sign({ sub: 'alice' }, { kid: '../../../../dev/null' }),
    'whose key is SQL': () => issuer.sign({ sub: 'alice' }, { kid: "x' UNION SELECT 'secret' --" }),
    'that brings the address of its keys': () =>
      issuer.sign({ sub: 'alice' }, { kid: 'theirs', jku: 'http://127.0.0.1:1/keys.json' }),
    'without a subject': () => issuer.sign({}),
    'with a subject of 256 characters': () => issuer.sign({ sub: 'x'.repeat(256) }),
    'with a NUL in its subject': () => issuer.sign({ sub: 'alice\u0000' }),
    'of an unknown quota class': () => issuer.sign({ sub: 'alice', plan: 'unlimited' }),
  };

  describe.each(Object.keys(bad))('a token %s', (name) => {
    it('is refused at every door with UNAUTHENTICATED', async () => {
      const apiKey = await (bad[name]?.() ?? '');
      const target = { url: stack.url, apiKey };
      const answers = await Promise.all(
        Object.entries(doors).map(async ([door, knock]) => [door, await knock(target)] as const),
      );
      const refused = { status: 401, code: 'UNAUTHENTICATED' };
      expect(Object.fromEntries(answers)).toEqual({
        GraphQL: refused,
        REST: refused,
        delivery: refused,
        tus: refused,
        WebSocket: { status: 4401 },
      });
    });
  });

  it('says what kind of fault it is', async () => {
    const { errors } = await (await holder({ exp: nowSeconds() - 60 })).send(Usage, {});
    expect(errors[0]?.message).toMatch(/^The token has expired: send /);
  });

  it('a socket is closed with 4403 when its token ends, and tells nothing after that', async () => {
    const owner = await holder();
    const { id } = await owner.upload(file());
    // Five seconds of tolerance later than it says.
    const passing = await holder({ exp: nowSeconds() - 2 }, owner.ownerId);
    const socket = await openSocket(stack.url);
    socket.send({ type: 'connection_init', payload: authorization(passing.apiKey) });
    await socket.first('connection_ack');
    const payload = { query: ImageEvents.toString(), variables: { imageIds: [id] } };
    socket.send({ id: 'one', type: 'subscribe', payload });
    await socket.first('next');
    expect(await socket.closed()).toBe(4403);
    expect((await passing.send(Usage, {})).status).toBe(401);
  });

  it('tokens of a new key are taken without a restart, and of the old one no more', async () => {
    const before = await holder();
    expect((await before.send(Usage, {})).status).toBe(200);
    const old = await issuer.sign({ sub: 'never seen' });
    await issuer.rotate();
    const after = await holder();
    await until(async () => (await after.send(Usage, {})).status === 200, { what: 'the new key' });
    const { status } = await graphqlClient({ url: stack.url, apiKey: old }).send(Usage, {});
    expect(status).toBe(401);
  });

  it('keys that cannot be had are 503 AUTH_UNAVAILABLE: the token is not to blame, and API keys go on', async () => {
    issuer.fail(true);
    await issuer.rotate();
    const { apiKey } = await holder();
    const target = { url: stack.url, apiKey };
    try {
      // Within the cooldown after the last fetch nobody asks, and the key is as unknown as any.
      await until(async () => (await doors.GraphQL?.(target))?.status === 503, { what: 'a fault' });
      const unavailable = { status: 503, code: 'AUTH_UNAVAILABLE' };
      for (const [door, knock] of Object.entries(doors))
        expect([door, await knock(target)]).toEqual([
          door,
          door === 'WebSocket' ? { status: 1013 } : unavailable,
        ]);
      expect((await graphqlClient(stack).send(Usage, {})).status).toBe(200);
    } finally {
      issuer.fail(false);
    }
    await until(async () => (await graphqlClient(target).send(Usage, {})).status === 200, {
      what: 'the keys to be had again',
    });
  });
});
