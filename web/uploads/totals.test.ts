import { expect, it } from '@jest/globals';
import type { UploadState } from '@darkroom/client';
import { totalsOf } from './totals.ts';

const image = { id: 'img_1', status: 'READY', variants: { ready: 3, required: 3 } } as const;
const bytes = (sentBytes: number) => ({ sentBytes, totalBytes: 100 });

it('counts files by where they are, and bytes of those that can still arrive', () => {
  const failure = { code: 'NETWORK', message: '', whatToDo: 'retry' } as const;
  const states: UploadState[] = [
    { status: 'queued', ...bytes(0) },
    { status: 'uploading', isWaiting: false, ...bytes(40) },
    { status: 'paused', ...bytes(10) },
    { status: 'verifying', ...bytes(100) },
    { status: 'processing', ...bytes(100), image },
    { status: 'ready', ...bytes(100), image },
    { status: 'failed', ...bytes(70), failure, image: null },
  ];
  expect(totalsOf(states)).toEqual({
    files: 7,
    ready: 1,
    failed: 1,
    retryable: 1,
    paused: 1,
    working: 4,
    sending: 3,
    sentBytes: 350,
    totalBytes: 600,
  });
});
