/** Lists as this schema has them, in the cache: pages are joined, whether a query asks for `edges` or for `nodes`. */
import type { FieldMergeFunction, FieldPolicy, FieldReadFunction, Reference } from '@apollo/client';
import { relayStylePagination } from '@apollo/client/utilities';

interface Edge {
  readonly node: Reference;
  readonly cursor?: string;
}

/** A list as a query asked for it: with one of both, or both. */
interface Page {
  readonly edges?: readonly Edge[];
  readonly nodes?: readonly Reference[];
  readonly pageInfo?: object;
}

interface Relay {
  readonly merge: FieldMergeFunction<Page | null, Page | null>;
  readonly read: FieldReadFunction<Page | null, Page | null>;
}

/**
 * Kept as edges alone, and `nodes` made of them when they are read: kept apart, one query would find the list of another
 * empty.
 * @param keyArgs the arguments that make it another list; those of pages are not among them.
 */
export function connection(
  keyArgs: readonly string[] | false = false,
): FieldPolicy<Page | null, Page | null> {
  const { merge, read } = relayStylePagination() as Relay;
  return {
    keyArgs: keyArgs && [...keyArgs],
    merge: (existing, incoming, options) => merge(existing, incoming && asEdges(incoming), options),
    read(existing, options) {
      const page = read(existing, options);
      const nodeOf = (edge: Edge) => options.readField<Reference>('node', { ...edge }) ?? edge.node;
      return page && { ...page, nodes: (page.edges ?? []).map(nodeOf) };
    },
  };
}

function asEdges({ nodes, ...page }: Page): Page {
  return { ...page, edges: page.edges ?? nodes?.map((node) => ({ node })) ?? [] };
}
