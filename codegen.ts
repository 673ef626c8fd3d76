/** Typed documents for clients and tests: made from the emitted schema and from what the documents ask for. */
import type { CodegenConfig } from '@graphql-codegen/cli';

const typed = {
  preset: 'client',
  presetConfig: { fragmentMasking: false, skipIndexFile: true },
  config: {
    // Plain strings with types: they go into fetch and graphql-ws as they are.
    documentMode: 'string',
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
  },
} as const;

const config: CodegenConfig = {
  schema: 'schema/schema.graphql',
  ignoreNoDocuments: true,
  generates: {
    'e2e/generated/': { ...typed, documents: ['e2e/**/*.ts'] },
    'client/src/core/generated/': { ...typed, documents: ['client/src/core/*.graphql'] },
    'client/src/apollo/generated/': {
      ...typed,
      documents: ['client/src/apollo/*.graphql'],
      // As Apollo Client takes them, so that no page has to parse.
      config: { ...typed.config, documentMode: 'documentNode' },
    },
  },
};

export default config;
