import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { anonymous, type Viewer } from '../../domain/access/viewer.ts';
import { until } from '../../test/until.ts';
import { type CredentialWatch, watchCredentials } from './credential-watch.ts';

/** What of a socket the watch uses. */
class OpenSocket extends EventEmitter {
  readonly OPEN = 1;
  readyState = 1;
  code: number | undefined;
  close(code = 1000): void {
    if (this.readyState !== this.OPEN) return;
    this.readyState = 3;
    this.code = code;
    this.emit('close');
  }
}

const withKey = (keyId: string): Viewer => ({ ...anonymous, subject: 'alice', keyId });
const withSession = (sessionId: string): Viewer => ({ ...anonymous, subject: 'alice', sessionId });

let watch: CredentialWatch;
let ended: Set<string>;
/** What was asked about, look by look. */
let looks: (readonly string[])[];
let fault: Error | undefined;
beforeEach(() => {
  [ended, looks, fault] = [new Set(), [], undefined];
  watch = watchCredentials(async (ids) => {
    looks.push(ids);
    if (fault) throw fault;
    return ids.filter((id) => ended.has(id));
  });
});
afterEach(() => watch.stop());

function opened(viewer: Viewer): OpenSocket {
  const socket = new OpenSocket();
  watch.watch(viewer, socket);
  return socket;
}
const nextLook = async () => {
  const { length } = looks;
  await until('another look', () => looks.length > length);
};

describe('sockets', () => {
  it('of what was ended are closed with 4403, all of them and no others', async () => {
    const sockets = [opened(withKey('k1')), opened(withKey('k1')), opened(withSession('s1'))];
    const others = [opened(withKey('k2')), opened(withSession('s2')), opened(anonymous)];
    ended = new Set(['k1', 's1']);
    await until('they are closed', () => sockets.every(({ code }) => code === 4403));
    expect(others.map(({ code }) => code)).toEqual([undefined, undefined, undefined]);
    await nextLook();
    expect(looks.at(-1)).toEqual(['k2', 's2']);
  });

  it('that have closed are asked about no more', async () => {
    const [first, second] = [opened(withKey('k1')), opened(withKey('k1'))];
    const stays = opened(withKey('k2'));
    first.close();
    await nextLook();
    expect(looks.at(-1)).toEqual(['k1', 'k2']);
    second.close();
    await nextLook();
    expect(looks.at(-1)).toEqual(['k2']);
    stays.close();
  });

  it('stay open while nobody can say, and are closed when somebody can', async () => {
    const socket = opened(withKey('k1'));
    ended.add('k1');
    fault = new Error('the database is away');
    await nextLook();
    await nextLook();
    expect(socket.code).toBeUndefined();
    fault = undefined;
    await until('it is closed', () => socket.code === 4403);
  });
});
