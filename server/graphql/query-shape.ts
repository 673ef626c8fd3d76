/**
 * The shape of a document, from its syntax alone: what is too large, too deep or too repetitive is refused before it is
 * validated. Validation itself has to be guarded: it compares fields of one name with each other and follows fragments
 * through fragments, and takes half a second for 4,000 tokens of nothing else. That is why the usual packages
 * (graphql-armor) do not help: they are rules among those of the validation.
 */
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  parse,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { AppError } from '../../platform/errors.ts';

export interface ShapeLimits {
  readonly maxBytes: number;
  readonly maxTokens: number;
  readonly maxDepth: number;
  readonly maxAliases: number;
  readonly maxFragments: number;
  readonly maxDirectives: number;
}

export interface Shape {
  /** Of fields inside each other, or of lists and objects in a value. */
  readonly depth: number;
  /** Fields under another name, and fields that are asked for again beside each other. */
  readonly aliases: number;
  /** Definitions, spreads and those without a name. */
  readonly fragments: number;
  readonly directives: number;
  /** Whether it asks what the schema is. */
  readonly introspects: boolean;
}

export interface ShapedDocument {
  readonly document: DocumentNode;
  readonly shape: Shape;
}

/** @throws AppError that names the limit; GraphQLError for what is no GraphQL. */
export function parseWithin(source: string, limits: ShapeLimits): ShapedDocument {
  const bytes = Buffer.byteLength(source);
  if (bytes > limits.maxBytes)
    throw new AppError('QUERY_TOO_LARGE', { count: bytes, limit: limits.maxBytes });
  const document = parseTokens(source, limits);
  const shape = shapeOf(document);
  if (shape.depth > limits.maxDepth) throw new AppError('QUERY_TOO_DEEP', { limit: limits.maxDepth });
  for (const [code, count, limit] of [
    ['QUERY_TOO_MANY_FRAGMENTS', shape.fragments, limits.maxFragments],
    ['QUERY_TOO_MANY_ALIASES', shape.aliases, limits.maxAliases],
    ['QUERY_TOO_MANY_DIRECTIVES', shape.directives, limits.maxDirectives],
  ] as const)
    if (count > limit) throw new AppError(code, { count, limit });
  return { document, shape };
}

function parseTokens(source: string, { maxTokens, maxDepth }: ShapeLimits): DocumentNode {
  try {
    return parse(source, { maxTokens });
  } catch (error) {
    // The parser has no other sign for it.
    if (error instanceof GraphQLError && /more that \d+ tokens/.test(error.message))
      throw new AppError('QUERY_TOO_LONG', { limit: maxTokens });
    // The parser calls itself for each level, until the stack is full.
    if (error instanceof RangeError) throw new AppError('QUERY_TOO_DEEP', { limit: maxDepth });
    throw error;
  }
}

function shapeOf(document: DocumentNode): Shape {
  let [aliases, fragments, directives, level, valueDepth] = [0, 0, 0, 0, 0];
  let introspects = false;
  // Values and types: what looks at them calls itself for each level as well.
  const nesting = {
    enter: () => void (valueDepth = Math.max(valueDepth, (level += 1))),
    leave: () => void (level -= 1),
  };
  const countFragment = (): void => void (fragments += 1);
  visit(document, {
    SelectionSet: ({ selections }) => void (aliases += aliasesAmong(selections)),
    Field: ({ name: { value } }) => void (introspects ||= value === '__schema' || value === '__type'),
    Directive: () => void (directives += 1),
    FragmentDefinition: countFragment,
    FragmentSpread: countFragment,
    InlineFragment: countFragment,
    ListValue: nesting,
    ObjectValue: nesting,
    ListType: nesting,
  });
  return { depth: Math.max(valueDepth, depthOf(document)), aliases, fragments, directives, introspects };
}

function aliasesAmong(selections: readonly SelectionNode[]): number {
  const plain = new Set<string>();
  let fields = 0;
  for (const selection of selections) {
    if (selection.kind !== Kind.FIELD) continue;
    fields += 1;
    if (!selection.alias) plain.add(selection.name.value);
  }
  return fields - plain.size;
}

/** Of its deepest operation, through fragments. */
function depthOf({ definitions }: DocumentNode): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const known = new Map<string, number>();

  const ofSet = (set: SelectionSetNode | undefined): number =>
    (set?.selections ?? []).reduce((deepest, selection) => Math.max(deepest, ofSelection(selection)), 0);

  const ofSelection = (selection: SelectionNode): number => {
    if (selection.kind === Kind.FIELD) return 1 + ofSet(selection.selectionSet);
    return selection.kind === Kind.INLINE_FRAGMENT
      ? ofSet(selection.selectionSet)
      : ofFragment(selection.name.value);
  };

  const ofFragment = (name: string): number => {
    const depth = known.get(name);
    if (depth !== undefined) return depth;
    // One that contains itself ends here, and is refused by the validation.
    known.set(name, 0);
    const counted = ofSet(fragments.get(name)?.selectionSet);
    known.set(name, counted);
    return counted;
  };

  return definitions.reduce(
    (deepest, definition) =>
      definition.kind === Kind.OPERATION_DEFINITION
        ? Math.max(deepest, ofSet(definition.selectionSet))
        : deepest,
    0,
  );
}
