import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { dial, exchange, type Loopback, readAnswer } from '../../test/loopback.ts';
import { form, graphqlParts, post } from '../../test/multipart-form.ts';
import { fileOf, measure, multipartServer, type Operate, uploadsOf } from '../../test/multipart-server.ts';
import type { AwaitedUpload, IncomingUpload } from './awaited-upload.ts';
import type { GraphQLOperation } from './operation.ts';

const names = ['a', 'b', 'c'];
const files = Object.fromEntries(names.map((name, index) => [name, randomBytes(300_000 + index)]));
const query = 'mutation ($a: Upload, $b: Upload, $c: Upload) { a(f: $a) b(f: $b) c(f: $c) }';
const operations = { query, variables: { a: null, b: null, c: null } };
const map = Object.fromEntries(names.map((name) => [name, [`variables.${name}`]]));
const body = form(graphqlParts(operations, map, files));
const whole = (name: string) => measure(Readable.from([files[name]]));
const wholes = (...order: string[]) => Promise.all(order.map(whole));

const spoolDirectory = mkdtempSync(join(tmpdir(), 'darkroom-test-'));
afterAll(() => rmSync(spoolDirectory, { recursive: true }));

let loopback: Loopback | undefined;
afterEach(async () => {
  await loopback?.close();
});

type Use = (file: (name: string) => Promise<IncomingUpload>, body: GraphQLOperation) => unknown;

/** Runs the operation on a server of its own and answers what it returned; no name may be left on the disk. */
async function run(use: Use, bytes = post(body)) {
  const operate: Operate = (body) => use((name) => fileOf(uploadsOf(body.variables?.[name])[0]), body);
  loopback = await multipartServer(operate, { spoolDirectory });
  const answer = await exchange(loopback.port, bytes);
  if (readdirSync(spoolDirectory).length > 0) throw new Error('A file was left behind.');
  return JSON.parse(answer.body.toString()) as unknown;
}

describe('the files of an operation', () => {
  it.each(['a,b,c', 'a,c,b', 'b,a,c', 'b,c,a', 'c,a,b', 'c,b,a'])(
    'can be read one by one in the order %s',
    async (list) => {
      const order = list.split(',');
      const answer = await run(async (file) => {
        const read: unknown[] = [];
        for (const name of order) read.push(await measure((await file(name)).createReadStream()));
        return read;
      });
      expect(answer).toEqual({ data: await wholes(...order) });
    },
  );

  it('can be read all at once', async () => {
    const answer = await run((file) =>
      Promise.all(['c', 'a', 'b'].map(async (name) => measure((await file(name)).createReadStream()))),
    );
    expect(answer).toEqual({ data: await wholes('c', 'a', 'b') });
  });

  it('can all be awaited before the first is read', async () => {
    const answer = await run(async (file) => {
      const all = await Promise.all(names.map(file));
      return Promise.all(all.map((one) => measure(one.createReadStream())));
    });
    expect(answer).toEqual({ data: await wholes(...names) });
  });

  it('can be read in turns', async () => {
    const answer = await run(async (file) => {
      const first = (await file('a')).createReadStream();
      const [start] = (await once(first, 'data')) as [Buffer];
      first.pause();
      const second = await measure((await file('b')).createReadStream());
      const rest = await Array.fromAsync(first as AsyncIterable<Buffer>);
      return [await measure(Readable.from([start, ...rest])), second];
    });
    expect(answer).toEqual({ data: await wholes('a', 'b') });
  });

  it('do not wait for one that was begun and forgotten', async () => {
    const answer = await run(async (file) => {
      const forgotten = (await file('a')).createReadStream();
      await once(forgotten, 'readable');
      return measure((await file('c')).createReadStream());
    });
    expect(answer).toEqual({ data: await whole('c') });
  });

  it('do not wait for one that was given up', async () => {
    const answer = await run(async (file) => {
      const first = await file('a');
      const given = first.createReadStream();
      await once(given, 'readable');
      given.destroy();
      const second = await measure((await file('b')).createReadStream());
      expect(() => first.createReadStream()).toThrow(expect.objectContaining({ code: 'BAD_MULTIPART' }));
      return second;
    });
    expect(answer).toEqual({ data: await whole('b') });
  });

  it('cannot be opened again when they were given up, even at their first byte', async () => {
    const answer = await run(async (file) => {
      const first = await file('a');
      first.createReadStream().destroy();
      return measure(first.createReadStream());
    });
    expect(answer).toMatchObject({ code: 'BAD_MULTIPART' });
  });

  it('need not be read at all', async () => {
    expect(await run(() => 'done')).toEqual({ data: 'done' });
  });

  it('need not be read by who awaits them', async () => {
    expect(await run(async (file) => (await file('c')).filename)).toEqual({ data: 'c.png' });
  });

  it('are not taken from behind a fault, though they came with it', async () => {
    const upload = Promise.withResolvers<AwaitedUpload | undefined>();
    const parts = graphqlParts(operations, { b: ['variables.b'] }, { a: 'x', b: 'y' });
    const answer = await run(
      async (file, { variables }) => {
        upload.resolve(uploadsOf(variables)[0]);
        return (await file('b')).filename;
      },
      post(form(parts)),
    );
    expect(answer).toEqual({ code: 'BAD_MULTIPART', reason: 'a file is not in map' });
    expect((await upload.promise)?.file).toBeUndefined();
  });

  it('are told before they arrive', async () => {
    const called = Promise.withResolvers<GraphQLOperation>();
    const operate: Operate = async (body) => {
      called.resolve(body);
      return measure((await fileOf(uploadsOf(body.variables)[0])).createReadStream());
    };
    loopback = await multipartServer(operate, { spoolDirectory });
    const bytes = post(body);
    const half = bytes.indexOf('Content-Type: image/png');
    const socket = await dial(loopback.port);
    const answer = readAnswer(socket);
    socket.write(bytes.subarray(0, half));
    expect(await called.promise).toMatchObject({ query });
    socket.write(bytes.subarray(half));
    expect(JSON.parse((await answer).body.toString())).toEqual({ data: await whole('a') });
  });

  it('are gone when the operation is over', async () => {
    let kept: IncomingUpload | undefined;
    await run(async (file) => void (kept = await file('b')));
    expect(() => kept?.createReadStream()).toThrow(expect.objectContaining({ code: 'BAD_MULTIPART' }));
  });
});

