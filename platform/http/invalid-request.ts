/** What is wrong with a request, in words of the client's own: Ajv speaks of schemas, and keeps to itself what is allowed. */
import type { FastifyError, FastifySchemaValidationError } from 'fastify';

const places: Readonly<Record<string, string>> = {
  querystring: 'the parameter',
  params: 'the part of the path',
  headers: 'the header',
  body: 'the field',
};

/** Undefined when the error is no refusal of a schema. */
export function reasonOf({
  validation,
  validationContext = 'body',
}: Partial<FastifyError>): string | undefined {
  const [first] = validation ?? [];
  return first && sentence(first, places[validationContext] ?? 'the value');
}

function sentence(
  { instancePath, keyword, params, message }: FastifySchemaValidationError,
  place: string,
): string {
  const name = instancePath.slice(1).replaceAll('/', '.');
  const where = name === '' ? 'the request' : `${place} ${name}`;
  const inside = (child: unknown): string => `${place} ${[name, String(child)].filter(Boolean).join('.')}`;
  switch (keyword) {
    case 'enum':
      return `${where} must be ${listOf(params['allowedValues'])}`;
    case 'required':
      return `${inside(params['missingProperty'])} is missing`;
    case 'additionalProperties':
      return `${inside(params['additionalProperty'])} is unknown: is it misspelt?`;
    case 'type':
      return `${where} must be ${typeOf(params['type'])}`;
    case 'minimum':
      return `${where} must be at least ${String(params['limit'])}`;
    case 'maximum':
      return `${where} must be at most ${String(params['limit'])}`;
    case 'minLength':
      return `${where} must have ${String(params['limit'])} or more characters`;
    case 'maxLength':
      return `${where} must have at most ${String(params['limit'])} characters`;
    default:
      return `${where} ${message ?? 'is not valid'}`;
  }
}

const alternatives = new Intl.ListFormat('en', { type: 'disjunction' });

const listOf = (values: unknown): string =>
  alternatives.format((Array.isArray(values) ? values : [values]).map(String));

const typeNames: Readonly<Record<string, string>> = {
  integer: 'a whole number',
  number: 'a number',
  string: 'a text',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  null: 'nothing',
};

/** Ajv gives one name, or several in a list or between commas. */
function typeOf(types: unknown): string {
  const names = Array.isArray(types) ? types : String(types).split(',');
  return alternatives.format(names.map((name) => typeNames[String(name)] ?? String(name)));
}
