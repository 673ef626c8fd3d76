/** The client library outside of a browser, against a server: each way in, and the states that an upload goes through. */
import { createDarkroomClient, type DarkroomClient, type UploadState } from '@darkroom/client';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newOwner, type Owner } from '../clients/owner.ts';
import { fileOf, jpeg } from '../fixtures/pictures.ts';
import { sharedDeployment } from '../stack/shared.ts';

describe('the client library', () => {
  let owner: Owner;
  let darkroom: DarkroomClient;
  beforeAll(async () => {
    owner = await newOwner(sharedDeployment());
    darkroom = createDarkroomClient({ url: owner.url, token: () => owner.apiKey, storage: null });
  });
  afterAll(() => darkroom.dispose());

  it.each(['form', 'direct', 'tus'] as const)(
    'uploads by %s and follows the image until it is ready',
    async (way) => {
      const file = fileOf(await jpeg({ width: 900, height: 600 }), `by-${way}.jpg`);
      const upload = darkroom.upload(file, { way, tags: ['library'], visibility: 'PUBLIC' });
      const states: UploadState['status'][] = [upload.state.status];
      upload.subscribe(() => {
        if (states.at(-1) !== upload.state.status) states.push(upload.state.status);
      });
      const image = await upload.result();
      expect(states).toEqual(['queued', 'uploading', 'verifying', 'processing', 'ready']);
      expect(upload.state).toMatchObject({ status: 'ready', sentBytes: file.size, totalBytes: file.size });
      expect(image.variants.ready).toBe(image.variants.required);
      expect(image.variants.required).toBeGreaterThan(0);
      const found = await owner.image(image.id);
      expect(found).toMatchObject({
        status: 'READY',
        tags: ['library'],
        visibility: 'PUBLIC',
        filename: `by-${way}.jpg`,
      });
    },
  );
});
