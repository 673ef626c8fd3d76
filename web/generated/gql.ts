/* eslint-disable */
import * as types from './graphql.ts';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

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
    "\n  subscription ImageNews($after: ID) {\n    imageEvents(after: $after) {\n      __typename\n      id\n      image {\n        id\n        status\n        progress\n        visibility\n        title\n        tags\n        createdAt\n        placeholder {\n          dataUri\n        }\n      }\n    }\n  }\n": typeof types.ImageNewsDocument,
    "\n  mutation ChangeImage($input: UpdateImageInput!) {\n    updateImage(input: $input) {\n      image {\n        tags\n        ...ImageTile\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": typeof types.ChangeImageDocument,
    "\n  mutation DeleteImages($ids: [ID!]!) {\n    deleteImages(input: { ids: $ids }) {\n      deletedIds\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": typeof types.DeleteImagesDocument,
    "\n  query TagsOfImages($ids: [ID!]!) {\n    nodes(ids: $ids) {\n      ... on Image {\n        id\n        tags\n      }\n    }\n  }\n": typeof types.TagsOfImagesDocument,
    "\n  query LibraryPage($first: Int!, $after: String, $filter: ImageFilter, $orderBy: ImageOrder) {\n    images(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {\n      nodes {\n        id\n        width\n        height\n        ...ImageTile\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": typeof types.LibraryPageDocument,
    "\n  query Newcomers($filter: ImageFilter) {\n    images(first: 100, filter: $filter) {\n      nodes {\n        id\n      }\n    }\n  }\n": typeof types.NewcomersDocument,
    "\n  fragment ImageTile on Image {\n    id\n    filename\n    title\n    status\n    visibility\n    contentType\n    durationSeconds\n    placeholder {\n      dataUri\n    }\n    tile: responsive(widths: [320, 640, 960], formats: [AUTO]) {\n      src\n      srcSet\n    }\n  }\n": typeof types.ImageTileFragmentDoc,
    "\n  query TileAgain($id: ID!) {\n    image(id: $id) {\n      ...ImageTile\n    }\n  }\n": typeof types.TileAgainDocument,
    "\n  query ImagePage($id: ID!) {\n    image(id: $id) {\n      ...ImageView\n    }\n  }\n": typeof types.ImagePageDocument,
    "\n  mutation DeleteImage($id: ID!) {\n    deleteImages(input: { ids: [$id] }) {\n      deletedIds\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": typeof types.DeleteImageDocument,
    "\n  fragment ImageDetails on Image {\n    id\n    filename\n    title\n    description\n    tags\n    namespace\n    visibility\n    contentType\n    byteSize\n    width\n    height\n    frames\n    durationSeconds\n    sha256\n    createdAt\n    ownerId\n    profile {\n      name\n    }\n    metadata {\n      cameraMake\n      cameraModel\n      lens\n      focalLength\n      fNumber\n      exposureTime\n      iso\n      flash\n      takenAt\n      colorSpace\n    }\n  }\n": typeof types.ImageDetailsFragmentDoc,
    "\n  mutation UpdateImage($input: UpdateImageInput!) {\n    updateImage(input: $input) {\n      image {\n        id\n        title\n        description\n        tags\n        namespace\n        visibility\n        focalPoint {\n          x\n          y\n        }\n        updatedAt\n        ...ViewedImage\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": typeof types.UpdateImageDocument,
    "\n  fragment FocusedImage on Image {\n    id\n    focalPoint {\n      x\n      y\n    }\n    ...ViewedImage\n  }\n": typeof types.FocusedImageFragmentDoc,
    "\n  query FocalCrops($id: ID!) {\n    image(id: $id) {\n      id\n      square: rendition(transform: { width: 480, height: 480, gravity: FOCAL_POINT, format: WEBP }) {\n        url\n      }\n      wide: rendition(transform: { width: 640, height: 360, gravity: FOCAL_POINT, format: WEBP }) {\n        url\n      }\n      tall: rendition(transform: { width: 360, height: 640, gravity: FOCAL_POINT, format: WEBP }) {\n        url\n      }\n    }\n  }\n": typeof types.FocalCropsDocument,
    "\n  query ImageAudit($imageId: ID!, $first: Int!, $after: String) {\n    auditLog(filter: { imageId: $imageId }, first: $first, after: $after) {\n      edges {\n        cursor\n        node {\n          id\n          action\n          actorId\n          apiKeyId\n          address\n          detail\n          occurredAt\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": typeof types.ImageAuditDocument,
    "\n  query ImageHistory($id: ID!, $first: Int!, $after: String) {\n    image(id: $id) {\n      id\n      events(first: $first, after: $after) {\n        edges {\n          cursor\n          node {\n            __typename\n            id\n            occurredAt\n            ... on VariantReady {\n              variant {\n                id\n                name\n                format\n              }\n            }\n            ... on VariantFailed {\n              variant {\n                id\n                name\n                format\n              }\n              failure {\n                code\n                message\n              }\n            }\n            ... on ImageFailed {\n              failure {\n                code\n                message\n              }\n            }\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": typeof types.ImageHistoryDocument,
    "\n  fragment ImageView on Image {\n    id\n    filename\n    title\n    ownerId\n    failure {\n      code\n      message\n    }\n    ...ViewedImage\n    ...ImageDetails\n    ...ImageVariants\n    ...FocusedImage\n    ...SignedImage\n  }\n": typeof types.ImageViewFragmentDoc,
    "\n  mutation PurgeImage($id: ID!, $variantsOnly: Boolean!) {\n    purgeImages(input: { ids: [$id], variantsOnly: $variantsOnly }) {\n      purgedIds\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": typeof types.PurgeImageDocument,
    "\n  query InspectRendition($id: ID!, $transform: TransformInput!) {\n    image(id: $id) {\n      id\n      inspection(transform: $transform) {\n        ssim\n        psnr\n        deltaE\n        quality\n      }\n    }\n  }\n": typeof types.InspectRenditionDocument,
    "\n  query ResponsivePicture($id: ID!, $transform: TransformInput!, $formats: [ImageFormat!]) {\n    image(id: $id) {\n      id\n      responsive(transform: $transform, formats: $formats) {\n        html\n      }\n    }\n  }\n": typeof types.ResponsivePictureDocument,
    "\n  query PlaygroundRendition($id: ID!, $transform: TransformInput!, $reference: TransformInput!) {\n    image(id: $id) {\n      id\n      rendition(transform: $transform) {\n        url\n        width\n        height\n        transform\n        expiresAt\n      }\n      reference: rendition(transform: $reference) {\n        url\n      }\n    }\n  }\n": typeof types.PlaygroundRenditionDocument,
    "\n  mutation ShareImage($input: ShareImageInput!) {\n    shareImage(input: $input) {\n      share {\n        id\n        url\n        recipientId\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": typeof types.ShareImageDocument,
    "\n  fragment ShareRow on Share {\n    id\n    recipientId\n    createdAt\n    expiresAt\n    revokedAt\n    maxViews\n    viewCount\n    maxWidth\n    allowOriginal\n  }\n": typeof types.ShareRowFragmentDoc,
    "\n  mutation RevokeShare($id: ID!) {\n    revokeShare(input: { shareId: $id }) {\n      share {\n        ...ShareRow\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": typeof types.RevokeShareDocument,
    "\n  query ImageShares($id: ID!, $first: Int!, $after: String) {\n    image(id: $id) {\n      id\n      shares(first: $first, after: $after) {\n        edges {\n          cursor\n          node {\n            ...ShareRow\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": typeof types.ImageSharesDocument,
    "\n  fragment SignedImage on Image {\n    id\n    profile {\n      variants {\n        name\n      }\n    }\n  }\n": typeof types.SignedImageFragmentDoc,
    "\n  mutation SignImageUrl($input: SignImageUrlInput!) {\n    signImageUrl(input: $input) {\n      url\n      expiresAt\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": typeof types.SignImageUrlDocument,
    "\n  subscription NewsOfImage($id: ID!, $after: ID) {\n    imageEvents(imageIds: [$id], after: $after) {\n      __typename\n      id\n      image {\n        id\n        title\n        description\n        tags\n        namespace\n        visibility\n        status\n        updatedAt\n        focalPoint {\n          x\n          y\n        }\n        failure {\n          code\n          message\n        }\n      }\n    }\n  }\n": typeof types.NewsOfImageDocument,
    "\n  fragment VariantRow on Variant {\n    id\n    name\n    format\n    status\n    lazy\n    width\n    height\n    byteSize\n    quality\n    processingMs\n    url\n    failure {\n      code\n      message\n    }\n  }\n": typeof types.VariantRowFragmentDoc,
    "\n  fragment ImageVariants on Image {\n    id\n    status\n    warnings {\n      code\n      message\n    }\n    variants {\n      ...VariantRow\n    }\n  }\n": typeof types.ImageVariantsFragmentDoc,
    "\n  query MakeVariant($id: ID!, $name: String!, $format: ImageFormat!) {\n    image(id: $id) {\n      id\n      variant(name: $name, format: $format) {\n        ...VariantRow\n      }\n    }\n  }\n": typeof types.MakeVariantDocument,
    "\n  mutation ReprocessImage($id: ID!) {\n    reprocessImage(input: { id: $id }) {\n      image {\n        ...ImageVariants\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": typeof types.ReprocessImageDocument,
    "\n  mutation RenderOutput($id: ID!, $output: String!) {\n    renderVariants(input: { imageIds: [$id], outputs: [$output] }) {\n      variants {\n        image {\n          ...ImageVariants\n        }\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": typeof types.RenderOutputDocument,
    "\n  fragment ViewedImage on Image {\n    filename\n    title\n    description\n    width\n    height\n    contentType\n    hasAlpha\n    placeholder {\n      dataUri\n    }\n    responsive(formats: [WEBP]) {\n      src\n      srcSet\n    }\n    original {\n      url\n    }\n  }\n": typeof types.ViewedImageFragmentDoc,
    "\n  query Session {\n    viewer {\n      id\n      roles\n    }\n  }\n": typeof types.SessionDocument,
    "\n  mutation CreateApiKey($input: CreateApiKeyInput!) {\n    createApiKey(input: $input) {\n      secret\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": typeof types.CreateApiKeyDocument,
    "\n  query Deliveries($endpointId: ID!, $status: [WebhookDeliveryStatus!]) {\n    node(id: $endpointId) {\n      ... on WebhookEndpoint {\n        id\n        deliveries(first: 50, status: $status) {\n          nodes {\n            ...Delivery\n          }\n        }\n      }\n    }\n  }\n": typeof types.DeliveriesDocument,
    "\n  mutation ReplayDeliveries($input: ReplayWebhookDeliveriesInput!) {\n    replayWebhookDeliveries(input: $input) {\n      count\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": typeof types.ReplayDeliveriesDocument,
    "\n  fragment Delivery on WebhookDelivery {\n    id\n    type\n    status\n    body\n    createdAt\n    nextAttemptAt\n    attempts {\n      startedAt\n      durationMs\n      status\n      answer\n      failure {\n        code\n        message\n      }\n    }\n  }\n": typeof types.DeliveryFragmentDoc,
    "\n  mutation ReplayDelivery($id: ID!) {\n    replayWebhookDelivery(input: { id: $id }) {\n      delivery {\n        ...Delivery\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": typeof types.ReplayDeliveryDocument,
    "\n  query Health {\n    images(first: 1, filter: { status: [PROCESSING] }, orderBy: { field: CREATED_AT, direction: ASC }) {\n      edges {\n        node {\n          id\n          createdAt\n        }\n      }\n    }\n    viewer {\n      id\n      uploads(first: 10, status: [FAILED, EXPIRED]) {\n        nodes {\n          id\n          status\n          createdAt\n          failure {\n            code\n            message\n          }\n        }\n      }\n    }\n  }\n": typeof types.HealthDocument,
    "\n  query KeyNames {\n    viewer {\n      id\n      apiKeys(first: 100) {\n        edges {\n          node {\n            id\n            name\n            prefix\n            scopes\n            createdAt\n            lastUsedAt\n            expiresAt\n            revokedAt\n          }\n        }\n      }\n    }\n  }\n": typeof types.KeyNamesDocument,
    "\n  mutation RevokeApiKey($id: ID!) {\n    revokeApiKey(input: { id: $id }) {\n      apiKey {\n        id\n        revokedAt\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": typeof types.RevokeApiKeyDocument,
    "\n  query ProfileRules {\n    profiles {\n      name\n      kind\n      allowedContentTypes\n      maxBytes\n      maxPixels\n      minWidth\n      minHeight\n      variants {\n        name\n        width\n        height\n        fit\n        formats\n        required\n        lazy\n      }\n    }\n  }\n": typeof types.ProfileRulesDocument,
    "\n  query UsageFigures {\n    viewer {\n      id\n      usage {\n        bytes {\n          used\n          limit\n        }\n        images {\n          used\n          limit\n        }\n        uploadsToday {\n          used\n          limit\n        }\n      }\n    }\n  }\n": typeof types.UsageFiguresDocument,
    "\n  mutation UpdateWebhook($input: UpdateWebhookEndpointInput!) {\n    updateWebhookEndpoint(input: $input) {\n      endpoint {\n        ...WebhookCard\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": typeof types.UpdateWebhookDocument,
    "\n  mutation PingWebhook($id: ID!) {\n    pingWebhookEndpoint(input: { id: $id }) {\n      delivery {\n        id\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": typeof types.PingWebhookDocument,
    "\n  mutation DeleteWebhook($id: ID!) {\n    deleteWebhookEndpoint(input: { id: $id }) {\n      deletedId\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": typeof types.DeleteWebhookDocument,
    "\n  fragment WebhookCard on WebhookEndpoint {\n    id\n    url\n    description\n    events\n    enabled\n    disabledReason\n    failingSince\n    olderSecretsUntil\n    createdAt\n  }\n": typeof types.WebhookCardFragmentDoc,
    "\n  mutation CreateWebhook($input: CreateWebhookEndpointInput!) {\n    createWebhookEndpoint(input: $input) {\n      secret\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": typeof types.CreateWebhookDocument,
    "\n  mutation RotateSecret($input: RotateWebhookSecretInput!) {\n    rotateWebhookSecret(input: $input) {\n      endpoint {\n        ...WebhookCard\n      }\n      secret\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": typeof types.RotateSecretDocument,
    "\n  query Webhooks {\n    viewer {\n      id\n      webhookEndpoints(first: 100) {\n        edges {\n          node {\n            ...WebhookCard\n          }\n        }\n      }\n    }\n  }\n": typeof types.WebhooksDocument,
    "\n  fragment ImportProgress on MediaUpload {\n    id\n    status\n    byteSize\n    receivedBytes\n    failure {\n      code\n      message\n    }\n    image {\n      id\n    }\n  }\n": typeof types.ImportProgressFragmentDoc,
    "\n  subscription ImportNews($uploadId: ID!) {\n    uploadEvents(uploadId: $uploadId) {\n      __typename\n      upload {\n        ...ImportProgress\n      }\n    }\n  }\n": typeof types.ImportNewsDocument,
    "\n  query UploadProfiles {\n    profiles {\n      name\n      allowedContentTypes\n      maxBytes\n    }\n  }\n": typeof types.UploadProfilesDocument,
    "\n  mutation ImportImage($input: ImportImageInput!) {\n    importImage(input: $input) {\n      upload {\n        id\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": typeof types.ImportImageDocument,
    "\n  fragment UploadedVariants on Image {\n    id\n    variants {\n      id\n      name\n      format\n      status\n      lazy\n      url\n    }\n  }\n": typeof types.UploadedVariantsFragmentDoc,
    "\n  subscription VariantNews($imageIds: [ID!]) {\n    imageEvents(imageIds: $imageIds) {\n      __typename\n      image {\n        ...UploadedVariants\n      }\n    }\n  }\n": typeof types.VariantNewsDocument,
};
const documents: Documents = {
    "\n  subscription ImageNews($after: ID) {\n    imageEvents(after: $after) {\n      __typename\n      id\n      image {\n        id\n        status\n        progress\n        visibility\n        title\n        tags\n        createdAt\n        placeholder {\n          dataUri\n        }\n      }\n    }\n  }\n": types.ImageNewsDocument,
    "\n  mutation ChangeImage($input: UpdateImageInput!) {\n    updateImage(input: $input) {\n      image {\n        tags\n        ...ImageTile\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": types.ChangeImageDocument,
    "\n  mutation DeleteImages($ids: [ID!]!) {\n    deleteImages(input: { ids: $ids }) {\n      deletedIds\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": types.DeleteImagesDocument,
    "\n  query TagsOfImages($ids: [ID!]!) {\n    nodes(ids: $ids) {\n      ... on Image {\n        id\n        tags\n      }\n    }\n  }\n": types.TagsOfImagesDocument,
    "\n  query LibraryPage($first: Int!, $after: String, $filter: ImageFilter, $orderBy: ImageOrder) {\n    images(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {\n      nodes {\n        id\n        width\n        height\n        ...ImageTile\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": types.LibraryPageDocument,
    "\n  query Newcomers($filter: ImageFilter) {\n    images(first: 100, filter: $filter) {\n      nodes {\n        id\n      }\n    }\n  }\n": types.NewcomersDocument,
    "\n  fragment ImageTile on Image {\n    id\n    filename\n    title\n    status\n    visibility\n    contentType\n    durationSeconds\n    placeholder {\n      dataUri\n    }\n    tile: responsive(widths: [320, 640, 960], formats: [AUTO]) {\n      src\n      srcSet\n    }\n  }\n": types.ImageTileFragmentDoc,
    "\n  query TileAgain($id: ID!) {\n    image(id: $id) {\n      ...ImageTile\n    }\n  }\n": types.TileAgainDocument,
    "\n  query ImagePage($id: ID!) {\n    image(id: $id) {\n      ...ImageView\n    }\n  }\n": types.ImagePageDocument,
    "\n  mutation DeleteImage($id: ID!) {\n    deleteImages(input: { ids: [$id] }) {\n      deletedIds\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": types.DeleteImageDocument,
    "\n  fragment ImageDetails on Image {\n    id\n    filename\n    title\n    description\n    tags\n    namespace\n    visibility\n    contentType\n    byteSize\n    width\n    height\n    frames\n    durationSeconds\n    sha256\n    createdAt\n    ownerId\n    profile {\n      name\n    }\n    metadata {\n      cameraMake\n      cameraModel\n      lens\n      focalLength\n      fNumber\n      exposureTime\n      iso\n      flash\n      takenAt\n      colorSpace\n    }\n  }\n": types.ImageDetailsFragmentDoc,
    "\n  mutation UpdateImage($input: UpdateImageInput!) {\n    updateImage(input: $input) {\n      image {\n        id\n        title\n        description\n        tags\n        namespace\n        visibility\n        focalPoint {\n          x\n          y\n        }\n        updatedAt\n        ...ViewedImage\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": types.UpdateImageDocument,
    "\n  fragment FocusedImage on Image {\n    id\n    focalPoint {\n      x\n      y\n    }\n    ...ViewedImage\n  }\n": types.FocusedImageFragmentDoc,
    "\n  query FocalCrops($id: ID!) {\n    image(id: $id) {\n      id\n      square: rendition(transform: { width: 480, height: 480, gravity: FOCAL_POINT, format: WEBP }) {\n        url\n      }\n      wide: rendition(transform: { width: 640, height: 360, gravity: FOCAL_POINT, format: WEBP }) {\n        url\n      }\n      tall: rendition(transform: { width: 360, height: 640, gravity: FOCAL_POINT, format: WEBP }) {\n        url\n      }\n    }\n  }\n": types.FocalCropsDocument,
    "\n  query ImageAudit($imageId: ID!, $first: Int!, $after: String) {\n    auditLog(filter: { imageId: $imageId }, first: $first, after: $after) {\n      edges {\n        cursor\n        node {\n          id\n          action\n          actorId\n          apiKeyId\n          address\n          detail\n          occurredAt\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": types.ImageAuditDocument,
    "\n  query ImageHistory($id: ID!, $first: Int!, $after: String) {\n    image(id: $id) {\n      id\n      events(first: $first, after: $after) {\n        edges {\n          cursor\n          node {\n            __typename\n            id\n            occurredAt\n            ... on VariantReady {\n              variant {\n                id\n                name\n                format\n              }\n            }\n            ... on VariantFailed {\n              variant {\n                id\n                name\n                format\n              }\n              failure {\n                code\n                message\n              }\n            }\n            ... on ImageFailed {\n              failure {\n                code\n                message\n              }\n            }\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": types.ImageHistoryDocument,
    "\n  fragment ImageView on Image {\n    id\n    filename\n    title\n    ownerId\n    failure {\n      code\n      message\n    }\n    ...ViewedImage\n    ...ImageDetails\n    ...ImageVariants\n    ...FocusedImage\n    ...SignedImage\n  }\n": types.ImageViewFragmentDoc,
    "\n  mutation PurgeImage($id: ID!, $variantsOnly: Boolean!) {\n    purgeImages(input: { ids: [$id], variantsOnly: $variantsOnly }) {\n      purgedIds\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": types.PurgeImageDocument,
    "\n  query InspectRendition($id: ID!, $transform: TransformInput!) {\n    image(id: $id) {\n      id\n      inspection(transform: $transform) {\n        ssim\n        psnr\n        deltaE\n        quality\n      }\n    }\n  }\n": types.InspectRenditionDocument,
    "\n  query ResponsivePicture($id: ID!, $transform: TransformInput!, $formats: [ImageFormat!]) {\n    image(id: $id) {\n      id\n      responsive(transform: $transform, formats: $formats) {\n        html\n      }\n    }\n  }\n": types.ResponsivePictureDocument,
    "\n  query PlaygroundRendition($id: ID!, $transform: TransformInput!, $reference: TransformInput!) {\n    image(id: $id) {\n      id\n      rendition(transform: $transform) {\n        url\n        width\n        height\n        transform\n        expiresAt\n      }\n      reference: rendition(transform: $reference) {\n        url\n      }\n    }\n  }\n": types.PlaygroundRenditionDocument,
    "\n  mutation ShareImage($input: ShareImageInput!) {\n    shareImage(input: $input) {\n      share {\n        id\n        url\n        recipientId\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": types.ShareImageDocument,
    "\n  fragment ShareRow on Share {\n    id\n    recipientId\n    createdAt\n    expiresAt\n    revokedAt\n    maxViews\n    viewCount\n    maxWidth\n    allowOriginal\n  }\n": types.ShareRowFragmentDoc,
    "\n  mutation RevokeShare($id: ID!) {\n    revokeShare(input: { shareId: $id }) {\n      share {\n        ...ShareRow\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": types.RevokeShareDocument,
    "\n  query ImageShares($id: ID!, $first: Int!, $after: String) {\n    image(id: $id) {\n      id\n      shares(first: $first, after: $after) {\n        edges {\n          cursor\n          node {\n            ...ShareRow\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": types.ImageSharesDocument,
    "\n  fragment SignedImage on Image {\n    id\n    profile {\n      variants {\n        name\n      }\n    }\n  }\n": types.SignedImageFragmentDoc,
    "\n  mutation SignImageUrl($input: SignImageUrlInput!) {\n    signImageUrl(input: $input) {\n      url\n      expiresAt\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": types.SignImageUrlDocument,
    "\n  subscription NewsOfImage($id: ID!, $after: ID) {\n    imageEvents(imageIds: [$id], after: $after) {\n      __typename\n      id\n      image {\n        id\n        title\n        description\n        tags\n        namespace\n        visibility\n        status\n        updatedAt\n        focalPoint {\n          x\n          y\n        }\n        failure {\n          code\n          message\n        }\n      }\n    }\n  }\n": types.NewsOfImageDocument,
    "\n  fragment VariantRow on Variant {\n    id\n    name\n    format\n    status\n    lazy\n    width\n    height\n    byteSize\n    quality\n    processingMs\n    url\n    failure {\n      code\n      message\n    }\n  }\n": types.VariantRowFragmentDoc,
    "\n  fragment ImageVariants on Image {\n    id\n    status\n    warnings {\n      code\n      message\n    }\n    variants {\n      ...VariantRow\n    }\n  }\n": types.ImageVariantsFragmentDoc,
    "\n  query MakeVariant($id: ID!, $name: String!, $format: ImageFormat!) {\n    image(id: $id) {\n      id\n      variant(name: $name, format: $format) {\n        ...VariantRow\n      }\n    }\n  }\n": types.MakeVariantDocument,
    "\n  mutation ReprocessImage($id: ID!) {\n    reprocessImage(input: { id: $id }) {\n      image {\n        ...ImageVariants\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": types.ReprocessImageDocument,
    "\n  mutation RenderOutput($id: ID!, $output: String!) {\n    renderVariants(input: { imageIds: [$id], outputs: [$output] }) {\n      variants {\n        image {\n          ...ImageVariants\n        }\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": types.RenderOutputDocument,
    "\n  fragment ViewedImage on Image {\n    filename\n    title\n    description\n    width\n    height\n    contentType\n    hasAlpha\n    placeholder {\n      dataUri\n    }\n    responsive(formats: [WEBP]) {\n      src\n      srcSet\n    }\n    original {\n      url\n    }\n  }\n": types.ViewedImageFragmentDoc,
    "\n  query Session {\n    viewer {\n      id\n      roles\n    }\n  }\n": types.SessionDocument,
    "\n  mutation CreateApiKey($input: CreateApiKeyInput!) {\n    createApiKey(input: $input) {\n      secret\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": types.CreateApiKeyDocument,
    "\n  query Deliveries($endpointId: ID!, $status: [WebhookDeliveryStatus!]) {\n    node(id: $endpointId) {\n      ... on WebhookEndpoint {\n        id\n        deliveries(first: 50, status: $status) {\n          nodes {\n            ...Delivery\n          }\n        }\n      }\n    }\n  }\n": types.DeliveriesDocument,
    "\n  mutation ReplayDeliveries($input: ReplayWebhookDeliveriesInput!) {\n    replayWebhookDeliveries(input: $input) {\n      count\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": types.ReplayDeliveriesDocument,
    "\n  fragment Delivery on WebhookDelivery {\n    id\n    type\n    status\n    body\n    createdAt\n    nextAttemptAt\n    attempts {\n      startedAt\n      durationMs\n      status\n      answer\n      failure {\n        code\n        message\n      }\n    }\n  }\n": types.DeliveryFragmentDoc,
    "\n  mutation ReplayDelivery($id: ID!) {\n    replayWebhookDelivery(input: { id: $id }) {\n      delivery {\n        ...Delivery\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": types.ReplayDeliveryDocument,
    "\n  query Health {\n    images(first: 1, filter: { status: [PROCESSING] }, orderBy: { field: CREATED_AT, direction: ASC }) {\n      edges {\n        node {\n          id\n          createdAt\n        }\n      }\n    }\n    viewer {\n      id\n      uploads(first: 10, status: [FAILED, EXPIRED]) {\n        nodes {\n          id\n          status\n          createdAt\n          failure {\n            code\n            message\n          }\n        }\n      }\n    }\n  }\n": types.HealthDocument,
    "\n  query KeyNames {\n    viewer {\n      id\n      apiKeys(first: 100) {\n        edges {\n          node {\n            id\n            name\n            prefix\n            scopes\n            createdAt\n            lastUsedAt\n            expiresAt\n            revokedAt\n          }\n        }\n      }\n    }\n  }\n": types.KeyNamesDocument,
    "\n  mutation RevokeApiKey($id: ID!) {\n    revokeApiKey(input: { id: $id }) {\n      apiKey {\n        id\n        revokedAt\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": types.RevokeApiKeyDocument,
    "\n  query ProfileRules {\n    profiles {\n      name\n      kind\n      allowedContentTypes\n      maxBytes\n      maxPixels\n      minWidth\n      minHeight\n      variants {\n        name\n        width\n        height\n        fit\n        formats\n        required\n        lazy\n      }\n    }\n  }\n": types.ProfileRulesDocument,
    "\n  query UsageFigures {\n    viewer {\n      id\n      usage {\n        bytes {\n          used\n          limit\n        }\n        images {\n          used\n          limit\n        }\n        uploadsToday {\n          used\n          limit\n        }\n      }\n    }\n  }\n": types.UsageFiguresDocument,
    "\n  mutation UpdateWebhook($input: UpdateWebhookEndpointInput!) {\n    updateWebhookEndpoint(input: $input) {\n      endpoint {\n        ...WebhookCard\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": types.UpdateWebhookDocument,
    "\n  mutation PingWebhook($id: ID!) {\n    pingWebhookEndpoint(input: { id: $id }) {\n      delivery {\n        id\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": types.PingWebhookDocument,
    "\n  mutation DeleteWebhook($id: ID!) {\n    deleteWebhookEndpoint(input: { id: $id }) {\n      deletedId\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": types.DeleteWebhookDocument,
    "\n  fragment WebhookCard on WebhookEndpoint {\n    id\n    url\n    description\n    events\n    enabled\n    disabledReason\n    failingSince\n    olderSecretsUntil\n    createdAt\n  }\n": types.WebhookCardFragmentDoc,
    "\n  mutation CreateWebhook($input: CreateWebhookEndpointInput!) {\n    createWebhookEndpoint(input: $input) {\n      secret\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": types.CreateWebhookDocument,
    "\n  mutation RotateSecret($input: RotateWebhookSecretInput!) {\n    rotateWebhookSecret(input: $input) {\n      endpoint {\n        ...WebhookCard\n      }\n      secret\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": types.RotateSecretDocument,
    "\n  query Webhooks {\n    viewer {\n      id\n      webhookEndpoints(first: 100) {\n        edges {\n          node {\n            ...WebhookCard\n          }\n        }\n      }\n    }\n  }\n": types.WebhooksDocument,
    "\n  fragment ImportProgress on MediaUpload {\n    id\n    status\n    byteSize\n    receivedBytes\n    failure {\n      code\n      message\n    }\n    image {\n      id\n    }\n  }\n": types.ImportProgressFragmentDoc,
    "\n  subscription ImportNews($uploadId: ID!) {\n    uploadEvents(uploadId: $uploadId) {\n      __typename\n      upload {\n        ...ImportProgress\n      }\n    }\n  }\n": types.ImportNewsDocument,
    "\n  query UploadProfiles {\n    profiles {\n      name\n      allowedContentTypes\n      maxBytes\n    }\n  }\n": types.UploadProfilesDocument,
    "\n  mutation ImportImage($input: ImportImageInput!) {\n    importImage(input: $input) {\n      upload {\n        id\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": types.ImportImageDocument,
    "\n  fragment UploadedVariants on Image {\n    id\n    variants {\n      id\n      name\n      format\n      status\n      lazy\n      url\n    }\n  }\n": types.UploadedVariantsFragmentDoc,
    "\n  subscription VariantNews($imageIds: [ID!]) {\n    imageEvents(imageIds: $imageIds) {\n      __typename\n      image {\n        ...UploadedVariants\n      }\n    }\n  }\n": types.VariantNewsDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription ImageNews($after: ID) {\n    imageEvents(after: $after) {\n      __typename\n      id\n      image {\n        id\n        status\n        progress\n        visibility\n        title\n        tags\n        createdAt\n        placeholder {\n          dataUri\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  subscription ImageNews($after: ID) {\n    imageEvents(after: $after) {\n      __typename\n      id\n      image {\n        id\n        status\n        progress\n        visibility\n        title\n        tags\n        createdAt\n        placeholder {\n          dataUri\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ChangeImage($input: UpdateImageInput!) {\n    updateImage(input: $input) {\n      image {\n        tags\n        ...ImageTile\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation ChangeImage($input: UpdateImageInput!) {\n    updateImage(input: $input) {\n      image {\n        tags\n        ...ImageTile\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteImages($ids: [ID!]!) {\n    deleteImages(input: { ids: $ids }) {\n      deletedIds\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation DeleteImages($ids: [ID!]!) {\n    deleteImages(input: { ids: $ids }) {\n      deletedIds\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query TagsOfImages($ids: [ID!]!) {\n    nodes(ids: $ids) {\n      ... on Image {\n        id\n        tags\n      }\n    }\n  }\n"): (typeof documents)["\n  query TagsOfImages($ids: [ID!]!) {\n    nodes(ids: $ids) {\n      ... on Image {\n        id\n        tags\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query LibraryPage($first: Int!, $after: String, $filter: ImageFilter, $orderBy: ImageOrder) {\n    images(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {\n      nodes {\n        id\n        width\n        height\n        ...ImageTile\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n"): (typeof documents)["\n  query LibraryPage($first: Int!, $after: String, $filter: ImageFilter, $orderBy: ImageOrder) {\n    images(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {\n      nodes {\n        id\n        width\n        height\n        ...ImageTile\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Newcomers($filter: ImageFilter) {\n    images(first: 100, filter: $filter) {\n      nodes {\n        id\n      }\n    }\n  }\n"): (typeof documents)["\n  query Newcomers($filter: ImageFilter) {\n    images(first: 100, filter: $filter) {\n      nodes {\n        id\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ImageTile on Image {\n    id\n    filename\n    title\n    status\n    visibility\n    contentType\n    durationSeconds\n    placeholder {\n      dataUri\n    }\n    tile: responsive(widths: [320, 640, 960], formats: [AUTO]) {\n      src\n      srcSet\n    }\n  }\n"): (typeof documents)["\n  fragment ImageTile on Image {\n    id\n    filename\n    title\n    status\n    visibility\n    contentType\n    durationSeconds\n    placeholder {\n      dataUri\n    }\n    tile: responsive(widths: [320, 640, 960], formats: [AUTO]) {\n      src\n      srcSet\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query TileAgain($id: ID!) {\n    image(id: $id) {\n      ...ImageTile\n    }\n  }\n"): (typeof documents)["\n  query TileAgain($id: ID!) {\n    image(id: $id) {\n      ...ImageTile\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ImagePage($id: ID!) {\n    image(id: $id) {\n      ...ImageView\n    }\n  }\n"): (typeof documents)["\n  query ImagePage($id: ID!) {\n    image(id: $id) {\n      ...ImageView\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteImage($id: ID!) {\n    deleteImages(input: { ids: [$id] }) {\n      deletedIds\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation DeleteImage($id: ID!) {\n    deleteImages(input: { ids: [$id] }) {\n      deletedIds\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ImageDetails on Image {\n    id\n    filename\n    title\n    description\n    tags\n    namespace\n    visibility\n    contentType\n    byteSize\n    width\n    height\n    frames\n    durationSeconds\n    sha256\n    createdAt\n    ownerId\n    profile {\n      name\n    }\n    metadata {\n      cameraMake\n      cameraModel\n      lens\n      focalLength\n      fNumber\n      exposureTime\n      iso\n      flash\n      takenAt\n      colorSpace\n    }\n  }\n"): (typeof documents)["\n  fragment ImageDetails on Image {\n    id\n    filename\n    title\n    description\n    tags\n    namespace\n    visibility\n    contentType\n    byteSize\n    width\n    height\n    frames\n    durationSeconds\n    sha256\n    createdAt\n    ownerId\n    profile {\n      name\n    }\n    metadata {\n      cameraMake\n      cameraModel\n      lens\n      focalLength\n      fNumber\n      exposureTime\n      iso\n      flash\n      takenAt\n      colorSpace\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateImage($input: UpdateImageInput!) {\n    updateImage(input: $input) {\n      image {\n        id\n        title\n        description\n        tags\n        namespace\n        visibility\n        focalPoint {\n          x\n          y\n        }\n        updatedAt\n        ...ViewedImage\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation UpdateImage($input: UpdateImageInput!) {\n    updateImage(input: $input) {\n      image {\n        id\n        title\n        description\n        tags\n        namespace\n        visibility\n        focalPoint {\n          x\n          y\n        }\n        updatedAt\n        ...ViewedImage\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment FocusedImage on Image {\n    id\n    focalPoint {\n      x\n      y\n    }\n    ...ViewedImage\n  }\n"): (typeof documents)["\n  fragment FocusedImage on Image {\n    id\n    focalPoint {\n      x\n      y\n    }\n    ...ViewedImage\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query FocalCrops($id: ID!) {\n    image(id: $id) {\n      id\n      square: rendition(transform: { width: 480, height: 480, gravity: FOCAL_POINT, format: WEBP }) {\n        url\n      }\n      wide: rendition(transform: { width: 640, height: 360, gravity: FOCAL_POINT, format: WEBP }) {\n        url\n      }\n      tall: rendition(transform: { width: 360, height: 640, gravity: FOCAL_POINT, format: WEBP }) {\n        url\n      }\n    }\n  }\n"): (typeof documents)["\n  query FocalCrops($id: ID!) {\n    image(id: $id) {\n      id\n      square: rendition(transform: { width: 480, height: 480, gravity: FOCAL_POINT, format: WEBP }) {\n        url\n      }\n      wide: rendition(transform: { width: 640, height: 360, gravity: FOCAL_POINT, format: WEBP }) {\n        url\n      }\n      tall: rendition(transform: { width: 360, height: 640, gravity: FOCAL_POINT, format: WEBP }) {\n        url\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ImageAudit($imageId: ID!, $first: Int!, $after: String) {\n    auditLog(filter: { imageId: $imageId }, first: $first, after: $after) {\n      edges {\n        cursor\n        node {\n          id\n          action\n          actorId\n          apiKeyId\n          address\n          detail\n          occurredAt\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n"): (typeof documents)["\n  query ImageAudit($imageId: ID!, $first: Int!, $after: String) {\n    auditLog(filter: { imageId: $imageId }, first: $first, after: $after) {\n      edges {\n        cursor\n        node {\n          id\n          action\n          actorId\n          apiKeyId\n          address\n          detail\n          occurredAt\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ImageHistory($id: ID!, $first: Int!, $after: String) {\n    image(id: $id) {\n      id\n      events(first: $first, after: $after) {\n        edges {\n          cursor\n          node {\n            __typename\n            id\n            occurredAt\n            ... on VariantReady {\n              variant {\n                id\n                name\n                format\n              }\n            }\n            ... on VariantFailed {\n              variant {\n                id\n                name\n                format\n              }\n              failure {\n                code\n                message\n              }\n            }\n            ... on ImageFailed {\n              failure {\n                code\n                message\n              }\n            }\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query ImageHistory($id: ID!, $first: Int!, $after: String) {\n    image(id: $id) {\n      id\n      events(first: $first, after: $after) {\n        edges {\n          cursor\n          node {\n            __typename\n            id\n            occurredAt\n            ... on VariantReady {\n              variant {\n                id\n                name\n                format\n              }\n            }\n            ... on VariantFailed {\n              variant {\n                id\n                name\n                format\n              }\n              failure {\n                code\n                message\n              }\n            }\n            ... on ImageFailed {\n              failure {\n                code\n                message\n              }\n            }\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ImageView on Image {\n    id\n    filename\n    title\n    ownerId\n    failure {\n      code\n      message\n    }\n    ...ViewedImage\n    ...ImageDetails\n    ...ImageVariants\n    ...FocusedImage\n    ...SignedImage\n  }\n"): (typeof documents)["\n  fragment ImageView on Image {\n    id\n    filename\n    title\n    ownerId\n    failure {\n      code\n      message\n    }\n    ...ViewedImage\n    ...ImageDetails\n    ...ImageVariants\n    ...FocusedImage\n    ...SignedImage\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation PurgeImage($id: ID!, $variantsOnly: Boolean!) {\n    purgeImages(input: { ids: [$id], variantsOnly: $variantsOnly }) {\n      purgedIds\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation PurgeImage($id: ID!, $variantsOnly: Boolean!) {\n    purgeImages(input: { ids: [$id], variantsOnly: $variantsOnly }) {\n      purgedIds\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query InspectRendition($id: ID!, $transform: TransformInput!) {\n    image(id: $id) {\n      id\n      inspection(transform: $transform) {\n        ssim\n        psnr\n        deltaE\n        quality\n      }\n    }\n  }\n"): (typeof documents)["\n  query InspectRendition($id: ID!, $transform: TransformInput!) {\n    image(id: $id) {\n      id\n      inspection(transform: $transform) {\n        ssim\n        psnr\n        deltaE\n        quality\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ResponsivePicture($id: ID!, $transform: TransformInput!, $formats: [ImageFormat!]) {\n    image(id: $id) {\n      id\n      responsive(transform: $transform, formats: $formats) {\n        html\n      }\n    }\n  }\n"): (typeof documents)["\n  query ResponsivePicture($id: ID!, $transform: TransformInput!, $formats: [ImageFormat!]) {\n    image(id: $id) {\n      id\n      responsive(transform: $transform, formats: $formats) {\n        html\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query PlaygroundRendition($id: ID!, $transform: TransformInput!, $reference: TransformInput!) {\n    image(id: $id) {\n      id\n      rendition(transform: $transform) {\n        url\n        width\n        height\n        transform\n        expiresAt\n      }\n      reference: rendition(transform: $reference) {\n        url\n      }\n    }\n  }\n"): (typeof documents)["\n  query PlaygroundRendition($id: ID!, $transform: TransformInput!, $reference: TransformInput!) {\n    image(id: $id) {\n      id\n      rendition(transform: $transform) {\n        url\n        width\n        height\n        transform\n        expiresAt\n      }\n      reference: rendition(transform: $reference) {\n        url\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ShareImage($input: ShareImageInput!) {\n    shareImage(input: $input) {\n      share {\n        id\n        url\n        recipientId\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation ShareImage($input: ShareImageInput!) {\n    shareImage(input: $input) {\n      share {\n        id\n        url\n        recipientId\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ShareRow on Share {\n    id\n    recipientId\n    createdAt\n    expiresAt\n    revokedAt\n    maxViews\n    viewCount\n    maxWidth\n    allowOriginal\n  }\n"): (typeof documents)["\n  fragment ShareRow on Share {\n    id\n    recipientId\n    createdAt\n    expiresAt\n    revokedAt\n    maxViews\n    viewCount\n    maxWidth\n    allowOriginal\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RevokeShare($id: ID!) {\n    revokeShare(input: { shareId: $id }) {\n      share {\n        ...ShareRow\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation RevokeShare($id: ID!) {\n    revokeShare(input: { shareId: $id }) {\n      share {\n        ...ShareRow\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ImageShares($id: ID!, $first: Int!, $after: String) {\n    image(id: $id) {\n      id\n      shares(first: $first, after: $after) {\n        edges {\n          cursor\n          node {\n            ...ShareRow\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query ImageShares($id: ID!, $first: Int!, $after: String) {\n    image(id: $id) {\n      id\n      shares(first: $first, after: $after) {\n        edges {\n          cursor\n          node {\n            ...ShareRow\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment SignedImage on Image {\n    id\n    profile {\n      variants {\n        name\n      }\n    }\n  }\n"): (typeof documents)["\n  fragment SignedImage on Image {\n    id\n    profile {\n      variants {\n        name\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SignImageUrl($input: SignImageUrlInput!) {\n    signImageUrl(input: $input) {\n      url\n      expiresAt\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation SignImageUrl($input: SignImageUrlInput!) {\n    signImageUrl(input: $input) {\n      url\n      expiresAt\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription NewsOfImage($id: ID!, $after: ID) {\n    imageEvents(imageIds: [$id], after: $after) {\n      __typename\n      id\n      image {\n        id\n        title\n        description\n        tags\n        namespace\n        visibility\n        status\n        updatedAt\n        focalPoint {\n          x\n          y\n        }\n        failure {\n          code\n          message\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  subscription NewsOfImage($id: ID!, $after: ID) {\n    imageEvents(imageIds: [$id], after: $after) {\n      __typename\n      id\n      image {\n        id\n        title\n        description\n        tags\n        namespace\n        visibility\n        status\n        updatedAt\n        focalPoint {\n          x\n          y\n        }\n        failure {\n          code\n          message\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment VariantRow on Variant {\n    id\n    name\n    format\n    status\n    lazy\n    width\n    height\n    byteSize\n    quality\n    processingMs\n    url\n    failure {\n      code\n      message\n    }\n  }\n"): (typeof documents)["\n  fragment VariantRow on Variant {\n    id\n    name\n    format\n    status\n    lazy\n    width\n    height\n    byteSize\n    quality\n    processingMs\n    url\n    failure {\n      code\n      message\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ImageVariants on Image {\n    id\n    status\n    warnings {\n      code\n      message\n    }\n    variants {\n      ...VariantRow\n    }\n  }\n"): (typeof documents)["\n  fragment ImageVariants on Image {\n    id\n    status\n    warnings {\n      code\n      message\n    }\n    variants {\n      ...VariantRow\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query MakeVariant($id: ID!, $name: String!, $format: ImageFormat!) {\n    image(id: $id) {\n      id\n      variant(name: $name, format: $format) {\n        ...VariantRow\n      }\n    }\n  }\n"): (typeof documents)["\n  query MakeVariant($id: ID!, $name: String!, $format: ImageFormat!) {\n    image(id: $id) {\n      id\n      variant(name: $name, format: $format) {\n        ...VariantRow\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ReprocessImage($id: ID!) {\n    reprocessImage(input: { id: $id }) {\n      image {\n        ...ImageVariants\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation ReprocessImage($id: ID!) {\n    reprocessImage(input: { id: $id }) {\n      image {\n        ...ImageVariants\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RenderOutput($id: ID!, $output: String!) {\n    renderVariants(input: { imageIds: [$id], outputs: [$output] }) {\n      variants {\n        image {\n          ...ImageVariants\n        }\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation RenderOutput($id: ID!, $output: String!) {\n    renderVariants(input: { imageIds: [$id], outputs: [$output] }) {\n      variants {\n        image {\n          ...ImageVariants\n        }\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ViewedImage on Image {\n    filename\n    title\n    description\n    width\n    height\n    contentType\n    hasAlpha\n    placeholder {\n      dataUri\n    }\n    responsive(formats: [WEBP]) {\n      src\n      srcSet\n    }\n    original {\n      url\n    }\n  }\n"): (typeof documents)["\n  fragment ViewedImage on Image {\n    filename\n    title\n    description\n    width\n    height\n    contentType\n    hasAlpha\n    placeholder {\n      dataUri\n    }\n    responsive(formats: [WEBP]) {\n      src\n      srcSet\n    }\n    original {\n      url\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Session {\n    viewer {\n      id\n      roles\n    }\n  }\n"): (typeof documents)["\n  query Session {\n    viewer {\n      id\n      roles\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateApiKey($input: CreateApiKeyInput!) {\n    createApiKey(input: $input) {\n      secret\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation CreateApiKey($input: CreateApiKeyInput!) {\n    createApiKey(input: $input) {\n      secret\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Deliveries($endpointId: ID!, $status: [WebhookDeliveryStatus!]) {\n    node(id: $endpointId) {\n      ... on WebhookEndpoint {\n        id\n        deliveries(first: 50, status: $status) {\n          nodes {\n            ...Delivery\n          }\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query Deliveries($endpointId: ID!, $status: [WebhookDeliveryStatus!]) {\n    node(id: $endpointId) {\n      ... on WebhookEndpoint {\n        id\n        deliveries(first: 50, status: $status) {\n          nodes {\n            ...Delivery\n          }\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ReplayDeliveries($input: ReplayWebhookDeliveriesInput!) {\n    replayWebhookDeliveries(input: $input) {\n      count\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation ReplayDeliveries($input: ReplayWebhookDeliveriesInput!) {\n    replayWebhookDeliveries(input: $input) {\n      count\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment Delivery on WebhookDelivery {\n    id\n    type\n    status\n    body\n    createdAt\n    nextAttemptAt\n    attempts {\n      startedAt\n      durationMs\n      status\n      answer\n      failure {\n        code\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  fragment Delivery on WebhookDelivery {\n    id\n    type\n    status\n    body\n    createdAt\n    nextAttemptAt\n    attempts {\n      startedAt\n      durationMs\n      status\n      answer\n      failure {\n        code\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ReplayDelivery($id: ID!) {\n    replayWebhookDelivery(input: { id: $id }) {\n      delivery {\n        ...Delivery\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation ReplayDelivery($id: ID!) {\n    replayWebhookDelivery(input: { id: $id }) {\n      delivery {\n        ...Delivery\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Health {\n    images(first: 1, filter: { status: [PROCESSING] }, orderBy: { field: CREATED_AT, direction: ASC }) {\n      edges {\n        node {\n          id\n          createdAt\n        }\n      }\n    }\n    viewer {\n      id\n      uploads(first: 10, status: [FAILED, EXPIRED]) {\n        nodes {\n          id\n          status\n          createdAt\n          failure {\n            code\n            message\n          }\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query Health {\n    images(first: 1, filter: { status: [PROCESSING] }, orderBy: { field: CREATED_AT, direction: ASC }) {\n      edges {\n        node {\n          id\n          createdAt\n        }\n      }\n    }\n    viewer {\n      id\n      uploads(first: 10, status: [FAILED, EXPIRED]) {\n        nodes {\n          id\n          status\n          createdAt\n          failure {\n            code\n            message\n          }\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query KeyNames {\n    viewer {\n      id\n      apiKeys(first: 100) {\n        edges {\n          node {\n            id\n            name\n            prefix\n            scopes\n            createdAt\n            lastUsedAt\n            expiresAt\n            revokedAt\n          }\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query KeyNames {\n    viewer {\n      id\n      apiKeys(first: 100) {\n        edges {\n          node {\n            id\n            name\n            prefix\n            scopes\n            createdAt\n            lastUsedAt\n            expiresAt\n            revokedAt\n          }\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RevokeApiKey($id: ID!) {\n    revokeApiKey(input: { id: $id }) {\n      apiKey {\n        id\n        revokedAt\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation RevokeApiKey($id: ID!) {\n    revokeApiKey(input: { id: $id }) {\n      apiKey {\n        id\n        revokedAt\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ProfileRules {\n    profiles {\n      name\n      kind\n      allowedContentTypes\n      maxBytes\n      maxPixels\n      minWidth\n      minHeight\n      variants {\n        name\n        width\n        height\n        fit\n        formats\n        required\n        lazy\n      }\n    }\n  }\n"): (typeof documents)["\n  query ProfileRules {\n    profiles {\n      name\n      kind\n      allowedContentTypes\n      maxBytes\n      maxPixels\n      minWidth\n      minHeight\n      variants {\n        name\n        width\n        height\n        fit\n        formats\n        required\n        lazy\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query UsageFigures {\n    viewer {\n      id\n      usage {\n        bytes {\n          used\n          limit\n        }\n        images {\n          used\n          limit\n        }\n        uploadsToday {\n          used\n          limit\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query UsageFigures {\n    viewer {\n      id\n      usage {\n        bytes {\n          used\n          limit\n        }\n        images {\n          used\n          limit\n        }\n        uploadsToday {\n          used\n          limit\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateWebhook($input: UpdateWebhookEndpointInput!) {\n    updateWebhookEndpoint(input: $input) {\n      endpoint {\n        ...WebhookCard\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation UpdateWebhook($input: UpdateWebhookEndpointInput!) {\n    updateWebhookEndpoint(input: $input) {\n      endpoint {\n        ...WebhookCard\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation PingWebhook($id: ID!) {\n    pingWebhookEndpoint(input: { id: $id }) {\n      delivery {\n        id\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation PingWebhook($id: ID!) {\n    pingWebhookEndpoint(input: { id: $id }) {\n      delivery {\n        id\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteWebhook($id: ID!) {\n    deleteWebhookEndpoint(input: { id: $id }) {\n      deletedId\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation DeleteWebhook($id: ID!) {\n    deleteWebhookEndpoint(input: { id: $id }) {\n      deletedId\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment WebhookCard on WebhookEndpoint {\n    id\n    url\n    description\n    events\n    enabled\n    disabledReason\n    failingSince\n    olderSecretsUntil\n    createdAt\n  }\n"): (typeof documents)["\n  fragment WebhookCard on WebhookEndpoint {\n    id\n    url\n    description\n    events\n    enabled\n    disabledReason\n    failingSince\n    olderSecretsUntil\n    createdAt\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateWebhook($input: CreateWebhookEndpointInput!) {\n    createWebhookEndpoint(input: $input) {\n      secret\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation CreateWebhook($input: CreateWebhookEndpointInput!) {\n    createWebhookEndpoint(input: $input) {\n      secret\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RotateSecret($input: RotateWebhookSecretInput!) {\n    rotateWebhookSecret(input: $input) {\n      endpoint {\n        ...WebhookCard\n      }\n      secret\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation RotateSecret($input: RotateWebhookSecretInput!) {\n    rotateWebhookSecret(input: $input) {\n      endpoint {\n        ...WebhookCard\n      }\n      secret\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Webhooks {\n    viewer {\n      id\n      webhookEndpoints(first: 100) {\n        edges {\n          node {\n            ...WebhookCard\n          }\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query Webhooks {\n    viewer {\n      id\n      webhookEndpoints(first: 100) {\n        edges {\n          node {\n            ...WebhookCard\n          }\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ImportProgress on MediaUpload {\n    id\n    status\n    byteSize\n    receivedBytes\n    failure {\n      code\n      message\n    }\n    image {\n      id\n    }\n  }\n"): (typeof documents)["\n  fragment ImportProgress on MediaUpload {\n    id\n    status\n    byteSize\n    receivedBytes\n    failure {\n      code\n      message\n    }\n    image {\n      id\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription ImportNews($uploadId: ID!) {\n    uploadEvents(uploadId: $uploadId) {\n      __typename\n      upload {\n        ...ImportProgress\n      }\n    }\n  }\n"): (typeof documents)["\n  subscription ImportNews($uploadId: ID!) {\n    uploadEvents(uploadId: $uploadId) {\n      __typename\n      upload {\n        ...ImportProgress\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query UploadProfiles {\n    profiles {\n      name\n      allowedContentTypes\n      maxBytes\n    }\n  }\n"): (typeof documents)["\n  query UploadProfiles {\n    profiles {\n      name\n      allowedContentTypes\n      maxBytes\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ImportImage($input: ImportImageInput!) {\n    importImage(input: $input) {\n      upload {\n        id\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation ImportImage($input: ImportImageInput!) {\n    importImage(input: $input) {\n      upload {\n        id\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment UploadedVariants on Image {\n    id\n    variants {\n      id\n      name\n      format\n      status\n      lazy\n      url\n    }\n  }\n"): (typeof documents)["\n  fragment UploadedVariants on Image {\n    id\n    variants {\n      id\n      name\n      format\n      status\n      lazy\n      url\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription VariantNews($imageIds: [ID!]) {\n    imageEvents(imageIds: $imageIds) {\n      __typename\n      image {\n        ...UploadedVariants\n      }\n    }\n  }\n"): (typeof documents)["\n  subscription VariantNews($imageIds: [ID!]) {\n    imageEvents(imageIds: $imageIds) {\n      __typename\n      image {\n        ...UploadedVariants\n      }\n    }\n  }\n"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;