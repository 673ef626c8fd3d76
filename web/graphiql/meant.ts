/**
 * What is run is what is written. GraphiQL learns a moment late that another tab is open, and until then takes the name
 * and the kind of operation from the last one.
 */
import { type DocumentNode, Kind, parse } from 'graphql';

export interface Meant {
  /** Undefined where the text is no document: the server says what is wrong with it. */
  readonly documentAST: DocumentNode | undefined;
  /** Undefined where the document has no such operation. */
  readonly operationName: string | undefined;
}

export function meantBy(query: string, operationName: string | null | undefined): Meant {
  const documentAST = parsed(query);
  const isThere = documentAST?.definitions.some(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION && definition.name?.value === operationName,
  );
  return { documentAST, operationName: isThere ? (operationName ?? undefined) : undefined };
}

function parsed(query: string): DocumentNode | undefined {
  try {
    return parse(query);
  } catch {
    return undefined;
  }
}
