/**
 * What an operation may cost, counted before it runs: one for each field, times the items of every list above it.
 * Without this, images whose variants name their image, whose variants … grow ninefold with every step.
 *
 * The usual package (graphql-query-complexity) loads a second copy of graphql-js beside ours and cannot read our
 * schema. Documents are validated before, so every name is known and no fragment is its own.
 */
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  getArgumentValues,
  getNamedType,
  getNullableType,
  getOperationAST,
  getVariableValues,
  type GraphQLField,
  GraphQLError,
  type GraphQLNamedType,
  type GraphQLSchema,
  isCompositeType,
  isListType,
  isObjectType,
  isInterfaceType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { AppError } from '../../platform/errors.ts';

/** Of a list whose length nobody says, such as the variants of an image. */
const usualLength = 9;
const usualPage = 20;
/** Of a responsive image that names none: the rungs of the ladder, and the formats for a still. */
const usualWidths = 10;
const usualFormats = 3;

/** Fields that cost more than a look-up: one renders, up to six times over, and one counts thousands of rows. */
const fieldCosts = new Map([
  ['Image.inspection', 3_000],
  ['ImageConnection.totalCount', 10],
]);

/** As `extensions.cost` of an answer has it. */
export interface Cost {
  readonly requested: number;
  readonly limit: number;
}

export interface Operation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly variables: Record<string, unknown> | undefined;
  readonly operationName: string | undefined;
}

/** @throws GraphQLError QUERY_TOO_COMPLEX, for status 400. */
export function assertAffordable({ requested, limit }: Cost): void {
  if (requested > limit) throw refused(new AppError('QUERY_TOO_COMPLEX', { cost: requested, limit }));
}

/** An operation that does not even begin. */
export const refused = ({ code, message }: AppError): GraphQLError =>
  new GraphQLError(message, { extensions: { code, http: { status: 400 } } });

/** What the operation costs; nothing where it cannot be executed anyway. */
export function costOf({ schema, document, variables = {}, operationName }: Operation): number {
  const operation = getOperationAST(document, operationName);
  if (!operation) return 0;
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  // What is wrong with them is said by the execution, which refuses it.
  if (!coerced) return 0;
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  /** Each fragment is counted once, however often it is spread: nested doubling would take for ever. */
  const known = new Map<string, number>();

  const ofSelections = (
    set: SelectionSetNode | undefined,
    type: GraphQLNamedType | undefined | null,
  ): number => (set?.selections ?? []).reduce((sum, selection) => sum + ofSelection(selection, type), 0);

  const ofSelection = (selection: SelectionNode, type: GraphQLNamedType | undefined | null): number => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return ofFragment(selection.name.value);
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const condition = selection.typeCondition?.name.value;
      return ofSelections(selection.selectionSet, condition ? schema.getType(condition) : type);
    }
    const field =
      isObjectType(type) || isInterfaceType(type) ? type.getFields()[selection.name.value] : undefined;
    if (!field) return 1;
    const args = getArgumentValues(field, selection, coerced);
    const children = ofSelections(selection.selectionSet, getNamedType(field.type));
    const own = ownCost(`${type?.name}.${field.name}`, args);
    return own + children * itemsOf(field, args, type?.name.endsWith('Connection') ?? false);
  };

  const ofFragment = (name: string): number => {
    const fragment = fragments.get(name);
    const cost =
      known.get(name) ??
      ofSelections(fragment?.selectionSet, schema.getType(fragment?.typeCondition.name.value ?? ''));
    known.set(name, cost);
    return cost;
  };

  return ofSelections(operation.selectionSet, schema.getRootType(operation.operation));
}

/** A responsive image is as many renditions as it has widths and formats, each computed. */
function ownCost(field: string, { widths, formats }: Readonly<Record<string, unknown>>): number {
  if (field !== 'Image.responsive') return fieldCosts.get(field) ?? 1;
  const count = (given: unknown, usual: number): number => (Array.isArray(given) ? given.length : usual);
  return Math.max(1, count(widths, usualWidths) * count(formats, usualFormats));
}

function itemsOf(
  { type }: GraphQLField<unknown, unknown>,
  args: Readonly<Record<string, unknown>>,
  ofConnection: boolean,
): number {
  const named = getNamedType(type);
  if (named.name.endsWith('Connection'))
    return Math.max(1, Number(args['first'] ?? args['last'] ?? usualPage));
  // The connection itself was counted with the size of its page.
  if (ofConnection || !isListType(getNullableType(type)) || !isCompositeType(named)) return 1;
  return Array.isArray(args['ids']) ? args['ids'].length : usualLength;
}
