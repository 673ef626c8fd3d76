/** GraphQL operations that carry files, by the GraphQL multipart request specification. */

/** @returns the operation as a form, with its files beside it; undefined when it carries none. */
export function multipartForm(operation: {
  readonly query: string;
  readonly variables: unknown;
}): FormData | undefined {
  const { value: variables, files } = withoutFiles(operation.variables, ['variables']);
  return files.length === 0 ? undefined : formOf({ ...operation, variables }, files);
}

/** A file and where it belongs. */
export interface PlacedFile {
  readonly path: readonly string[];
  readonly file: Blob;
}

/** The fields in the order that the specification wants, so that a server can read them as they arrive. */
export function formOf(operation: object, files: readonly PlacedFile[]): FormData {
  const form = new FormData();
  form.append('operations', JSON.stringify(operation));
  const places = files.map(({ path }, index) => [String(index), [path.join('.')]] as const);
  form.append('map', JSON.stringify(Object.fromEntries(places)));
  for (const [index, { file }] of files.entries()) form.append(String(index), file);
  return form;
}

/** The same value with null in place of each file, as `operations` has it. */
export function withoutFiles(
  value: unknown,
  path: readonly string[],
): { readonly value: unknown; readonly files: readonly PlacedFile[] } {
  if (value instanceof Blob) return { value: null, files: [{ path, file: value }] };
  if (typeof value !== 'object' || value === null || value instanceof Date) return { value, files: [] };
  const found = Object.entries(value).map(
    ([key, inner]) => [key, withoutFiles(inner, [...path, key])] as const,
  );
  const files = found.flatMap(([, inner]) => inner.files);
  if (files.length === 0) return { value, files };
  const values = found.map(([key, inner]) => [key, inner.value] as const);
  return {
    value: Array.isArray(value) ? values.map(([, inner]) => inner) : Object.fromEntries(values),
    files,
  };
}
