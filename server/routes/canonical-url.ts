/** The one URL of each rendition: other spellings are sent on to it, with what the request was allowed and not more. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { moveSignature } from '../../domain/signing/move-signature.ts';
import type { SigningKey } from '../../domain/signing/signature.ts';
import { renditionTag } from '../../domain/purging/cached-entries.ts';
import { cacheTagHeaders } from '../delivery/send-blob.ts';
import { type Authorised, cacheControlOf } from './delivery-request.ts';

/** Rungs of the ladder are configured, so a redirect is not remembered for good. */
const redirectSeconds = 3_600;

/** Whether the path of the request, as it was sent and before anything was decoded, is spelled like this. */
export const isSpelled = (
  { url }: FastifyRequest,
  { folder }: Pick<Authorised, 'folder'>,
  spec: string,
): boolean => pathOf(url) === folder + spec;

/**
 * Answers 301 to the spelling. Parameters stay. A signature that covers the old path alone is made anew for the new one,
 * but only one that was verified: an unsigned request stays unsigned.
 */
export function redirectTo(
  request: FastifyRequest,
  reply: FastifyReply,
  { authorised, spec, keys }: { authorised: Authorised; spec: string; keys: readonly SigningKey[] },
): FastifyReply {
  const { image, signature, folder } = authorised;
  const path = folder + spec;
  const target = signature
    ? moveSignature(request.url, path, keys)
    : path + request.url.slice(pathOf(request.url).length);
  // Relative, because a proxy may serve us below a path of its own.
  return reply
    .code(301)
    .header('location', `../${target.slice(target.indexOf('/', 1) + 1)}`)
    .header('cache-control', cacheControlOf(authorised, redirectSeconds))
    .headers(cacheTagHeaders([renditionTag(image.id)]))
    .header('x-content-type-options', 'nosniff')
    .header('access-control-allow-origin', '*')
    .send();
}

const pathOf = (url: string): string => url.split('?', 1)[0] ?? '';
