/** The fields `operations` and `map`: what may stand in them, and where the uploads go. Touches no stream. */
import { AppError } from '../../platform/errors.ts';
import { AwaitedUpload } from './awaited-upload.ts';
import { badMultipart } from './bad-multipart.ts';

export interface GraphQLOperation {
  query?: string;
  operationName?: string | null;
  variables?: Record<string, unknown> | null;
  extensions?: Record<string, unknown> | null;
}

export interface MappedFile {
  readonly upload: AwaitedUpload;
  /** Whether several consumers may read it, so that its bytes must be kept until the operation ends. */
  readonly shared: boolean;
}

/** @throws AppError BAD_MULTIPART unless the text is one GraphQL operation. */
export function parseOperation(text: string): GraphQLOperation {
  const given = parseJson('operations', text);
  if (Array.isArray(given)) throw badMultipart('one request carries one operation, not a batch');
  if (!isRecord(given)) throw badMultipart('operations is not a JSON object');
  const { query, operationName, variables, extensions } = given;
  if (query !== undefined && typeof query !== 'string') throw badMultipart('query is not a text');
  if (!isAbsent(operationName) && typeof operationName !== 'string')
    throw badMultipart('operationName is not a text');
  if (!isAbsent(variables) && !isRecord(variables)) throw badMultipart('variables is not an object');
  if (!isAbsent(extensions) && !isRecord(extensions)) throw badMultipart('extensions is not an object');
  return Object.fromEntries(
    Object.entries({ query, operationName, variables, extensions }).filter(
      ([, value]) => value !== undefined,
    ),
  );
}

/**
 * Puts an upload wherever the map says and answers them by the name of their part.
 * @throws AppError BAD_MULTIPART for a path that is not a null among the variables, TOO_MANY_FILES.
 */
export function placeUploads(
  operation: GraphQLOperation,
  text: string,
  maxFiles: number,
): Map<string, MappedFile> {
  const given = parseJson('map', text);
  if (!isRecord(given)) throw badMultipart('map is not a JSON object');
  const entries = Object.entries(given);
  if (entries.length > maxFiles) throw new AppError('TOO_MANY_FILES', { limit: maxFiles });
  const uses = countVariableUses(operation.query ?? '');
  return new Map(
    entries.map(([name, paths]) => {
      if (!isPathList(paths)) throw badMultipart('map holds something other than lists of paths');
      const upload = new AwaitedUpload();
      for (const path of paths) place(operation, path, upload);
      const shared = paths.length > 1 || paths.some((path) => (uses.get(path.split('.')[1] ?? '') ?? 0) > 2);
      return [name, { upload, shared }];
    }),
  );
}

/** Only own properties are followed, and only a null is replaced: a path can reach nothing but the variables. */
function place(operation: GraphQLOperation, path: string, upload: AwaitedUpload): void {
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  if (keys[0] !== 'variables') throw badMultipart('a path in map does not start with variables');
  let node: unknown = operation;
  for (const key of keys) node = isContainer(node) && has(node, key) ? node[key] : undefined;
  if (!isContainer(node) || !has(node, last) || node[last] !== null)
    throw badMultipart('a path in map is not a null among the variables');
  node[last] = upload;
}

/**
 * How often the document names each variable, its definition included. A variable that is used in two fields
 * has two readers, although the map names it once. Counting too many (in a comment) costs a temporary file only.
 */
function countVariableUses(query: string): Map<string, number> {
  const uses = new Map<string, number>();
  for (const [, name = ''] of query.matchAll(/\$([_A-Za-z]\w*)/g)) uses.set(name, (uses.get(name) ?? 0) + 1);
  return uses;
}

function parseJson(field: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw badMultipart(`${field} is not JSON`, cause);
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return isContainer(value) && !Array.isArray(value);
}

function isContainer(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function has(node: Record<string, unknown>, key: string): boolean {
  return key !== '__proto__' && Object.hasOwn(node, key);
}

function isAbsent(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

function isPathList(value: unknown): value is string[] {
  return Array.isArray(value) && value.length > 0 && value.every((path) => typeof path === 'string');
}
