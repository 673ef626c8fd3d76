/** Reads the list of operations that may run, as Apollo's tools write it (`apollo-persisted-query-manifest`), and checks each against the schema. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { GraphQLError, type GraphQLSchema, parse, validate } from 'graphql';
import { z } from 'zod';
import { AppError } from '../../platform/errors.ts';

export interface RegisteredOperations {
  readonly textOfId: ReadonlyMap<string, string>;
  /** Of each text that may run. */
  readonly nameOfText: ReadonlyMap<string, string>;
}

const manifestFile = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1),
  operations: z.array(z.object({ id: z.string(), name: z.string(), body: z.string() })),
});

type Operation = z.infer<typeof manifestFile>['operations'][number];

/** @throws AppError CONFIG_INVALID with a line for each operation that could never run. */
export function loadRegisteredOperations(path: string, schema: GraphQLSchema): RegisteredOperations {
  const parsed = manifestFile.safeParse(readJson(path));
  if (!parsed.success)
    throw faulty(
      path,
      parsed.error.issues.map((issue) => `${issue.path.join('.') || 'the file'}: ${issue.message}`),
    );
  const { operations } = parsed.data;
  const faults = operations.flatMap((operation) => faultsOf(operation, schema));
  if (faults.length > 0) throw faulty(path, faults);
  return {
    textOfId: new Map(operations.map(({ id, body }) => [id, body])),
    nameOfText: new Map(operations.map(({ body, name }) => [body, name])),
  };
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw faulty(path, ['it cannot be read as JSON'], { cause });
  }
}

function faultsOf({ id, name, body }: Operation, schema: GraphQLSchema): string[] {
  const hash = createHash('sha256').update(body).digest('hex');
  const misnamed = id === hash ? [] : [`${name}: its id is not the SHA-256 of its body, ${hash}`];
  try {
    return [...misnamed, ...validate(schema, parse(body)).map(({ message }) => `${name}: ${message}`)];
  } catch (error) {
    if (error instanceof GraphQLError) return [...misnamed, `${name}: ${error.message}`];
    throw error;
  }
}

const faulty = (path: string, faults: readonly string[], options?: ErrorOptions): AppError =>
  new AppError(
    'CONFIG_INVALID',
    { faults: faults.map((fault) => `  PERSISTED_OPERATIONS: ${path}: ${fault}.`).join('\n') },
    options,
  );
