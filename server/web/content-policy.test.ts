import { describe, expect, it } from '@jest/globals';
import { loadConfig } from '../../platform/config/load.ts';
import { appAdditions, contentPolicy } from './content-policy.ts';

const sourcesOf = (directive: string, environment: Record<string, string>): string | undefined =>
  contentPolicy(loadConfig({ PUBLIC_URL: 'https://media.example', ...environment }), appAdditions('bm9uY2U='))
    .split('; ')
    .find((each) => each.startsWith(`${directive} `));

describe('what the web app may load', () => {
  it('is its own, and images from where they are handed out', () => {
    expect(sourcesOf('img-src', {})).toBe("img-src 'self' data: blob: https://media.example");
    expect(sourcesOf('img-src', { CDN_URL: 'https://cdn.example/media' })).toBe(
      "img-src 'self' data: blob: https://media.example https://cdn.example",
    );
    expect(sourcesOf('script-src', { CDN_URL: 'https://cdn.example' })).toBe("script-src 'self'");
  });

  it.each([
    [{}, ''],
    [{ S3_BUCKET: 'photos', S3_REGION: 'eu-west-1' }, ' https://photos.s3.eu-west-1.amazonaws.com'],
    [{ S3_BUCKET: 'photos', S3_ENDPOINT: 'http://minio:9000' }, ' http://minio:9000'],
    [
      { S3_BUCKET: 'photos', S3_ENDPOINT: 'https://r2.example', S3_FORCE_PATH_STYLE: 'false' },
      ' https://photos.r2.example',
    ],
  ])('is sent to the bucket that uploads go to: %j', (storage, bucket) => {
    expect(sourcesOf('connect-src', storage as Record<string, string>)).toBe(
      `connect-src 'self' https://media.example${bucket}`,
    );
  });
});
