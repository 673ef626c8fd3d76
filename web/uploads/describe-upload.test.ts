import { expect, it } from '@jest/globals';
import { describeUpload } from './describe-upload.ts';

const bytes = { sentBytes: 1_000_000, totalBytes: 4_000_000 };

it('tells how much has left, how fast, and how long it still takes', () => {
  expect(describeUpload({ status: 'uploading', isWaiting: false, ...bytes }, 500_000)).toEqual({
    words: '1 MB of 4 MB · 500 kB/s · 6 sec left',
    progress: { value: 0.25 },
  });
});

it('tells no speed that it does not know, nor of what waits for the connection', () => {
  expect(describeUpload({ status: 'uploading', isWaiting: false, ...bytes }, undefined).words).toBe(
    '1 MB of 4 MB',
  );
  expect(describeUpload({ status: 'uploading', isWaiting: true, ...bytes }, 500_000)).toEqual({
    words: '1 MB of 4 MB · waiting for the connection',
    progress: { value: 0.25, tone: 'quiet' },
  });
});

it('counts the variants that are required, and does not divide by none of them', () => {
  const processing = (required: number) =>
    describeUpload(
      {
        status: 'processing',
        ...bytes,
        image: { id: 'img_1', status: 'PROCESSING', variants: { ready: 0, required } },
      },
      undefined,
    );
  expect(processing(9).words).toBe('4 MB · 0 of 9 variants made');
  expect(processing(0).progress).toEqual({ value: null, tone: 'good' });
});

it('tells of what failed whether the bytes are there', () => {
  const failure = { code: 'IMAGE_CORRUPT', message: '', whatToDo: 'change-file' } as const;
  const image = { id: 'img_1', status: 'FAILED', variants: { ready: 0, required: 9 } } as const;
  expect(describeUpload({ status: 'failed', ...bytes, failure, image }, undefined).words).toBe(
    '4 MB · stored, but without its variants',
  );
  expect(describeUpload({ status: 'failed', ...bytes, failure, image: null }, undefined)).toEqual({
    words: '4 MB · not uploaded',
  });
});
