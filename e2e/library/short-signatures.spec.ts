/** The client library where signatures end before the bytes are there: on a slow line, and where they are very short. */
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createDarkroomClient, type DarkroomClient } from '@darkroom/client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { fileOf, jpeg } from '../fixtures/pictures.ts';
import { startStack, type Stack } from '../stack.ts';
import { writePhotos } from './photos.ts';

/** Long enough for a part, also where much else is done. */
const signedSeconds = 8;

const profiles = `
profiles:
  default:
    allowed_mimes: [image/jpeg, image/tiff]
    size_max_bytes: 50000000
    token_ttl_seconds: ${signedSeconds}
    multipart_threshold_mb: 1
    part_size_mb: 5
    variants:
      - { name: thumb, size: 60x60, formats: [webp] }
`;

describe('the client library, where a signature ends early', () => {
  let stack: Stack;
  let darkroom: DarkroomClient;
  const { fetch } = globalThis;
  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'darkroom-short-signatures-'));
    const path = join(folder, 'profiles.yaml');
    await writeFile(path, profiles);
    stack = await startStack({ folder, environment: { PROFILES_PATH: path } });
    darkroom = createDarkroomClient({ url: stack.url, token: () => stack.apiKey, storage: null });
  });
  afterEach(() => {
    globalThis.fetch = fetch;
  });
  afterAll(async () => {
    await darkroom.dispose();
    await stack.remove();
  });

  /** The first request that carries bytes sets out when its signature is over. @returns the status of each. */
  function holdFirstOut(): number[] {
    const statuses: number[] = [];
    let isFirst = true;
    globalThis.fetch = async (...request) => {
      const isPut = request[1]?.method === 'PUT';
      if (isPut && isFirst) {
        isFirst = false;
        await sleep((signedSeconds + 1) * 1_000);
      }
      const answer = await fetch(...request);
      if (isPut) statuses.push(answer.status);
      return answer;
    };
    return statuses;
  }

  it('has a whole file signed anew, and sends it to the same upload', async () => {
    const statuses = holdFirstOut();
    const file = fileOf(await jpeg({ width: 400, height: 300 }), 'late.jpg');
    expect((await darkroom.upload(file, { way: 'direct' }).result()).status).toBe('READY');
    expect(statuses).toEqual([403, 200]);
  });

  it('has a part signed anew, and sends no other twice', async () => {
    const statuses = holdFirstOut();
    const { large } = await writePhotos(stack, 'late');
    const file = fileOf(await readFile(large), 'late.tiff');
    expect((await darkroom.upload(file, { way: 'direct' }).result()).status).toBe('READY');
    expect(statuses).toContain(403);
    expect(statuses.filter((status) => status === 200)).toHaveLength(4);
  });
});
