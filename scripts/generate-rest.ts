/** The reference of the routes that are not GraphQL, one page for people: what `/openapi.json` says for machines. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cell, code, prose, table } from './markdown.ts';

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly items?: Schema;
  readonly description?: string;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
}

type Content = Readonly<Record<string, { readonly schema?: Schema }>>;

interface Operation {
  readonly summary?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly security?: readonly Readonly<Record<string, unknown>>[];
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly description?: string;
    readonly schema: Schema;
  }[];
  readonly requestBody?: { readonly content: Content };
  readonly responses?: Readonly<Record<string, { readonly description: string; readonly content?: Content }>>;
}

export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** Of a server that runs for it, from the compiled sources: `npm run gen` builds first. */
export async function openApiDocument(root: string): Promise<OpenApi> {
  const folder = await mkdtemp(join(tmpdir(), 'darkroom-openapi-'));
  try {
    const path = join(folder, 'openapi.json');
    await promisify(execFile)(process.execPath, [join(root, 'dist/server/openapi/emit.js'), path]);
    return JSON.parse(await readFile(path, 'utf8')) as OpenApi;
  } finally {
    await rm(folder, { recursive: true });
  }
}

const methods = new Set(['get', 'head', 'post', 'put', 'patch', 'delete']);

const credentials: Readonly<Record<string, string>> = {
  apiKey: 'an API key, a token or a session ([authentication](authentication.md))',
  signature: 'a [signed URL](signing.md)',
};

export function restReference({ paths, components }: OpenApi): string {
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => methods.has(method))
      .map(([method, operation]) => ({ path, method, operation, tag: operation.tags?.[0] ?? 'others' })),
  );
  const sections = [...Map.groupBy(operations, ({ tag }) => tag)].map(
    ([tag, members]) =>
      `## ${tag.charAt(0).toUpperCase()}${tag.slice(1)}\n\n${members.map(operationSection).join('\n\n')}`,
  );
  const objects = Object.entries(components.schemas).map(([name, schema]) =>
    [`### ${name}`, prose(schema.description), propertyTable(schema)].filter(Boolean).join('\n\n'),
  );
  return `<!-- Generated from the schemas of the routes by \`npm run gen\`. -->

# REST reference

The routes that are not [GraphQL](graphql.md). A server describes itself at \`/openapi.json\` (OpenAPI 3.1) and shows that at
\`/openapi\`. Refusals are \`application/problem+json\` with one of the [error codes](errors.md). The probes and what else there is for
operators are on the [admin port](operations.md#ports-and-probes).

${sections.join('\n\n')}

## Objects

${objects.join('\n\n')}
`;
}

function operationSection(given: { path: string; method: string; operation: Operation }): string {
  const { path, method, operation } = given;
  const { summary, description, security, parameters = [], requestBody, responses = {} } = operation;
  const rows = parameters.map(({ name, in: place, required, schema, description: meaning }) => [
    code(name),
    required ? `${place}, required` : place,
    typeOf(schema),
    cell(meaning),
  ]);
  const body = Object.entries(requestBody?.content ?? {}).map(
    ([type, { schema }]) => `${code(type)}${schema?.properties ? `: ${fieldsOf(schema)}` : ''}`,
  );
  const answers = Object.entries(responses).map(([status, { description: meaning, content }]) => [
    status,
    meaningOf(meaning, content),
  ]);
  return [
    `### ${code(`${method.toUpperCase()} ${path}`)}`,
    `**${summary ?? ''}.** ${prose(description)}`.trim(),
    whoMay(security),
    table(['parameter', 'in', 'type', 'meaning'], rows),
    body.length > 0 ? `Body: ${body.join(', or ')}.` : '',
    table(['status', 'meaning'], answers),
  ]
    .filter(Boolean)
    .join('\n\n');
}

function whoMay(security: Operation['security']): string {
  if (!security) return '';
  const ways = security.flatMap((way) => Object.keys(way)).map((name) => credentials[name] ?? name);
  const isForAll = security.some((way) => Object.keys(way).length === 0);
  return `Asked with ${ways.join(' or ')}${isForAll ? ', or with nothing where the image is public' : ''}.`;
}

/** Of a refusal its codes, which errors.md explains; of another answer what it is, and of what kind. */
function meaningOf(description: string, content: Content = {}): string {
  const codes = [...description.matchAll(/^`([A-Z_]+)`:/gm)].map(
    ([, name = '']) => `[${code(name)}](errors.md#${name.toLowerCase()})`,
  );
  if (codes.length > 0) return codes.join(', ');
  const named = Object.values(content).flatMap(({ schema }) => (schema?.$ref ? [typeOf(schema)] : []));
  return [cell(description), ...named].join(' ');
}

function propertyTable({ properties = {}, required = [] }: Schema): string {
  const rows = Object.entries(properties).map(([name, schema]) => [
    code(name),
    `${typeOf(schema)}${required.includes(name) ? '' : ', may be missing'}`,
    [cell(schema.description), fieldsOf(schema.items ?? schema)].filter(Boolean).join(' '),
  ]);
  return table(['property', 'type', 'meaning'], rows);
}

const fieldsOf = ({ properties = {} }: Schema): string => Object.keys(properties).map(code).join(', ');

function typeOf(schema: Schema): string {
  const { $ref, type, enum: values, items, format } = schema;
  if ($ref) {
    const name = $ref.split('/').at(-1) ?? '';
    return `[${name}](#${name.toLowerCase()})`;
  }
  if (values) return values.map((value) => code(String(value))).join(' or ');
  if (items) return `list of ${typeOf(items)}`;
  return [type ?? 'anything'].flat().join(' or ') + (format ? ` (${format})` : '');
}
