/** Spans of GraphQL: of each field at the root of a query or mutation, and of each event that a subscription tells. */
import type { ExecutionResult, GraphQLSchema } from 'graphql';
import { inSpan, isTracing } from '../../platform/tracing/span.ts';

/** For a schema that nothing has been executed with yet. */
export function traceOperations(schema: GraphQLSchema): void {
  for (const type of [schema.getQueryType(), schema.getMutationType()])
    for (const field of Object.values(type?.getFields() ?? {})) {
      const { resolve } = field;
      if (!resolve) continue;
      field.resolve = (...parameters) =>
        inSpan(`${type?.name}.${field.name}`, {}, async (): Promise<unknown> => resolve(...parameters));
    }
}

/** Below what made the event happen: the telling is a part of its trace, and not of the subscription's request. */
export function traceTelling(
  event: { readonly id?: unknown; readonly traceParent?: string | null },
  operationName: string | null | undefined,
  tell: () => ExecutionResult | Promise<ExecutionResult>,
): ExecutionResult | Promise<ExecutionResult> {
  const { traceParent: parent = null } = event;
  if (!isTracing() || parent === null) return tell();
  const attributes = {
    'darkroom.event_id': String(event.id),
    ...(operationName && { 'graphql.operation.name': operationName.slice(0, 100) }),
  };
  return inSpan('tell event', { kind: 'CONSUMER', parent, attributes }, async () => tell());
}