describe('a file with several readers', () => {
  const shared = (paths: string[], document = '') =>
    post(form(graphqlParts({ ...operations, query: document }, { a: paths }, { a: files['a'] as Buffer })));
  const both = shared(['variables.a', 'variables.b']);

  it('gives each place of the map all of it, one after the other', async () => {
    const read = async (file: Promise<IncomingUpload>) => measure((await file).createReadStream());
    const answer = await run(async (file) => [await read(file('a')), await read(file('b'))], both);
    expect(answer).toEqual({ data: await wholes('a', 'a') });
  });

  it('gives each place of the map all of it at once, even when one gives up', async () => {
    const answer = await run(async (file) => {
      const [a, b] = await Promise.all([file('a'), file('b')]);
      const given = a.createReadStream();
      const first = measure(b.createReadStream());
      await once(given, 'readable');
      given.destroy();
      return Promise.all([first, measure(a.createReadStream())]);
    }, both);
    expect(answer).toEqual({ data: await wholes('a', 'a') });
  });

  it('gives the second all of it when the first gave up before', async () => {
    const answer = await run(async (file) => {
      const given = (await file('a')).createReadStream();
      await once(given, 'readable');
      given.destroy();
      return measure((await file('b')).createReadStream());
    }, both);
    expect(answer).toEqual({ data: await whole('a') });
  });

  it('may be one variable that the document uses twice', async () => {
    const answer = await run(
      async (file) => {
        const one = await file('a');
        return [await measure(one.createReadStream()), await measure(one.createReadStream())];
      },
      shared(['variables.a'], 'mutation ($a: Upload!) { x: up(f: $a) y: up(f: $a) }'),
    );
    expect(answer).toEqual({ data: await wholes('a', 'a') });
  });

  it('is refused to the second when nothing said that there would be one', async () => {
    const answer = await run(async (file) => {
      const one = await file('a');
      await measure(one.createReadStream());
      return measure(one.createReadStream());
    });
    expect(answer).toEqual({ code: 'BAD_MULTIPART', reason: 'a file that is mapped once is read twice' });
  });

  it('opens them as long as nothing was read', async () => {
    const answer = await run(async (file) => {
      const one = await file('a');
      return Promise.all([one.createReadStream(), one.createReadStream()].map(measure));
    });
    expect(answer).toEqual({ data: await wholes('a', 'a') });
  });
});
