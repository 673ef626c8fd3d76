/* eslint-disable */
import * as types from './graphql.ts';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  subscription ImageEvents($imageIds: [ID!], $after: ID) {\n    imageEvents(imageIds: $imageIds, after: $after) {\n      __typename\n      id\n      occurredAt\n      image {\n        id\n        status\n        progress\n        failure {\n          code\n          message\n        }\n      }\n      ... on VariantReady {\n        variant {\n          id\n          name\n          format\n          status\n          width\n          height\n          byteSize\n          url\n        }\n      }\n      ... on VariantFailed {\n        failure {\n          code\n        }\n        variant {\n          id\n          name\n          format\n        }\n      }\n      ... on ImageFailed {\n        failure {\n          code\n        }\n      }\n    }\n  }\n": typeof types.ImageEventsDocument,
    "\n  mutation CreateApiKey($input: CreateApiKeyInput!) {\n    createApiKey(input: $input) {\n      secret\n      apiKey {\n        id\n        ownerId\n        name\n        prefix\n        scopes\n        expiresAt\n        revokedAt\n        lastUsedAt\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": typeof types.CreateApiKeyDocument,
    "\n  query Usage {\n    viewer {\n      id\n      usage {\n        bytes {\n          used\n          limit\n        }\n        images {\n          used\n          limit\n        }\n      }\n    }\n  }\n": typeof types.UsageDocument,
    "\n  query ImageById($id: ID!) {\n    image(id: $id) {\n      id\n      status\n      progress\n      failure {\n        code\n        message\n      }\n      warnings {\n        code\n      }\n      filename\n      title\n      tags\n      visibility\n      contentType\n      byteSize\n      width\n      height\n      frames\n      hasAlpha\n      placeholder {\n        thumbhash\n        dataUri\n        dominantColor\n      }\n      variants {\n        id\n        name\n        format\n        status\n        width\n        height\n        byteSize\n        quality\n        url\n        failure {\n          code\n        }\n      }\n    }\n  }\n": typeof types.ImageByIdDocument,
    "\n  mutation UploadImage($input: UploadImageInput!) {\n    uploadImage(input: $input) {\n      image {\n        id\n        status\n        filename\n        contentType\n        byteSize\n        sha256\n        width\n        height\n        frames\n        hasAlpha\n        visibility\n      }\n      upload {\n        id\n        status\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": typeof types.UploadImageDocument,
};
const documents: Documents = {
    "\n  subscription ImageEvents($imageIds: [ID!], $after: ID) {\n    imageEvents(imageIds: $imageIds, after: $after) {\n      __typename\n      id\n      occurredAt\n      image {\n        id\n        status\n        progress\n        failure {\n          code\n          message\n        }\n      }\n      ... on VariantReady {\n        variant {\n          id\n          name\n          format\n          status\n          width\n          height\n          byteSize\n          url\n        }\n      }\n      ... on VariantFailed {\n        failure {\n          code\n        }\n        variant {\n          id\n          name\n          format\n        }\n      }\n      ... on ImageFailed {\n        failure {\n          code\n        }\n      }\n    }\n  }\n": types.ImageEventsDocument,
    "\n  mutation CreateApiKey($input: CreateApiKeyInput!) {\n    createApiKey(input: $input) {\n      secret\n      apiKey {\n        id\n        ownerId\n        name\n        prefix\n        scopes\n        expiresAt\n        revokedAt\n        lastUsedAt\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": types.CreateApiKeyDocument,
    "\n  query Usage {\n    viewer {\n      id\n      usage {\n        bytes {\n          used\n          limit\n        }\n        images {\n          used\n          limit\n        }\n      }\n    }\n  }\n": types.UsageDocument,
    "\n  query ImageById($id: ID!) {\n    image(id: $id) {\n      id\n      status\n      progress\n      failure {\n        code\n        message\n      }\n      warnings {\n        code\n      }\n      filename\n      title\n      tags\n      visibility\n      contentType\n      byteSize\n      width\n      height\n      frames\n      hasAlpha\n      placeholder {\n        thumbhash\n        dataUri\n        dominantColor\n      }\n      variants {\n        id\n        name\n        format\n        status\n        width\n        height\n        byteSize\n        quality\n        url\n        failure {\n          code\n        }\n      }\n    }\n  }\n": types.ImageByIdDocument,
    "\n  mutation UploadImage($input: UploadImageInput!) {\n    uploadImage(input: $input) {\n      image {\n        id\n        status\n        filename\n        contentType\n        byteSize\n        sha256\n        width\n        height\n        frames\n        hasAlpha\n        visibility\n      }\n      upload {\n        id\n        status\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": types.UploadImageDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription ImageEvents($imageIds: [ID!], $after: ID) {\n    imageEvents(imageIds: $imageIds, after: $after) {\n      __typename\n      id\n      occurredAt\n      image {\n        id\n        status\n        progress\n        failure {\n          code\n          message\n        }\n      }\n      ... on VariantReady {\n        variant {\n          id\n          name\n          format\n          status\n          width\n          height\n          byteSize\n          url\n        }\n      }\n      ... on VariantFailed {\n        failure {\n          code\n        }\n        variant {\n          id\n          name\n          format\n        }\n      }\n      ... on ImageFailed {\n        failure {\n          code\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ImageEventsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateApiKey($input: CreateApiKeyInput!) {\n    createApiKey(input: $input) {\n      secret\n      apiKey {\n        id\n        ownerId\n        name\n        prefix\n        scopes\n        expiresAt\n        revokedAt\n        lastUsedAt\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"): typeof import('./graphql.ts').CreateApiKeyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Usage {\n    viewer {\n      id\n      usage {\n        bytes {\n          used\n          limit\n        }\n        images {\n          used\n          limit\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').UsageDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ImageById($id: ID!) {\n    image(id: $id) {\n      id\n      status\n      progress\n      failure {\n        code\n        message\n      }\n      warnings {\n        code\n      }\n      filename\n      title\n      tags\n      visibility\n      contentType\n      byteSize\n      width\n      height\n      frames\n      hasAlpha\n      placeholder {\n        thumbhash\n        dataUri\n        dominantColor\n      }\n      variants {\n        id\n        name\n        format\n        status\n        width\n        height\n        byteSize\n        quality\n        url\n        failure {\n          code\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ImageByIdDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UploadImage($input: UploadImageInput!) {\n    uploadImage(input: $input) {\n      image {\n        id\n        status\n        filename\n        contentType\n        byteSize\n        sha256\n        width\n        height\n        frames\n        hasAlpha\n        visibility\n      }\n      upload {\n        id\n        status\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"): typeof import('./graphql.ts').UploadImageDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
