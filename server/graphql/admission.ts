/** What every document passes before it is validated, over HTTP and WebSocket alike: its shape, and whether it may ask for the schema. */
import { LRUCache } from 'lru-cache';
import type { Viewer } from '../../domain/access/viewer.ts';
import type { Config } from '../../platform/config/load.ts';
import { AppError } from '../../platform/errors.ts';
import { parseWithin, type ShapedDocument } from './query-shape.ts';

export interface Admission {
  /** @throws AppError that names the limit; GraphQLError for what is no GraphQL. */
  admit(source: string, viewer: Viewer): ShapedDocument;
}

/** Clients send the same few documents again and again. Counted in characters, since a document is about as large as its text. */
const rememberedCharacters = 4_194_304;

export function createAdmission(limits: Config['graphql']): Admission {
  const known = new LRUCache<string, ShapedDocument>({
    maxSize: rememberedCharacters,
    sizeCalculation: (_, source) => source.length + 1,
  });
  return {
    admit(source, viewer) {
      const shaped = known.get(source) ?? parseWithin(source, limits);
      known.set(source, shaped);
      if (shaped.shape.introspects && !mayIntrospect(limits.introspection, viewer))
        throw new AppError('INTROSPECTION_DISABLED', {
          mode: `GRAPHQL_INTROSPECTION=${limits.introspection}`,
        });
      return shaped;
    },
  };
}

const mayIntrospect = (mode: Config['graphql']['introspection'], { subject }: Viewer): boolean =>
  mode === 'on' || (mode === 'authenticated' && subject !== null);
