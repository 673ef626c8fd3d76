/** Typed documents for the web app, the client library and tests: made from the emitted schema and from what the documents ask for. */
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

const config: CodegenConfig = {
  schema: 'schema/schema.graphql',
  ignoreNoDocuments: true,
  generates: {
    'e2e/generated/': {
      ...clientPreset,
      documents: ['e2e/**/*.ts'],
      // Plain strings with types: they go into fetch and graphql-ws as they are.
      config: { ...types, documentMode: 'string' },
    },
    'client/src/core/generated/': {
      ...clientPreset,
      documents: ['client/src/core/*.graphql'],
      config: { ...types, documentMode: 'string' },
    },
    'client/src/apollo/generated/': {
      ...clientPreset,
      documents: ['client/src/apollo/*.graphql'],
      // As Apollo Client takes them, so that no page has to parse.
      config: { ...types, documentMode: 'documentNode' },
    },
    'web/generated/': {
      ...clientPreset,
      documents: ['web/**/*.{ts,tsx}'],
      // Parsed when they are generated, so that no page brings a parser.
      config: types,
    },
  },
};

export default config;
