/** A deployment whose operator set tight limits: who may ask for the schema, how often anybody may ask for anything, and how many sockets they may have. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { download } from '../clients/download.ts';
import { authorization, type GraphqlAnswer, type GraphqlClient, graphqlClient } from '../clients/graphql.ts';
import { keyFor, newOwner, type Owner, ownerWith } from '../clients/owner.ts';
import { openSocket, type RawSocket } from '../clients/raw-socket.ts';
import { sendBytes } from '../clients/rest.ts';
import { tusRequest } from '../clients/tus.ts';
import { UpdateImage } from '../documents/images.ts';
import { CreateUpload, ImportImage, UploadImage } from '../documents/uploads.ts';
import { fileOf, jpeg } from '../fixtures/pictures.ts';
import { startStack, type Stack } from '../stack.ts';
import { until } from '../until.ts';
import { describeOwnStack } from '../stack/own-stack.ts';

describeOwnStack('a deployment with tight limits', () => {
  let stack: Stack;
  let owner: Owner;
  beforeAll(async () => {
    stack = await startStack({
      environment: {
        GRAPHQL_INTROSPECTION: 'authenticated',
        RATE_LIMIT_QUERIES: '100',
        RATE_LIMIT_MUTATIONS: '40',
        RATE_LIMIT_UPLOADS: '4',
        RATE_LIMIT_RENDITIONS: '2',
        RATE_LIMIT_KEY_PERCENT: '50',
        WRONG_CREDENTIALS_PER_MINUTE: '5',
        WEBSOCKETS_PER_CLIENT: '3',
        SUBSCRIPTIONS_PER_CLIENT: '4',
        WEBSOCKET_IDLE_SECONDS: '2',
        // So that a request can come from whatever address it says.
        TRUSTED_PROXIES: '127.0.0.1',
      },
    });
    owner = await newOwner(stack);
  });
  afterAll(() => stack.remove());

  describe('that shows its schema to those with a key', () => {
    const codesOf = async (client: GraphqlClient, query: string) => {
      const { status, errors } = await client.send(query);
      return { status, codes: errors.map(({ extensions }) => extensions?.code) };
    };

    it.each(['{ __schema { types { name } } }', '{ a: __type(name: "Image") { name } }'])(
      'answers strangers INTROSPECTION_DISABLED to %s',
      async (query) => {
        const stranger = graphqlClient({ url: stack.url });
        expect(await codesOf(stranger, query)).toEqual({ status: 400, codes: ['INTROSPECTION_DISABLED'] });
        expect(await codesOf(owner, query)).toEqual({ status: 200, codes: [] });
      },
    );

    it('suggests nothing to who guesses names', async () => {
      const { errors } = await graphqlClient({ url: stack.url }).send('{ imag(id: "x") { id } }');
      expect(errors.map(({ message }) => message)).toEqual(['Cannot query field "imag" on type "Query".']);
    });
  });

  /** A refusal for now, by whatever way: its status, its code and how long to wait. */
  const limited = { status: 429, code: 'RATE_LIMITED', wait: expect.any(Number) };
  const waitOf = (headers: Headers) => Number(headers.get('retry-after') ?? Number.NaN) || undefined;

  const outcomeOf = async (answer: Promise<Response>) => {
    const { status, headers, json } = await answer.then(async (response) => ({
      status: response.status,
      headers: response.headers,
      json: (await response.json()) as { code?: string; errors?: { extensions?: { code?: string } }[] },
    }));
    return { status, code: json.code ?? json.errors?.[0]?.extensions?.code, wait: waitOf(headers) };
  };

  const told = async (answer: Promise<GraphqlAnswer<unknown>>) => {
    const { status, errors, headers } = await answer;
    return { status, code: errors[0]?.extensions?.code, wait: waitOf(headers) };
  };

  /** The first refusal: what comes back meanwhile is less than what is asked for. */
  const untilRefused = (ask: () => Promise<{ status: number; code: unknown; wait: unknown }>) =>
    until(
      async () => {
        const outcome = await ask();
        return outcome.status === 429 && outcome;
      },
      { what: 'a refusal', everyMs: 0 },
    );

  describe('that counts requests', () => {
    const missing = 'img_01h455vb4pex5vsknk084sn02q';

    it('tells how its client stands, as the draft has it', async () => {
      const { headers } = await (await newOwner(stack)).send('{ viewer { id } }');
      expect(headers.get('ratelimit-policy')).toBe('"queries";q=50;w=60');
      expect(headers.get('ratelimit')).toMatch(/^"queries";r=49;t=[12]$/);
    });

    it('counts a mutation that brings a file as both', async () => {
      const { headers } = await (
        await newOwner(stack)
      ).send(UploadImage, {
        input: { file: fileOf(await jpeg({ width: 100, height: 100 })) },
      });
      expect(headers.get('ratelimit-policy')).toBe('"mutations";q=20;w=60, "uploads";q=2;w=60');
      expect(headers.get('ratelimit')).toMatch(/^"mutations";r=19;t=\d+, "uploads";r=1;t=\d+$/);
    });

    it('refuses uploads by every way in once their budget is used up, and nobody else’s', async () => {
      const busy = await newOwner(stack);
      const { url, apiKey } = busy;
      // Attempts count as well. The next comes back after half a minute.
      for (let attempt = 0; attempt < 2; attempt += 1)
        expect((await sendBytes(busy, new Uint8Array())).json.code).toBe('FILE_EMPTY');
      const headers = authorization(apiKey);
      const file = fileOf(await jpeg({ width: 100, height: 100 }));
      const source = 'https://example.com/photo.jpg';
      const form = new FormData();
      form.append('file', file);
      const post = (path: string, body: FormData | Blob | null) =>
        outcomeOf(fetch(`${url}${path}`, { method: 'POST', headers, body }));
      expect(await post('/upload', file)).toEqual(limited);
      expect(await post('/upload', form)).toEqual(limited);
      expect(await post(`/upload?${new URLSearchParams({ source }).toString()}`, null)).toEqual(limited);
      const tus = await tusRequest(busy, `${url}/files`, {
        method: 'POST',
        headers: { 'upload-length': '9' },
      });
      expect({ status: tus.status, code: tus.code, wait: waitOf(tus.headers) }).toEqual(limited);
      expect(await told(busy.send(UploadImage, { input: { file } }))).toEqual(limited);
      expect(await told(busy.send(ImportImage, { input: { url: source } }))).toEqual(limited);
      const announced = { filename: 'a.jpg', contentType: 'image/jpeg', byteSize: 9 };
      expect(await told(busy.send(CreateUpload, { input: announced }))).toEqual(limited);
      expect((await busy.send('{ viewer { id } }')).status).toBe(200);
      expect((await sendBytes(owner, new Uint8Array())).json.code).toBe('FILE_EMPTY');
    });

    it('counts each field of a mutation, and a route as one', async () => {
      const busy = await newOwner(stack);
      const mutation = (length: number): string => {
        const field = `deleteImages(input: { ids: ["${missing}"] }) { deletedIds }`;
        return `mutation { ${Array.from({ length }, (_, index) => `a${index}: ${field}`).join(' ')} }`;
      };
      // It would be too much for ever: nobody is told to come back with it.
      const tooMuch = { status: 429, code: 'TOO_MUCH_AT_ONCE', wait: undefined };
      expect(await told(busy.send(mutation(21)))).toEqual(tooMuch);
      expect((await busy.send(mutation(20))).status).toBe(200);
      expect(await told(busy.send(mutation(21)))).toEqual(tooMuch);
      const change = () => told(busy.send(UpdateImage, { input: { id: missing, title: 'x' } }));
      expect(await untilRefused(change)).toEqual(limited);
      const headers = authorization(busy.apiKey);
      const remove = () => outcomeOf(fetch(`${busy.url}/images/${missing}`, { method: 'DELETE', headers }));
      expect(await untilRefused(remove)).toEqual(limited);
    });

    it('leaves the rest of a subject’s budget to its other keys', async () => {
      const busy = await newOwner(stack);
      const other = ownerWith(stack, { ...busy, apiKey: await keyFor(stack, { ...busy, scopes: ['READ'] }) });
      const ask = () => told(busy.send('{ __typename }'));
      expect(await untilRefused(ask)).toEqual(limited);
      expect((await other.send('{ __typename }')).status).toBe(200);
    });

    it('says how long to wait for the next, and not for the whole', async () => {
      const busy = await newOwner(stack);
      const { wait } = await untilRefused(() => told(busy.send('{ __typename }')));
      // One comes back in 1.2 seconds.
      expect(wait).toBeLessThanOrEqual(2);
      await until(async () => (await busy.send('{ __typename }')).status === 200, { what: 'the next one' });
    });

    it('refuses queries of one address, or of one subject wherever it is, over WebSocket too', async () => {
      const from = (address: string, client = graphqlClient({ url: stack.url })) => ({
        send: (document: string) =>
          client.send<unknown, unknown>(document, {}, { 'x-forwarded-for': address }),
      });
      const ask = '{ __typename }';
      const flood = async (client: ReturnType<typeof from>) => {
        const answers = await Promise.all(Array.from({ length: 200 }, () => client.send(ask)));
        return answers.filter(({ status }) => status === 200).length;
      };
      const refused = (client: ReturnType<typeof from>) => untilRefused(() => told(client.send(ask)));
      expect(await flood(from('198.51.100.1'))).toBeGreaterThanOrEqual(100);
      expect(await refused(from('198.51.100.1'))).toEqual(limited);
      expect((await from('198.51.100.2').send(ask)).status).toBe(200);
      const busy = await newOwner(stack);
      expect(await flood(from('198.51.100.3', busy))).toBeGreaterThanOrEqual(50);
      expect(await refused(from('198.51.100.4', busy))).toEqual(limited);
      const socket = await openSocket(stack.url);
      socket.send({ type: 'connection_init', payload: authorization(busy.apiKey) });
      await socket.first('connection_ack');
      const query = 'subscription { imageEvents { id } }';
      let id = 0;
      const codeOf = (errors: unknown) => (errors as GraphqlAnswer<unknown>['errors'])[0]?.extensions?.code;
      await until(
        () => {
          socket.send({ id: `${(id += 1)}`, type: 'subscribe', payload: { query } });
          socket.send({ id: `${id}`, type: 'complete' });
          return socket.messages.some(
            ({ type, payload }) => type === 'error' && codeOf(payload) === 'RATE_LIMITED',
          );
        },
        { what: 'RATE_LIMITED' },
      );
      socket.drop();
    });

    it('counts refused documents, so that they cannot be sent for nothing', async () => {
      const { headers } = await (await newOwner(stack)).send(`{ ${'a '.repeat(5_000)} }`);
      expect(headers.get('ratelimit')).toMatch(/^"queries";r=49;/);
    });

    it('counts the renditions that it makes, and not those that are there', async () => {
      const { id } = await (
        await newOwner(stack)
      ).upload(fileOf(await jpeg({ width: 700, height: 500 })), {
        visibility: 'PUBLIC',
      });
      const get = (spec: string, address: string) =>
        download(`${stack.url}/i/${id}/${spec}`, { headers: { 'x-forwarded-for': address } });
      const specs = ['w320.jpg', 'w320.webp'];
      for (const spec of specs) expect((await get(spec, '198.51.100.9')).status).toBe(200);
      const refused = await get('w480.jpg', '198.51.100.9');
      expect({ status: refused.status, code: refused.problem().code, wait: waitOf(refused.headers) }).toEqual(
        limited,
      );
      for (const spec of specs) expect((await get(spec, '198.51.100.9')).status).toBe(200);
      const made = await get('w480.jpg', '198.51.100.10');
      expect(made.status).toBe(200);
      // A cache would tell it to everybody.
      expect(made.headers.get('ratelimit')).toBeNull();
    });
  });

  describe('that counts inspections as renditions', () => {
    const inspection = 'inspection(transform: { width: 20, format: WEBP }) { ssim }';
    const codesOf = (errors: unknown) =>
      (errors as { extensions?: { code?: string } }[] | undefined)?.map(({ extensions }) => extensions?.code);

    it('refuses the second of a key over HTTP, and over WebSocket', async () => {
      const busy = await newOwner(stack);
      const { id } = await busy.upload(fileOf(await jpeg({ width: 100, height: 100 })));
      const query = `{ image(id: "${id}") { ${inspection} } }`;
      expect(codesOf((await busy.send(query)).errors)).toEqual([]);
      expect(codesOf((await busy.send(query)).errors)).toEqual(['RATE_LIMITED']);
      const socket = await openSocket(stack.url);
      socket.send({ type: 'connection_init', payload: authorization(busy.apiKey) });
      await socket.first('connection_ack');
      const subscription = `subscription { imageEvents(imageIds: ["${id}"]) {
        ... on ImageSnapshot { image { ${inspection} } } } }`;
      socket.send({ id: 'one', type: 'subscribe', payload: { query: subscription } });
      const { payload } = await socket.first('next');
      expect(codesOf((payload as { errors?: unknown }).errors)).toEqual(['RATE_LIMITED']);
      socket.drop();
    });
  });

  describe('that counts wrong credentials', () => {
    const wait = expect.any(Number);
    const blocked = { status: 429, code: 'TOO_MANY_GUESSES', wait };
    const unauthenticated = { status: 401, code: 'UNAUTHENTICATED', wait: undefined };
    const ask = (apiKey: string, address: string) =>
      told(
        graphqlClient({ url: stack.url, apiKey }).send(
          '{ viewer { id } }',
          {},
          { 'x-forwarded-for': address },
        ),
      );

    it('listens to an address no more that guesses keys, but to those who were right there', async () => {
      const address = '198.51.100.20';
      const [known, unknown] = [await newOwner(stack), await newOwner(stack)];
      expect((await ask(known.apiKey, address)).status).toBe(200);
      for (let count = 0; count < 5; count += 1)
        expect(await ask(`dk_wrong-${count}`, address)).toEqual(unauthenticated);
      expect(await ask('dk_wrong-again', address)).toEqual(blocked);
      const headers = { ...authorization('dk_wrong-over-rest'), 'x-forwarded-for': address };
      expect(await outcomeOf(fetch(`${stack.url}/upload`, { method: 'POST', headers }))).toEqual(blocked);
      expect((await ask(known.apiKey, address)).status).toBe(200);
      expect((await ask(unknown.apiKey, '198.51.100.21')).status).toBe(200);
    });

    it('closes a socket that guesses with 4429', async () => {
      const codes = [];
      for (let count = 0; count < 6; count += 1) {
        const socket = await openSocket(stack.url, undefined, { 'x-forwarded-for': '198.51.100.23' });
        socket.send({ type: 'connection_init', payload: authorization(`dk_wrong-on-a-socket-${count}`) });
        codes.push(await socket.closed());
      }
      expect(codes).toEqual([...Array.from({ length: 5 }, () => 4401), 4429]);
    });

    it('listens to an address no more that guesses links', async () => {
      const headers = { 'x-forwarded-for': '198.51.100.22' };
      const open = (at: number) => outcomeOf(fetch(`${stack.url}/s/${'A'.repeat(42)}${at}`, { headers }));
      for (let count = 0; count < 5; count += 1) expect((await open(count)).status).toBe(404);
      expect(await open(6)).toEqual(blocked);
    });
  });

  describe('that counts sockets', () => {
    const greet = async (socket: RawSocket, { apiKey }: Owner) => {
      socket.send({ type: 'connection_init', payload: authorization(apiKey) });
      await socket.first('connection_ack');
      return socket;
    };
    const subscribe = (socket: RawSocket, id: string) =>
      socket.send({ id, type: 'subscribe', payload: { query: 'subscription { imageEvents { id } }' } });

    it('closes one too many of a client with 4429 TOO_MANY_SOCKETS, and none of another', async () => {
      const [busy, other] = [await newOwner(stack), await newOwner(stack)];
      const sockets: RawSocket[] = [];
      for (let count = 0; count < 3; count += 1) {
        const socket = await greet(await openSocket(stack.url), busy);
        subscribe(socket, 'one');
        sockets.push(socket);
      }
      const excess = await openSocket(stack.url);
      excess.send({ type: 'connection_init', payload: authorization(busy.apiKey) });
      expect(await excess.closed()).toBe(4429);
      sockets.push(await greet(await openSocket(stack.url), other));
      for (const socket of sockets) socket.drop();
    });

    it('does not even open one too many of those that have not greeted', async () => {
      const waiting = [];
      for (let count = 0; count < 3; count += 1) waiting.push(await openSocket(stack.url));
      expect(await (await openSocket(stack.url)).closed()).toBe(1006);
      for (const socket of waiting) socket.drop();
      const later = await until(
        async () => {
          const socket = await openSocket(stack.url);
          return socket.isOpen() && socket;
        },
        { what: 'room for another' },
      );
      later.drop();
    });

    it('refuses one subscription too many with TOO_MANY_SUBSCRIPTIONS, until another ends', async () => {
      const socket = await greet(await openSocket(stack.url), owner);
      for (const id of ['one', 'two', 'three', 'four', 'five']) subscribe(socket, id);
      expect(await socket.first('error')).toMatchObject({
        id: 'five',
        payload: [{ extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' } }],
      });
      socket.send({ id: 'one', type: 'complete' });
      subscribe(socket, 'six');
      await owner.upload(fileOf(await jpeg({ width: 100, height: 100 })));
      await until(() => socket.messages.some(({ id, type }) => id === 'six' && type === 'next'), {
        what: 'an event for the sixth',
      });
      socket.drop();
    });

    it('closes one that follows nothing with 1000, and not one that does', async () => {
      const [idle, busy] = [await openSocket(stack.url), await openSocket(stack.url)];
      await Promise.all([idle, busy].map((socket) => greet(socket, owner)));
      subscribe(busy, 'one');
      expect(await idle.closed()).toBe(1000);
      busy.send({ type: 'ping' });
      await busy.first('pong');
      busy.drop();
    });
  });
});
