/**
 * URLs that the CDN itself admits to: CloudFront signed URLs, for a distribution that restricts its viewers. They are
 * put on top of what Darkroom signs, which CloudFront hands on without its own parameters and Darkroom goes on checking.
 */
import { LRUCache } from 'lru-cache';
import type { Config } from '../config/load.ts';

/** Adds to a URL what the CDN asks for: good for everything in the folder, which the URL is in. */
export type EdgeSigner = (
  url: string,
  grant: { readonly folder: string; readonly expiresAt: Date },
) => string;

/** An RSA signature costs most of a millisecond, and a page of images has hundreds of URLs: one does for a folder. */
const rememberedFolders = 10_000;

/** Undefined where nobody but Darkroom signs. */
export async function createEdgeSigner({
  signer,
  keyPairId = '',
  privateKey = '',
}: Pick<Config['cdn'], 'signer' | 'keyPairId' | 'privateKey'>): Promise<EdgeSigner | undefined> {
  if (signer === 'darkroom') return undefined;
  const { getSignedUrl } = await import('@aws-sdk/cloudfront-signer');
  const sign = (folder: string, expires: number): string => {
    const Condition = { DateLessThan: { 'AWS:EpochTime': expires } };
    const policy = JSON.stringify({ Statement: [{ Resource: `${folder}*`, Condition }] });
    return new URL(getSignedUrl({ url: folder, keyPairId, privateKey, policy })).search.slice(1);
  };
  const remembered = new LRUCache<string, string>({ max: rememberedFolders });
  return (url, { folder, expiresAt }) => {
    const expires = Math.floor(expiresAt.getTime() / 1_000);
    const key = `${expires} ${folder}`;
    const parameters = remembered.get(key) ?? sign(folder, expires);
    remembered.set(key, parameters);
    return `${url}${url.includes('?') ? '&' : '?'}${parameters}`;
  };
}
