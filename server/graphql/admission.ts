/** What every document passes before it is validated, over HTTP and WebSocket alike: its shape, and whether it may ask for the schema. */
import { LRUCache } from 'lru-cache';
import { mayIntrospect } from '../../domain/access/policy.ts';
import type { Viewer } from '../../domain/access/viewer.ts';
import type { Config } from '../../platform/config/load.ts';
import { AppError } from '../../platform/errors.ts';
import type { GivenDocument, PersistedQueries } from './persisted-queries.ts';
import { parseWithin, type ShapedDocument } from './query-shape.ts';

export interface Admission {
  /**
   * The document that is meant; undefined when there is none to judge.
   * @throws AppError that names the limit; GraphQLError for what is no GraphQL.
   */
  admit(given: GivenDocument, viewer: Viewer): ShapedDocument | undefined;
}

/** Clients send the same few documents again and again. A token with what is made of it takes some 300 bytes of memory. */
const rememberedTokens = 100_000;
const charactersPerToken = 32;

export function createAdmission(limits: Config['graphql'], persisted: PersistedQueries): Admission {
  const known = new LRUCache<string, ShapedDocument>({
    maxSize: rememberedTokens,
    sizeCalculation: ({ document }, source) =>
      Math.ceil((document.tokenCount ?? 0) + source.length / charactersPerToken),
  });
  return {
    admit(given, viewer) {
      const source = persisted.textOf(given);
      if (source === undefined) return undefined;
      const shaped = known.get(source) ?? parseWithin(source, limits);
      known.set(source, shaped);
      if (shaped.shape.introspects && !mayIntrospect(viewer, limits.introspection))
        throw new AppError('INTROSPECTION_DISABLED', {
          mode: `GRAPHQL_INTROSPECTION=${limits.introspection}`,
        });
      return shaped;
    },
  };
}
