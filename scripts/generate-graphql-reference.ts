/** The reference of the GraphQL API, one page for people: what schema/schema.graphql says for machines. */
import {
  buildSchema,
  getNamedType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isScalarType,
  isUnionType,
} from 'graphql';
import { cell, code, prose, table } from './markdown.ts';

type Fields = Readonly<Record<string, GraphQLField<unknown, unknown>>>;

export function graphqlReference(text: string): string {
  const schema = buildSchema(text);
  const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const others = types.filter((type) => !roots.some((root) => root === type));
  const section = (title: string, isOfIt: (type: GraphQLNamedType) => boolean): string => {
    const members = others.filter(isOfIt).map((type) => typeSection(type, schema));
    return members.length > 0 ? `## ${title}\n\n${members.join('\n\n')}` : '';
  };
  const sections = [
    operations('Queries', roots[0]?.getFields()),
    operations('Mutations', roots[1]?.getFields()),
    operations('Subscriptions', roots[2]?.getFields()),
    section('Objects', isObjectType),
    section('Interfaces', isInterfaceType),
    section('Unions', isUnionType),
    section('Inputs', isInputObjectType),
    section('Enums', isEnumType),
    section('Scalars', isScalarType),
  ];
  return `<!-- Generated from schema/schema.graphql by \`npm run gen\`. -->

# GraphQL reference

\`POST /graphql\`, and WebSockets at the same address. In a browser it is GraphiQL, with the same reference, an explorer and an
example for each task. Who may ask what is in [who may do what](access.md), and every code of a failure in
[error codes](errors.md). For tools there is [the schema](../schema/schema.graphql) itself.

${sections.filter(Boolean).join('\n\n')}
`;
}

function operations(title: string, fields: Fields = {}): string {
  const parts = Object.values(fields).map((field) =>
    [
      `### ${title.slice(0, -1).replace('Querie', 'Query').toLowerCase()} ${field.name}`,
      prose(field.description),
      table(['argument', 'type', 'meaning'], field.args.map(inputRow)),
      `Answers ${linkTo(field.type)}.`,
    ]
      .filter(Boolean)
      .join('\n\n'),
  );
  return `## ${title}\n\n${parts.join('\n\n')}`;
}

function typeSection(type: GraphQLNamedType, schema: GraphQLSchema): string {
  const parts = [`### ${type.name}`, prose(type.description)];
  if (isObjectType(type) || isInterfaceType(type)) {
    const interfaces = type.getInterfaces().map(linkTo);
    if (interfaces.length > 0) parts.push(`Implements ${interfaces.join(', ')}.`);
    if (isInterfaceType(type))
      parts.push(`Implemented by ${schema.getPossibleTypes(type).map(linkTo).join(', ')}.`);
    parts.push(table(['field', 'type', 'meaning'], Object.values(type.getFields()).map(fieldRow)));
  } else if (isInputObjectType(type))
    parts.push(table(['field', 'type', 'meaning'], Object.values(type.getFields()).map(inputRow)));
  else if (isEnumType(type))
    parts.push(
      table(
        ['value', 'meaning'],
        type.getValues().map(({ name, description }) => [code(name), cell(description)]),
      ),
    );
  else if (isUnionType(type)) parts.push(`One of ${type.getTypes().map(linkTo).join(', ')}.`);
  return parts.filter(Boolean).join('\n\n');
}

function fieldRow(field: GraphQLField<unknown, unknown>): string[] {
  const args = field.args.map(
    ({ name, type, description }) => `${code(name)} ${linkTo(type)}: ${cell(description)}`,
  );
  return [
    code(field.name),
    linkTo(field.type),
    [cell(field.description), deprecation(field), ...args].filter(Boolean).join('<br>'),
  ];
}

function inputRow(input: GraphQLArgument | GraphQLInputField): string[] {
  const fallback = input.astNode?.defaultValue?.loc;
  const given = fallback ? `Default: ${code(fallback.source.body.slice(fallback.start, fallback.end))}` : '';
  return [
    code(input.name),
    linkTo(input.type),
    [cell(input.description), given, deprecation(input)].filter(Boolean).join('<br>'),
  ];
}

const deprecation = ({ deprecationReason: reason }: { deprecationReason?: string | null | undefined }) =>
  reason ? `Deprecated: ${cell(reason)}` : '';

/** To its heading, wherever that is read. */
const linkTo = (type: GraphQLOutputType | GraphQLArgument['type'] | GraphQLNamedType): string =>
  `[${code(String(type))}](#${getNamedType(type).name.toLowerCase()})`;
