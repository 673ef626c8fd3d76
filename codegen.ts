/** Typed documents for the web app and for tests: made from the emitted schema and from what the documents ask for. */
import type { CodegenConfig } from '@graphql-codegen/cli';

const clientPreset = {
  preset: 'client',
  presetConfig: { fragmentMasking: false, skipIndexFile: true },
} as const;

const types = {
  enumType: 'string-literal',
  immutableTypes: true,
  useTypeImports: true,
  importExtension: '.ts',
  strictScalars: true,
  scalars: {
    ID: { input: 'string', output: 'string' },
    DateTime: { input: 'string', output: 'string' },
    JSON: { input: 'unknown', output: 'unknown' },
    Upload: { input: 'Blob', output: 'never' },
    URL: { input: 'string', output: 'string' },
  },
} as const;

/** Plain strings with types: they go into fetch and graphql-ws as they are. */
const asText = { documentMode: 'string' } as const;
/** As Apollo Client takes them, parsed when they are generated, so that no page brings a parser. */
const asParsed = { documentMode: 'documentNode' } as const;

const config: CodegenConfig = {
  schema: 'schema/schema.graphql',
  ignoreNoDocuments: true,
  generates: {
    'e2e/generated/': {
      ...clientPreset,
      documents: ['e2e/**/*.ts'],
      config: { ...types, ...asText },
    },
    'client/src/core/generated/': {
      ...clientPreset,
      documents: ['client/src/core/*.graphql'],
      config: { ...types, ...asText },
    },
    'client/src/apollo/generated/': {
      ...clientPreset,
      documents: ['client/src/apollo/*.graphql'],
      config: { ...types, ...asParsed },
    },
    'web/generated/': {
      ...clientPreset,
      documents: ['web/**/*.{ts,tsx}'],
      config: { ...types, ...asParsed },
    },
  },
};

export default config;
