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
    "\n  query AuditLog($first: Int, $after: String, $filter: AuditFilter) {\n    auditLog(first: $first, after: $after, filter: $filter) {\n      nodes {\n        id\n        occurredAt\n        action\n        actorId\n        apiKeyId\n        address\n        ownerId\n        imageId\n        detail\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": typeof types.AuditLogDocument,
    "\n  mutation SignedUrl($input: SignImageUrlInput!) {\n    signImageUrl(input: $input) {\n      url\n    }\n  }\n": typeof types.SignedUrlDocument,
    "\n  mutation UploadFromForm($input: UploadImageInput!) {\n    uploadImage(input: $input) {\n      image {\n        id\n        status\n      }\n      userErrors {\n        code\n      }\n    }\n  }\n": typeof types.UploadFromFormDocument,
    "\n  subscription FollowInCache($imageIds: [ID!]) {\n    imageEvents(imageIds: $imageIds) {\n      id\n      image {\n        id\n        status\n        progress\n      }\n    }\n  }\n": typeof types.FollowInCacheDocument,
    "\n  query StatusInCache($id: ID!) {\n    image(id: $id) {\n      id\n      status\n    }\n  }\n": typeof types.StatusInCacheDocument,
    "\n  subscription ImageEvents($imageIds: [ID!], $after: ID, $filter: ImageEventFilter) {\n    imageEvents(imageIds: $imageIds, after: $after, filter: $filter) {\n      __typename\n      id\n      occurredAt\n      image {\n        id\n        status\n        progress\n        title\n        failure {\n          code\n          message\n        }\n      }\n      ... on VariantReady {\n        variant {\n          id\n          name\n          format\n          status\n          width\n          height\n          byteSize\n          url\n        }\n      }\n      ... on VariantFailed {\n        failure {\n          code\n        }\n        variant {\n          id\n          name\n          format\n        }\n      }\n      ... on ImageFailed {\n        failure {\n          code\n        }\n      }\n    }\n  }\n": typeof types.ImageEventsDocument,
    "\n  query Inspection($id: ID!, $transform: TransformInput!) {\n    image(id: $id) {\n      inspection(transform: $transform) {\n        ssim\n        psnr\n        rmse\n        deltaE\n        byteSize\n        sourceByteSize\n        quality\n        profileDeltaE\n      }\n    }\n  }\n": typeof types.InspectionDocument,
    "\n  query RenditionOf($id: ID!, $transform: TransformInput!) {\n    image(id: $id) {\n      rendition(transform: $transform) {\n        url\n        width\n        height\n        contentType\n        expiresAt\n        transform\n      }\n    }\n  }\n": typeof types.RenditionOfDocument,
    "\n  mutation SignImageUrl($input: SignImageUrlInput!) {\n    signImageUrl(input: $input) {\n      url\n      expiresAt\n      userErrors {\n        code\n      }\n    }\n  }\n": typeof types.SignImageUrlDocument,
    "\n  query Responsive(\n    $id: ID!\n    $transform: TransformInput\n    $layout: ResponsiveLayout\n    $sizes: String\n    $widths: [Int!]\n    $formats: [ImageFormat!]\n    $expiresIn: Int\n  ) {\n    image(id: $id) {\n      responsive(\n        transform: $transform\n        layout: $layout\n        sizes: $sizes\n        widths: $widths\n        formats: $formats\n        expiresIn: $expiresIn\n      ) {\n        src\n        srcSet\n        sizes\n        width\n        height\n        sources {\n          type\n          srcSet\n          sizes\n        }\n        placeholder {\n          dominantColor\n        }\n        html\n        expiresAt\n      }\n    }\n  }\n": typeof types.ResponsiveDocument,
    "\n  query SignedUrls($id: ID!, $expiresIn: Int) {\n    image(id: $id) {\n      variant(name: \"thumb\", format: WEBP) {\n        url(expiresIn: $expiresIn)\n      }\n      original(expiresIn: $expiresIn) {\n        url\n        width\n        height\n        contentType\n        expiresAt\n        transform\n      }\n    }\n  }\n": typeof types.SignedUrlsDocument,
    "\n  mutation CreateApiKey($input: CreateApiKeyInput!) {\n    createApiKey(input: $input) {\n      secret\n      apiKey {\n        id\n        ownerId\n        name\n        prefix\n        scopes\n        expiresAt\n        revokedAt\n        lastUsedAt\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": typeof types.CreateApiKeyDocument,
    "\n  query Usage {\n    viewer {\n      id\n      usage {\n        bytes {\n          used\n          limit\n        }\n        images {\n          used\n          limit\n        }\n        uploadsToday {\n          used\n          limit\n        }\n      }\n    }\n  }\n": typeof types.UsageDocument,
    "\n  mutation RevokeApiKey($input: RevokeApiKeyInput!) {\n    revokeApiKey(input: $input) {\n      apiKey {\n        id\n        revokedAt\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": typeof types.RevokeApiKeyDocument,
    "\n  query ApiKeys($first: Int, $after: String) {\n    viewer {\n      id\n      roles\n      apiKeys(first: $first, after: $after) {\n        edges {\n          cursor\n          node {\n            id\n            name\n            prefix\n            scopes\n            ownerId\n            createdAt\n            expiresAt\n            lastUsedAt\n            revokedAt\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": typeof types.ApiKeysDocument,
    "\n  mutation RenderBatch($input: RenderVariantsInput!) {\n    renderVariants(input: $input) {\n      batch {\n        id\n        kind\n        total\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": typeof types.RenderBatchDocument,
    "\n  mutation ReprocessImage($input: ReprocessImageInput!) {\n    reprocessImage(input: $input) {\n      image {\n        id\n        status\n      }\n      batch {\n        id\n      }\n      userErrors {\n        code\n      }\n    }\n  }\n": typeof types.ReprocessImageDocument,
    "\n  mutation ReprocessImages($input: ReprocessImagesInput!) {\n    reprocessImages(input: $input) {\n      batch {\n        id\n        kind\n      }\n      userErrors {\n        code\n      }\n    }\n  }\n": typeof types.ReprocessImagesDocument,
    "\n  mutation CancelBatch($input: CancelBatchInput!) {\n    cancelBatch(input: $input) {\n      batch {\n        id\n        status\n        finishedAt\n      }\n      userErrors {\n        code\n      }\n    }\n  }\n": typeof types.CancelBatchDocument,
    "\n  query BatchById($id: ID!) {\n    batch(id: $id) {\n      id\n      status\n      total\n      ready\n      failed\n      deleted\n      createdAt\n      finishedAt\n    }\n  }\n": typeof types.BatchByIdDocument,
    "\n  subscription BatchEvents($batchId: ID!) {\n    batchEvents(batchId: $batchId) {\n      __typename\n      id\n      occurredAt\n      batch {\n        id\n        status\n        total\n        ready\n        failed\n        deleted\n      }\n    }\n  }\n": typeof types.BatchEventsDocument,
    "\n  query ImageHistory($id: ID!, $first: Int, $after: String) {\n    image(id: $id) {\n      events(first: $first, after: $after) {\n        nodes {\n          __typename\n          id\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": typeof types.ImageHistoryDocument,
    "\n  query HistoryPage($after: String) {\n    viewer {\n      events(first: 100, after: $after) {\n        nodes {\n          __typename\n          id\n          image {\n            id\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": typeof types.HistoryPageDocument,
    "\n  query OwnHistory($first: Int, $before: String) {\n    viewer {\n      events(first: $first, before: $before) {\n        nodes {\n          __typename\n          id\n          image {\n            id\n            title\n          }\n        }\n      }\n    }\n  }\n": typeof types.OwnHistoryDocument,
    "\n  query ImageById($id: ID!) {\n    image(id: $id) {\n      id\n      status\n      progress\n      failure {\n        code\n        message\n      }\n      warnings {\n        code\n      }\n      filename\n      title\n      tags\n      visibility\n      contentType\n      byteSize\n      sha256\n      width\n      height\n      frames\n      hasAlpha\n      durationSeconds\n      placeholder {\n        thumbhash\n        dataUri\n        dominantColor\n        url\n      }\n      variants {\n        id\n        name\n        format\n        status\n        width\n        height\n        byteSize\n        quality\n        url\n        failure {\n          code\n        }\n      }\n    }\n  }\n": typeof types.ImageByIdDocument,
    "\n  mutation RenderVariants($input: RenderVariantsInput!) {\n    renderVariants(input: $input) {\n      variants {\n        id\n        name\n        format\n        status\n        url\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": typeof types.RenderVariantsDocument,
    "\n  query ImagesPage(\n    $first: Int\n    $after: String\n    $last: Int\n    $before: String\n    $filter: ImageFilter\n    $orderBy: ImageOrder\n  ) {\n    images(first: $first, after: $after, last: $last, before: $before, filter: $filter, orderBy: $orderBy) {\n      nodes {\n        id\n        filename\n        title\n      }\n      edges {\n        cursor\n        node {\n          id\n        }\n      }\n      totalCount {\n        value\n        isExact\n      }\n      pageInfo {\n        hasNextPage\n        hasPreviousPage\n        startCursor\n        endCursor\n      }\n    }\n  }\n": typeof types.ImagesPageDocument,
    "\n  mutation UpdateImage($input: UpdateImageInput!) {\n    updateImage(input: $input) {\n      image {\n        id\n        title\n        description\n        tags\n        namespace\n        visibility\n        focalPoint {\n          x\n          y\n        }\n        updatedAt\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": typeof types.UpdateImageDocument,
    "\n  mutation DeleteImages($input: DeleteImagesInput!) {\n    deleteImages(input: $input) {\n      deletedIds\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": typeof types.DeleteImagesDocument,
    "\n  mutation PurgeImages($input: PurgeImagesInput!) {\n    purgeImages(input: $input) {\n      purgedIds\n      userErrors {\n        code\n        field\n      }\n    }\n  }\n": typeof types.PurgeImagesDocument,
    "\n  query NodeById($id: ID!) {\n    node(id: $id) {\n      __typename\n      id\n    }\n  }\n": typeof types.NodeByIdDocument,
    "\n  query NodesById($ids: [ID!]!) {\n    nodes(ids: $ids) {\n      __typename\n      id\n    }\n  }\n": typeof types.NodesByIdDocument,
    "\n  mutation ShareImage($input: ShareImageInput!) {\n    shareImage(input: $input) {\n      share {\n        id\n        image {\n          id\n        }\n        recipientId\n        url\n        token\n        expiresAt\n        maxViews\n        viewCount\n        maxWidth\n        allowOriginal\n        revokedAt\n        createdAt\n      }\n      userErrors {\n        code\n        field\n      }\n    }\n  }\n": typeof types.ShareImageDocument,
    "\n  mutation RevokeShare($input: RevokeShareInput!) {\n    revokeShare(input: $input) {\n      share {\n        id\n        viewCount\n        revokedAt\n      }\n      userErrors {\n        code\n      }\n    }\n  }\n": typeof types.RevokeShareDocument,
    "\n  query SharedImage($token: String!) {\n    sharedImage(token: $token) {\n      id\n      title\n      variants {\n        name\n        format\n        width\n        url\n      }\n      rendition(transform: { width: 320, format: WEBP }) {\n        url\n        width\n        expiresAt\n      }\n      original {\n        url\n      }\n      shares {\n        nodes {\n          id\n        }\n      }\n    }\n  }\n": typeof types.SharedImageDocument,
    "\n  query SharedWithMe($first: Int, $after: String) {\n    viewer {\n      sharedWithMe(first: $first, after: $after) {\n        nodes {\n          id\n          variant(name: \"thumb\", format: WEBP) {\n            url\n          }\n          original {\n            url\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": typeof types.SharedWithMeDocument,
    "\n  query SharesOfImage($id: ID!, $first: Int, $after: String) {\n    image(id: $id) {\n      shares(first: $first, after: $after) {\n        nodes {\n          id\n          recipientId\n          url\n          token\n          viewCount\n          revokedAt\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": typeof types.SharesOfImageDocument,
    "\n  mutation UploadImage($input: UploadImageInput!) {\n    uploadImage(input: $input) {\n      image {\n        id\n        status\n        filename\n        contentType\n        byteSize\n        sha256\n        width\n        height\n        frames\n        hasAlpha\n        visibility\n      }\n      upload {\n        id\n        status\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": typeof types.UploadImageDocument,
    "\n  query UploadById($id: ID!) {\n    upload(id: $id) {\n      id\n      status\n      receivedBytes\n      byteSize\n      createdAt\n      failure {\n        code\n      }\n      image {\n        id\n      }\n    }\n  }\n": typeof types.UploadByIdDocument,
    "\n  query ViewerUploads($first: Int, $after: String, $status: [UploadStatus!]) {\n    viewer {\n      uploads(first: $first, after: $after, status: $status) {\n        edges {\n          cursor\n          node {\n            id\n            status\n            image {\n              id\n            }\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": typeof types.ViewerUploadsDocument,
    "\n  query Profiles {\n    profiles {\n      name\n      kind\n      allowedContentTypes\n      maxBytes\n      maxPixels\n      minWidth\n      minHeight\n      variants {\n        name\n        width\n        height\n        fit\n        formats\n        required\n      }\n    }\n  }\n": typeof types.ProfilesDocument,
    "\n  mutation CreateUpload($input: CreateUploadInput!) {\n    createUpload(input: $input) {\n      upload {\n        id\n        status\n        expiresAt\n      }\n      target {\n        expiresAt\n        single {\n          ...Request\n        }\n        multipart {\n          uploadId\n          partSize\n          partCount\n          parts {\n            partNumber\n            request {\n              ...Request\n            }\n          }\n        }\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n\n  fragment Request on SignedRequest {\n    method\n    url\n    headers {\n      name\n      value\n    }\n    expiresAt\n  }\n": typeof types.CreateUploadDocument,
    "\n  mutation SignUploadParts($input: SignUploadPartsInput!) {\n    signUploadParts(input: $input) {\n      stored {\n        partNumber\n        etag\n        byteSize\n      }\n      parts {\n        partNumber\n        request {\n          method\n          url\n          headers {\n            name\n            value\n          }\n        }\n      }\n      userErrors {\n        code\n      }\n    }\n  }\n": typeof types.SignUploadPartsDocument,
    "\n  mutation CompleteUpload($input: CompleteUploadInput!) {\n    completeUpload(input: $input) {\n      image {\n        id\n        status\n        sha256\n        title\n      }\n      upload {\n        id\n        status\n        receivedBytes\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": typeof types.CompleteUploadDocument,
    "\n  mutation AbortUpload($input: AbortUploadInput!) {\n    abortUpload(input: $input) {\n      upload {\n        id\n        status\n      }\n      userErrors {\n        code\n      }\n    }\n  }\n": typeof types.AbortUploadDocument,
    "\n  mutation ImportImage($input: ImportImageInput!) {\n    importImage(input: $input) {\n      upload {\n        id\n        status\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": typeof types.ImportImageDocument,
    "\n  subscription UploadEvents($uploadId: ID!) {\n    uploadEvents(uploadId: $uploadId) {\n      __typename\n      id\n      occurredAt\n      upload {\n        id\n        status\n        receivedBytes\n        byteSize\n        image {\n          id\n        }\n      }\n      ... on UploadFailed {\n        failure {\n          code\n        }\n      }\n    }\n  }\n": typeof types.UploadEventsDocument,
    "\n  mutation CreateWebhookEndpoint($input: CreateWebhookEndpointInput!) {\n    createWebhookEndpoint(input: $input) {\n      endpoint {\n        id\n        ownerId\n        url\n        description\n        events\n        enabled\n      }\n      secret\n      userErrors {\n        code\n        field\n      }\n    }\n  }\n": typeof types.CreateWebhookEndpointDocument,
    "\n  mutation UpdateWebhookEndpoint($input: UpdateWebhookEndpointInput!) {\n    updateWebhookEndpoint(input: $input) {\n      endpoint {\n        id\n        url\n        events\n        description\n        enabled\n        disabledAt\n        disabledReason\n      }\n      userErrors {\n        code\n      }\n    }\n  }\n": typeof types.UpdateWebhookEndpointDocument,
    "\n  mutation DeleteWebhookEndpoint($input: DeleteWebhookEndpointInput!) {\n    deleteWebhookEndpoint(input: $input) {\n      deletedId\n      userErrors {\n        code\n      }\n    }\n  }\n": typeof types.DeleteWebhookEndpointDocument,
    "\n  mutation RotateWebhookSecret($input: RotateWebhookSecretInput!) {\n    rotateWebhookSecret(input: $input) {\n      endpoint {\n        id\n        olderSecretsUntil\n      }\n      secret\n      userErrors {\n        code\n      }\n    }\n  }\n": typeof types.RotateWebhookSecretDocument,
    "\n  mutation PingWebhookEndpoint($input: PingWebhookEndpointInput!) {\n    pingWebhookEndpoint(input: $input) {\n      delivery {\n        id\n        webhookId\n        type\n      }\n      userErrors {\n        code\n      }\n    }\n  }\n": typeof types.PingWebhookEndpointDocument,
    "\n  mutation ReplayWebhookDelivery($input: ReplayWebhookDeliveryInput!) {\n    replayWebhookDelivery(input: $input) {\n      delivery {\n        id\n        webhookId\n      }\n      userErrors {\n        code\n      }\n    }\n  }\n": typeof types.ReplayWebhookDeliveryDocument,
    "\n  mutation ReplayWebhookDeliveries($input: ReplayWebhookDeliveriesInput!) {\n    replayWebhookDeliveries(input: $input) {\n      endpoint {\n        id\n      }\n      count\n      next\n      userErrors {\n        code\n      }\n    }\n  }\n": typeof types.ReplayWebhookDeliveriesDocument,
    "\n  query WebhookEndpointById($id: ID!) {\n    node(id: $id) {\n      ... on WebhookEndpoint {\n        id\n        enabled\n        disabledReason\n        failingSince\n        deliveries {\n          nodes {\n            id\n            webhookId\n            type\n            status\n            body\n            nextAttemptAt\n            settledAt\n            attempts {\n              startedAt\n              durationMs\n              status\n              answer\n              failure {\n                code\n              }\n            }\n          }\n        }\n      }\n    }\n  }\n": typeof types.WebhookEndpointByIdDocument,
    "\n  query WebhookEndpoints($first: Int, $after: String) {\n    viewer {\n      webhookEndpoints(first: $first, after: $after) {\n        nodes {\n          id\n          enabled\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": typeof types.WebhookEndpointsDocument,
    "\n  query ShortLived($id: ID!) {\n    image(id: $id) {\n      variant(name: \"thumb\", format: WEBP) {\n        url(expiresIn: 2)\n      }\n    }\n  }\n": typeof types.ShortLivedDocument,
    "\n  query OriginalUrl($id: ID!) {\n    image(id: $id) {\n      original {\n        url\n      }\n    }\n  }\n": typeof types.OriginalUrlDocument,
    "\n  mutation UploadByLibrary($input: UploadImageInput!) {\n    uploadImage(input: $input) {\n      image {\n        id\n        title\n      }\n    }\n  }\n": typeof types.UploadByLibraryDocument,
    "\n  query NodesByLibrary($first: Int, $after: String, $filter: ImageFilter) {\n    images(first: $first, after: $after, filter: $filter) {\n      nodes {\n        id\n        title\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": typeof types.NodesByLibraryDocument,
    "\n  query EdgesByLibrary($filter: ImageFilter) {\n    images(filter: $filter) {\n      edges {\n        node {\n          id\n        }\n      }\n    }\n  }\n": typeof types.EdgesByLibraryDocument,
    "\n  query VariantByName($id: ID!, $name: String!, $format: ImageFormat) {\n    image(id: $id) {\n      variant(name: $name, format: $format) {\n        id\n        name\n        format\n        processingMs\n        readyAt\n        image {\n          id\n        }\n      }\n      variants(status: [READY]) {\n        id\n      }\n      profile {\n        name\n      }\n      ownerId\n    }\n  }\n": typeof types.VariantByNameDocument,
    "\n  query Metadata($id: ID!) {\n    image(id: $id) {\n      metadata {\n        cameraMake\n        cameraModel\n        lens\n        takenAt\n        exposureTime\n        fNumber\n        iso\n        focalLength\n        flash\n        orientation\n        colorSpace\n        density\n      }\n      placeholder {\n        dataUri\n      }\n      original {\n        url\n      }\n    }\n  }\n": typeof types.MetadataDocument,
    "\n  mutation UploadThree($one: UploadImageInput!, $two: UploadImageInput!, $three: UploadImageInput!) {\n    one: uploadImage(input: $one) {\n      image {\n        id\n        filename\n        byteSize\n      }\n      userErrors {\n        code\n      }\n    }\n    two: uploadImage(input: $two) {\n      image {\n        id\n        filename\n        byteSize\n      }\n      userErrors {\n        code\n      }\n    }\n    three: uploadImage(input: $three) {\n      image {\n        id\n        filename\n        byteSize\n      }\n      userErrors {\n        code\n      }\n    }\n  }\n": typeof types.UploadThreeDocument,
    "\n  mutation UploadTwice($file: Upload!) {\n    one: uploadImage(input: { file: $file, title: \"one\" }) {\n      image {\n        id\n        sha256\n      }\n    }\n    two: uploadImage(input: { file: $file, title: \"two\" }) {\n      image {\n        id\n        sha256\n      }\n    }\n  }\n": typeof types.UploadTwiceDocument,
};
const documents: Documents = {
    "\n  query AuditLog($first: Int, $after: String, $filter: AuditFilter) {\n    auditLog(first: $first, after: $after, filter: $filter) {\n      nodes {\n        id\n        occurredAt\n        action\n        actorId\n        apiKeyId\n        address\n        ownerId\n        imageId\n        detail\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": types.AuditLogDocument,
    "\n  mutation SignedUrl($input: SignImageUrlInput!) {\n    signImageUrl(input: $input) {\n      url\n    }\n  }\n": types.SignedUrlDocument,
    "\n  mutation UploadFromForm($input: UploadImageInput!) {\n    uploadImage(input: $input) {\n      image {\n        id\n        status\n      }\n      userErrors {\n        code\n      }\n    }\n  }\n": types.UploadFromFormDocument,
    "\n  subscription FollowInCache($imageIds: [ID!]) {\n    imageEvents(imageIds: $imageIds) {\n      id\n      image {\n        id\n        status\n        progress\n      }\n    }\n  }\n": types.FollowInCacheDocument,
    "\n  query StatusInCache($id: ID!) {\n    image(id: $id) {\n      id\n      status\n    }\n  }\n": types.StatusInCacheDocument,
    "\n  subscription ImageEvents($imageIds: [ID!], $after: ID, $filter: ImageEventFilter) {\n    imageEvents(imageIds: $imageIds, after: $after, filter: $filter) {\n      __typename\n      id\n      occurredAt\n      image {\n        id\n        status\n        progress\n        title\n        failure {\n          code\n          message\n        }\n      }\n      ... on VariantReady {\n        variant {\n          id\n          name\n          format\n          status\n          width\n          height\n          byteSize\n          url\n        }\n      }\n      ... on VariantFailed {\n        failure {\n          code\n        }\n        variant {\n          id\n          name\n          format\n        }\n      }\n      ... on ImageFailed {\n        failure {\n          code\n        }\n      }\n    }\n  }\n": types.ImageEventsDocument,
    "\n  query Inspection($id: ID!, $transform: TransformInput!) {\n    image(id: $id) {\n      inspection(transform: $transform) {\n        ssim\n        psnr\n        rmse\n        deltaE\n        byteSize\n        sourceByteSize\n        quality\n        profileDeltaE\n      }\n    }\n  }\n": types.InspectionDocument,
    "\n  query RenditionOf($id: ID!, $transform: TransformInput!) {\n    image(id: $id) {\n      rendition(transform: $transform) {\n        url\n        width\n        height\n        contentType\n        expiresAt\n        transform\n      }\n    }\n  }\n": types.RenditionOfDocument,
    "\n  mutation SignImageUrl($input: SignImageUrlInput!) {\n    signImageUrl(input: $input) {\n      url\n      expiresAt\n      userErrors {\n        code\n      }\n    }\n  }\n": types.SignImageUrlDocument,
    "\n  query Responsive(\n    $id: ID!\n    $transform: TransformInput\n    $layout: ResponsiveLayout\n    $sizes: String\n    $widths: [Int!]\n    $formats: [ImageFormat!]\n    $expiresIn: Int\n  ) {\n    image(id: $id) {\n      responsive(\n        transform: $transform\n        layout: $layout\n        sizes: $sizes\n        widths: $widths\n        formats: $formats\n        expiresIn: $expiresIn\n      ) {\n        src\n        srcSet\n        sizes\n        width\n        height\n        sources {\n          type\n          srcSet\n          sizes\n        }\n        placeholder {\n          dominantColor\n        }\n        html\n        expiresAt\n      }\n    }\n  }\n": types.ResponsiveDocument,
    "\n  query SignedUrls($id: ID!, $expiresIn: Int) {\n    image(id: $id) {\n      variant(name: \"thumb\", format: WEBP) {\n        url(expiresIn: $expiresIn)\n      }\n      original(expiresIn: $expiresIn) {\n        url\n        width\n        height\n        contentType\n        expiresAt\n        transform\n      }\n    }\n  }\n": types.SignedUrlsDocument,
    "\n  mutation CreateApiKey($input: CreateApiKeyInput!) {\n    createApiKey(input: $input) {\n      secret\n      apiKey {\n        id\n        ownerId\n        name\n        prefix\n        scopes\n        expiresAt\n        revokedAt\n        lastUsedAt\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": types.CreateApiKeyDocument,
    "\n  query Usage {\n    viewer {\n      id\n      usage {\n        bytes {\n          used\n          limit\n        }\n        images {\n          used\n          limit\n        }\n        uploadsToday {\n          used\n          limit\n        }\n      }\n    }\n  }\n": types.UsageDocument,
    "\n  mutation RevokeApiKey($input: RevokeApiKeyInput!) {\n    revokeApiKey(input: $input) {\n      apiKey {\n        id\n        revokedAt\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": types.RevokeApiKeyDocument,
    "\n  query ApiKeys($first: Int, $after: String) {\n    viewer {\n      id\n      roles\n      apiKeys(first: $first, after: $after) {\n        edges {\n          cursor\n          node {\n            id\n            name\n            prefix\n            scopes\n            ownerId\n            createdAt\n            expiresAt\n            lastUsedAt\n            revokedAt\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": types.ApiKeysDocument,
    "\n  mutation RenderBatch($input: RenderVariantsInput!) {\n    renderVariants(input: $input) {\n      batch {\n        id\n        kind\n        total\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": types.RenderBatchDocument,
    "\n  mutation ReprocessImage($input: ReprocessImageInput!) {\n    reprocessImage(input: $input) {\n      image {\n        id\n        status\n      }\n      batch {\n        id\n      }\n      userErrors {\n        code\n      }\n    }\n  }\n": types.ReprocessImageDocument,
    "\n  mutation ReprocessImages($input: ReprocessImagesInput!) {\n    reprocessImages(input: $input) {\n      batch {\n        id\n        kind\n      }\n      userErrors {\n        code\n      }\n    }\n  }\n": types.ReprocessImagesDocument,
    "\n  mutation CancelBatch($input: CancelBatchInput!) {\n    cancelBatch(input: $input) {\n      batch {\n        id\n        status\n        finishedAt\n      }\n      userErrors {\n        code\n      }\n    }\n  }\n": types.CancelBatchDocument,
    "\n  query BatchById($id: ID!) {\n    batch(id: $id) {\n      id\n      status\n      total\n      ready\n      failed\n      deleted\n      createdAt\n      finishedAt\n    }\n  }\n": types.BatchByIdDocument,
    "\n  subscription BatchEvents($batchId: ID!) {\n    batchEvents(batchId: $batchId) {\n      __typename\n      id\n      occurredAt\n      batch {\n        id\n        status\n        total\n        ready\n        failed\n        deleted\n      }\n    }\n  }\n": types.BatchEventsDocument,
    "\n  query ImageHistory($id: ID!, $first: Int, $after: String) {\n    image(id: $id) {\n      events(first: $first, after: $after) {\n        nodes {\n          __typename\n          id\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": types.ImageHistoryDocument,
    "\n  query HistoryPage($after: String) {\n    viewer {\n      events(first: 100, after: $after) {\n        nodes {\n          __typename\n          id\n          image {\n            id\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": types.HistoryPageDocument,
    "\n  query OwnHistory($first: Int, $before: String) {\n    viewer {\n      events(first: $first, before: $before) {\n        nodes {\n          __typename\n          id\n          image {\n            id\n            title\n          }\n        }\n      }\n    }\n  }\n": types.OwnHistoryDocument,
    "\n  query ImageById($id: ID!) {\n    image(id: $id) {\n      id\n      status\n      progress\n      failure {\n        code\n        message\n      }\n      warnings {\n        code\n      }\n      filename\n      title\n      tags\n      visibility\n      contentType\n      byteSize\n      sha256\n      width\n      height\n      frames\n      hasAlpha\n      durationSeconds\n      placeholder {\n        thumbhash\n        dataUri\n        dominantColor\n        url\n      }\n      variants {\n        id\n        name\n        format\n        status\n        width\n        height\n        byteSize\n        quality\n        url\n        failure {\n          code\n        }\n      }\n    }\n  }\n": types.ImageByIdDocument,
    "\n  mutation RenderVariants($input: RenderVariantsInput!) {\n    renderVariants(input: $input) {\n      variants {\n        id\n        name\n        format\n        status\n        url\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": types.RenderVariantsDocument,
    "\n  query ImagesPage(\n    $first: Int\n    $after: String\n    $last: Int\n    $before: String\n    $filter: ImageFilter\n    $orderBy: ImageOrder\n  ) {\n    images(first: $first, after: $after, last: $last, before: $before, filter: $filter, orderBy: $orderBy) {\n      nodes {\n        id\n        filename\n        title\n      }\n      edges {\n        cursor\n        node {\n          id\n        }\n      }\n      totalCount {\n        value\n        isExact\n      }\n      pageInfo {\n        hasNextPage\n        hasPreviousPage\n        startCursor\n        endCursor\n      }\n    }\n  }\n": types.ImagesPageDocument,
    "\n  mutation UpdateImage($input: UpdateImageInput!) {\n    updateImage(input: $input) {\n      image {\n        id\n        title\n        description\n        tags\n        namespace\n        visibility\n        focalPoint {\n          x\n          y\n        }\n        updatedAt\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": types.UpdateImageDocument,
    "\n  mutation DeleteImages($input: DeleteImagesInput!) {\n    deleteImages(input: $input) {\n      deletedIds\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": types.DeleteImagesDocument,
    "\n  mutation PurgeImages($input: PurgeImagesInput!) {\n    purgeImages(input: $input) {\n      purgedIds\n      userErrors {\n        code\n        field\n      }\n    }\n  }\n": types.PurgeImagesDocument,
    "\n  query NodeById($id: ID!) {\n    node(id: $id) {\n      __typename\n      id\n    }\n  }\n": types.NodeByIdDocument,
    "\n  query NodesById($ids: [ID!]!) {\n    nodes(ids: $ids) {\n      __typename\n      id\n    }\n  }\n": types.NodesByIdDocument,
    "\n  mutation ShareImage($input: ShareImageInput!) {\n    shareImage(input: $input) {\n      share {\n        id\n        image {\n          id\n        }\n        recipientId\n        url\n        token\n        expiresAt\n        maxViews\n        viewCount\n        maxWidth\n        allowOriginal\n        revokedAt\n        createdAt\n      }\n      userErrors {\n        code\n        field\n      }\n    }\n  }\n": types.ShareImageDocument,
    "\n  mutation RevokeShare($input: RevokeShareInput!) {\n    revokeShare(input: $input) {\n      share {\n        id\n        viewCount\n        revokedAt\n      }\n      userErrors {\n        code\n      }\n    }\n  }\n": types.RevokeShareDocument,
    "\n  query SharedImage($token: String!) {\n    sharedImage(token: $token) {\n      id\n      title\n      variants {\n        name\n        format\n        width\n        url\n      }\n      rendition(transform: { width: 320, format: WEBP }) {\n        url\n        width\n        expiresAt\n      }\n      original {\n        url\n      }\n      shares {\n        nodes {\n          id\n        }\n      }\n    }\n  }\n": types.SharedImageDocument,
    "\n  query SharedWithMe($first: Int, $after: String) {\n    viewer {\n      sharedWithMe(first: $first, after: $after) {\n        nodes {\n          id\n          variant(name: \"thumb\", format: WEBP) {\n            url\n          }\n          original {\n            url\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": types.SharedWithMeDocument,
    "\n  query SharesOfImage($id: ID!, $first: Int, $after: String) {\n    image(id: $id) {\n      shares(first: $first, after: $after) {\n        nodes {\n          id\n          recipientId\n          url\n          token\n          viewCount\n          revokedAt\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": types.SharesOfImageDocument,
    "\n  mutation UploadImage($input: UploadImageInput!) {\n    uploadImage(input: $input) {\n      image {\n        id\n        status\n        filename\n        contentType\n        byteSize\n        sha256\n        width\n        height\n        frames\n        hasAlpha\n        visibility\n      }\n      upload {\n        id\n        status\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": types.UploadImageDocument,
    "\n  query UploadById($id: ID!) {\n    upload(id: $id) {\n      id\n      status\n      receivedBytes\n      byteSize\n      createdAt\n      failure {\n        code\n      }\n      image {\n        id\n      }\n    }\n  }\n": types.UploadByIdDocument,
    "\n  query ViewerUploads($first: Int, $after: String, $status: [UploadStatus!]) {\n    viewer {\n      uploads(first: $first, after: $after, status: $status) {\n        edges {\n          cursor\n          node {\n            id\n            status\n            image {\n              id\n            }\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": types.ViewerUploadsDocument,
    "\n  query Profiles {\n    profiles {\n      name\n      kind\n      allowedContentTypes\n      maxBytes\n      maxPixels\n      minWidth\n      minHeight\n      variants {\n        name\n        width\n        height\n        fit\n        formats\n        required\n      }\n    }\n  }\n": types.ProfilesDocument,
    "\n  mutation CreateUpload($input: CreateUploadInput!) {\n    createUpload(input: $input) {\n      upload {\n        id\n        status\n        expiresAt\n      }\n      target {\n        expiresAt\n        single {\n          ...Request\n        }\n        multipart {\n          uploadId\n          partSize\n          partCount\n          parts {\n            partNumber\n            request {\n              ...Request\n            }\n          }\n        }\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n\n  fragment Request on SignedRequest {\n    method\n    url\n    headers {\n      name\n      value\n    }\n    expiresAt\n  }\n": types.CreateUploadDocument,
    "\n  mutation SignUploadParts($input: SignUploadPartsInput!) {\n    signUploadParts(input: $input) {\n      stored {\n        partNumber\n        etag\n        byteSize\n      }\n      parts {\n        partNumber\n        request {\n          method\n          url\n          headers {\n            name\n            value\n          }\n        }\n      }\n      userErrors {\n        code\n      }\n    }\n  }\n": types.SignUploadPartsDocument,
    "\n  mutation CompleteUpload($input: CompleteUploadInput!) {\n    completeUpload(input: $input) {\n      image {\n        id\n        status\n        sha256\n        title\n      }\n      upload {\n        id\n        status\n        receivedBytes\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": types.CompleteUploadDocument,
    "\n  mutation AbortUpload($input: AbortUploadInput!) {\n    abortUpload(input: $input) {\n      upload {\n        id\n        status\n      }\n      userErrors {\n        code\n      }\n    }\n  }\n": types.AbortUploadDocument,
    "\n  mutation ImportImage($input: ImportImageInput!) {\n    importImage(input: $input) {\n      upload {\n        id\n        status\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": types.ImportImageDocument,
    "\n  subscription UploadEvents($uploadId: ID!) {\n    uploadEvents(uploadId: $uploadId) {\n      __typename\n      id\n      occurredAt\n      upload {\n        id\n        status\n        receivedBytes\n        byteSize\n        image {\n          id\n        }\n      }\n      ... on UploadFailed {\n        failure {\n          code\n        }\n      }\n    }\n  }\n": types.UploadEventsDocument,
    "\n  mutation CreateWebhookEndpoint($input: CreateWebhookEndpointInput!) {\n    createWebhookEndpoint(input: $input) {\n      endpoint {\n        id\n        ownerId\n        url\n        description\n        events\n        enabled\n      }\n      secret\n      userErrors {\n        code\n        field\n      }\n    }\n  }\n": types.CreateWebhookEndpointDocument,
    "\n  mutation UpdateWebhookEndpoint($input: UpdateWebhookEndpointInput!) {\n    updateWebhookEndpoint(input: $input) {\n      endpoint {\n        id\n        url\n        events\n        description\n        enabled\n        disabledAt\n        disabledReason\n      }\n      userErrors {\n        code\n      }\n    }\n  }\n": types.UpdateWebhookEndpointDocument,
    "\n  mutation DeleteWebhookEndpoint($input: DeleteWebhookEndpointInput!) {\n    deleteWebhookEndpoint(input: $input) {\n      deletedId\n      userErrors {\n        code\n      }\n    }\n  }\n": types.DeleteWebhookEndpointDocument,
    "\n  mutation RotateWebhookSecret($input: RotateWebhookSecretInput!) {\n    rotateWebhookSecret(input: $input) {\n      endpoint {\n        id\n        olderSecretsUntil\n      }\n      secret\n      userErrors {\n        code\n      }\n    }\n  }\n": types.RotateWebhookSecretDocument,
    "\n  mutation PingWebhookEndpoint($input: PingWebhookEndpointInput!) {\n    pingWebhookEndpoint(input: $input) {\n      delivery {\n        id\n        webhookId\n        type\n      }\n      userErrors {\n        code\n      }\n    }\n  }\n": types.PingWebhookEndpointDocument,
    "\n  mutation ReplayWebhookDelivery($input: ReplayWebhookDeliveryInput!) {\n    replayWebhookDelivery(input: $input) {\n      delivery {\n        id\n        webhookId\n      }\n      userErrors {\n        code\n      }\n    }\n  }\n": types.ReplayWebhookDeliveryDocument,
    "\n  mutation ReplayWebhookDeliveries($input: ReplayWebhookDeliveriesInput!) {\n    replayWebhookDeliveries(input: $input) {\n      endpoint {\n        id\n      }\n      count\n      next\n      userErrors {\n        code\n      }\n    }\n  }\n": types.ReplayWebhookDeliveriesDocument,
    "\n  query WebhookEndpointById($id: ID!) {\n    node(id: $id) {\n      ... on WebhookEndpoint {\n        id\n        enabled\n        disabledReason\n        failingSince\n        deliveries {\n          nodes {\n            id\n            webhookId\n            type\n            status\n            body\n            nextAttemptAt\n            settledAt\n            attempts {\n              startedAt\n              durationMs\n              status\n              answer\n              failure {\n                code\n              }\n            }\n          }\n        }\n      }\n    }\n  }\n": types.WebhookEndpointByIdDocument,
    "\n  query WebhookEndpoints($first: Int, $after: String) {\n    viewer {\n      webhookEndpoints(first: $first, after: $after) {\n        nodes {\n          id\n          enabled\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": types.WebhookEndpointsDocument,
    "\n  query ShortLived($id: ID!) {\n    image(id: $id) {\n      variant(name: \"thumb\", format: WEBP) {\n        url(expiresIn: 2)\n      }\n    }\n  }\n": types.ShortLivedDocument,
    "\n  query OriginalUrl($id: ID!) {\n    image(id: $id) {\n      original {\n        url\n      }\n    }\n  }\n": types.OriginalUrlDocument,
    "\n  mutation UploadByLibrary($input: UploadImageInput!) {\n    uploadImage(input: $input) {\n      image {\n        id\n        title\n      }\n    }\n  }\n": types.UploadByLibraryDocument,
    "\n  query NodesByLibrary($first: Int, $after: String, $filter: ImageFilter) {\n    images(first: $first, after: $after, filter: $filter) {\n      nodes {\n        id\n        title\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": types.NodesByLibraryDocument,
    "\n  query EdgesByLibrary($filter: ImageFilter) {\n    images(filter: $filter) {\n      edges {\n        node {\n          id\n        }\n      }\n    }\n  }\n": types.EdgesByLibraryDocument,
    "\n  query VariantByName($id: ID!, $name: String!, $format: ImageFormat) {\n    image(id: $id) {\n      variant(name: $name, format: $format) {\n        id\n        name\n        format\n        processingMs\n        readyAt\n        image {\n          id\n        }\n      }\n      variants(status: [READY]) {\n        id\n      }\n      profile {\n        name\n      }\n      ownerId\n    }\n  }\n": types.VariantByNameDocument,
    "\n  query Metadata($id: ID!) {\n    image(id: $id) {\n      metadata {\n        cameraMake\n        cameraModel\n        lens\n        takenAt\n        exposureTime\n        fNumber\n        iso\n        focalLength\n        flash\n        orientation\n        colorSpace\n        density\n      }\n      placeholder {\n        dataUri\n      }\n      original {\n        url\n      }\n    }\n  }\n": types.MetadataDocument,
    "\n  mutation UploadThree($one: UploadImageInput!, $two: UploadImageInput!, $three: UploadImageInput!) {\n    one: uploadImage(input: $one) {\n      image {\n        id\n        filename\n        byteSize\n      }\n      userErrors {\n        code\n      }\n    }\n    two: uploadImage(input: $two) {\n      image {\n        id\n        filename\n        byteSize\n      }\n      userErrors {\n        code\n      }\n    }\n    three: uploadImage(input: $three) {\n      image {\n        id\n        filename\n        byteSize\n      }\n      userErrors {\n        code\n      }\n    }\n  }\n": types.UploadThreeDocument,
    "\n  mutation UploadTwice($file: Upload!) {\n    one: uploadImage(input: { file: $file, title: \"one\" }) {\n      image {\n        id\n        sha256\n      }\n    }\n    two: uploadImage(input: { file: $file, title: \"two\" }) {\n      image {\n        id\n        sha256\n      }\n    }\n  }\n": types.UploadTwiceDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AuditLog($first: Int, $after: String, $filter: AuditFilter) {\n    auditLog(first: $first, after: $after, filter: $filter) {\n      nodes {\n        id\n        occurredAt\n        action\n        actorId\n        apiKeyId\n        address\n        ownerId\n        imageId\n        detail\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n"): typeof import('./graphql.ts').AuditLogDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SignedUrl($input: SignImageUrlInput!) {\n    signImageUrl(input: $input) {\n      url\n    }\n  }\n"): typeof import('./graphql.ts').SignedUrlDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UploadFromForm($input: UploadImageInput!) {\n    uploadImage(input: $input) {\n      image {\n        id\n        status\n      }\n      userErrors {\n        code\n      }\n    }\n  }\n"): typeof import('./graphql.ts').UploadFromFormDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription FollowInCache($imageIds: [ID!]) {\n    imageEvents(imageIds: $imageIds) {\n      id\n      image {\n        id\n        status\n        progress\n      }\n    }\n  }\n"): typeof import('./graphql.ts').FollowInCacheDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query StatusInCache($id: ID!) {\n    image(id: $id) {\n      id\n      status\n    }\n  }\n"): typeof import('./graphql.ts').StatusInCacheDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription ImageEvents($imageIds: [ID!], $after: ID, $filter: ImageEventFilter) {\n    imageEvents(imageIds: $imageIds, after: $after, filter: $filter) {\n      __typename\n      id\n      occurredAt\n      image {\n        id\n        status\n        progress\n        title\n        failure {\n          code\n          message\n        }\n      }\n      ... on VariantReady {\n        variant {\n          id\n          name\n          format\n          status\n          width\n          height\n          byteSize\n          url\n        }\n      }\n      ... on VariantFailed {\n        failure {\n          code\n        }\n        variant {\n          id\n          name\n          format\n        }\n      }\n      ... on ImageFailed {\n        failure {\n          code\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ImageEventsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Inspection($id: ID!, $transform: TransformInput!) {\n    image(id: $id) {\n      inspection(transform: $transform) {\n        ssim\n        psnr\n        rmse\n        deltaE\n        byteSize\n        sourceByteSize\n        quality\n        profileDeltaE\n      }\n    }\n  }\n"): typeof import('./graphql.ts').InspectionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query RenditionOf($id: ID!, $transform: TransformInput!) {\n    image(id: $id) {\n      rendition(transform: $transform) {\n        url\n        width\n        height\n        contentType\n        expiresAt\n        transform\n      }\n    }\n  }\n"): typeof import('./graphql.ts').RenditionOfDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SignImageUrl($input: SignImageUrlInput!) {\n    signImageUrl(input: $input) {\n      url\n      expiresAt\n      userErrors {\n        code\n      }\n    }\n  }\n"): typeof import('./graphql.ts').SignImageUrlDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Responsive(\n    $id: ID!\n    $transform: TransformInput\n    $layout: ResponsiveLayout\n    $sizes: String\n    $widths: [Int!]\n    $formats: [ImageFormat!]\n    $expiresIn: Int\n  ) {\n    image(id: $id) {\n      responsive(\n        transform: $transform\n        layout: $layout\n        sizes: $sizes\n        widths: $widths\n        formats: $formats\n        expiresIn: $expiresIn\n      ) {\n        src\n        srcSet\n        sizes\n        width\n        height\n        sources {\n          type\n          srcSet\n          sizes\n        }\n        placeholder {\n          dominantColor\n        }\n        html\n        expiresAt\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ResponsiveDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SignedUrls($id: ID!, $expiresIn: Int) {\n    image(id: $id) {\n      variant(name: \"thumb\", format: WEBP) {\n        url(expiresIn: $expiresIn)\n      }\n      original(expiresIn: $expiresIn) {\n        url\n        width\n        height\n        contentType\n        expiresAt\n        transform\n      }\n    }\n  }\n"): typeof import('./graphql.ts').SignedUrlsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateApiKey($input: CreateApiKeyInput!) {\n    createApiKey(input: $input) {\n      secret\n      apiKey {\n        id\n        ownerId\n        name\n        prefix\n        scopes\n        expiresAt\n        revokedAt\n        lastUsedAt\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"): typeof import('./graphql.ts').CreateApiKeyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Usage {\n    viewer {\n      id\n      usage {\n        bytes {\n          used\n          limit\n        }\n        images {\n          used\n          limit\n        }\n        uploadsToday {\n          used\n          limit\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').UsageDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RevokeApiKey($input: RevokeApiKeyInput!) {\n    revokeApiKey(input: $input) {\n      apiKey {\n        id\n        revokedAt\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"): typeof import('./graphql.ts').RevokeApiKeyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApiKeys($first: Int, $after: String) {\n    viewer {\n      id\n      roles\n      apiKeys(first: $first, after: $after) {\n        edges {\n          cursor\n          node {\n            id\n            name\n            prefix\n            scopes\n            ownerId\n            createdAt\n            expiresAt\n            lastUsedAt\n            revokedAt\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ApiKeysDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RenderBatch($input: RenderVariantsInput!) {\n    renderVariants(input: $input) {\n      batch {\n        id\n        kind\n        total\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n"): typeof import('./graphql.ts').RenderBatchDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ReprocessImage($input: ReprocessImageInput!) {\n    reprocessImage(input: $input) {\n      image {\n        id\n        status\n      }\n      batch {\n        id\n      }\n      userErrors {\n        code\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ReprocessImageDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ReprocessImages($input: ReprocessImagesInput!) {\n    reprocessImages(input: $input) {\n      batch {\n        id\n        kind\n      }\n      userErrors {\n        code\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ReprocessImagesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CancelBatch($input: CancelBatchInput!) {\n    cancelBatch(input: $input) {\n      batch {\n        id\n        status\n        finishedAt\n      }\n      userErrors {\n        code\n      }\n    }\n  }\n"): typeof import('./graphql.ts').CancelBatchDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query BatchById($id: ID!) {\n    batch(id: $id) {\n      id\n      status\n      total\n      ready\n      failed\n      deleted\n      createdAt\n      finishedAt\n    }\n  }\n"): typeof import('./graphql.ts').BatchByIdDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription BatchEvents($batchId: ID!) {\n    batchEvents(batchId: $batchId) {\n      __typename\n      id\n      occurredAt\n      batch {\n        id\n        status\n        total\n        ready\n        failed\n        deleted\n      }\n    }\n  }\n"): typeof import('./graphql.ts').BatchEventsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ImageHistory($id: ID!, $first: Int, $after: String) {\n    image(id: $id) {\n      events(first: $first, after: $after) {\n        nodes {\n          __typename\n          id\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ImageHistoryDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query HistoryPage($after: String) {\n    viewer {\n      events(first: 100, after: $after) {\n        nodes {\n          __typename\n          id\n          image {\n            id\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').HistoryPageDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query OwnHistory($first: Int, $before: String) {\n    viewer {\n      events(first: $first, before: $before) {\n        nodes {\n          __typename\n          id\n          image {\n            id\n            title\n          }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').OwnHistoryDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ImageById($id: ID!) {\n    image(id: $id) {\n      id\n      status\n      progress\n      failure {\n        code\n        message\n      }\n      warnings {\n        code\n      }\n      filename\n      title\n      tags\n      visibility\n      contentType\n      byteSize\n      sha256\n      width\n      height\n      frames\n      hasAlpha\n      durationSeconds\n      placeholder {\n        thumbhash\n        dataUri\n        dominantColor\n        url\n      }\n      variants {\n        id\n        name\n        format\n        status\n        width\n        height\n        byteSize\n        quality\n        url\n        failure {\n          code\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ImageByIdDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RenderVariants($input: RenderVariantsInput!) {\n    renderVariants(input: $input) {\n      variants {\n        id\n        name\n        format\n        status\n        url\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n"): typeof import('./graphql.ts').RenderVariantsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ImagesPage(\n    $first: Int\n    $after: String\n    $last: Int\n    $before: String\n    $filter: ImageFilter\n    $orderBy: ImageOrder\n  ) {\n    images(first: $first, after: $after, last: $last, before: $before, filter: $filter, orderBy: $orderBy) {\n      nodes {\n        id\n        filename\n        title\n      }\n      edges {\n        cursor\n        node {\n          id\n        }\n      }\n      totalCount {\n        value\n        isExact\n      }\n      pageInfo {\n        hasNextPage\n        hasPreviousPage\n        startCursor\n        endCursor\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ImagesPageDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateImage($input: UpdateImageInput!) {\n    updateImage(input: $input) {\n      image {\n        id\n        title\n        description\n        tags\n        namespace\n        visibility\n        focalPoint {\n          x\n          y\n        }\n        updatedAt\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"): typeof import('./graphql.ts').UpdateImageDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteImages($input: DeleteImagesInput!) {\n    deleteImages(input: $input) {\n      deletedIds\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"): typeof import('./graphql.ts').DeleteImagesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation PurgeImages($input: PurgeImagesInput!) {\n    purgeImages(input: $input) {\n      purgedIds\n      userErrors {\n        code\n        field\n      }\n    }\n  }\n"): typeof import('./graphql.ts').PurgeImagesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query NodeById($id: ID!) {\n    node(id: $id) {\n      __typename\n      id\n    }\n  }\n"): typeof import('./graphql.ts').NodeByIdDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query NodesById($ids: [ID!]!) {\n    nodes(ids: $ids) {\n      __typename\n      id\n    }\n  }\n"): typeof import('./graphql.ts').NodesByIdDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ShareImage($input: ShareImageInput!) {\n    shareImage(input: $input) {\n      share {\n        id\n        image {\n          id\n        }\n        recipientId\n        url\n        token\n        expiresAt\n        maxViews\n        viewCount\n        maxWidth\n        allowOriginal\n        revokedAt\n        createdAt\n      }\n      userErrors {\n        code\n        field\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ShareImageDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RevokeShare($input: RevokeShareInput!) {\n    revokeShare(input: $input) {\n      share {\n        id\n        viewCount\n        revokedAt\n      }\n      userErrors {\n        code\n      }\n    }\n  }\n"): typeof import('./graphql.ts').RevokeShareDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SharedImage($token: String!) {\n    sharedImage(token: $token) {\n      id\n      title\n      variants {\n        name\n        format\n        width\n        url\n      }\n      rendition(transform: { width: 320, format: WEBP }) {\n        url\n        width\n        expiresAt\n      }\n      original {\n        url\n      }\n      shares {\n        nodes {\n          id\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').SharedImageDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SharedWithMe($first: Int, $after: String) {\n    viewer {\n      sharedWithMe(first: $first, after: $after) {\n        nodes {\n          id\n          variant(name: \"thumb\", format: WEBP) {\n            url\n          }\n          original {\n            url\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').SharedWithMeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SharesOfImage($id: ID!, $first: Int, $after: String) {\n    image(id: $id) {\n      shares(first: $first, after: $after) {\n        nodes {\n          id\n          recipientId\n          url\n          token\n          viewCount\n          revokedAt\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').SharesOfImageDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UploadImage($input: UploadImageInput!) {\n    uploadImage(input: $input) {\n      image {\n        id\n        status\n        filename\n        contentType\n        byteSize\n        sha256\n        width\n        height\n        frames\n        hasAlpha\n        visibility\n      }\n      upload {\n        id\n        status\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"): typeof import('./graphql.ts').UploadImageDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query UploadById($id: ID!) {\n    upload(id: $id) {\n      id\n      status\n      receivedBytes\n      byteSize\n      createdAt\n      failure {\n        code\n      }\n      image {\n        id\n      }\n    }\n  }\n"): typeof import('./graphql.ts').UploadByIdDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ViewerUploads($first: Int, $after: String, $status: [UploadStatus!]) {\n    viewer {\n      uploads(first: $first, after: $after, status: $status) {\n        edges {\n          cursor\n          node {\n            id\n            status\n            image {\n              id\n            }\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ViewerUploadsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Profiles {\n    profiles {\n      name\n      kind\n      allowedContentTypes\n      maxBytes\n      maxPixels\n      minWidth\n      minHeight\n      variants {\n        name\n        width\n        height\n        fit\n        formats\n        required\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ProfilesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateUpload($input: CreateUploadInput!) {\n    createUpload(input: $input) {\n      upload {\n        id\n        status\n        expiresAt\n      }\n      target {\n        expiresAt\n        single {\n          ...Request\n        }\n        multipart {\n          uploadId\n          partSize\n          partCount\n          parts {\n            partNumber\n            request {\n              ...Request\n            }\n          }\n        }\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n\n  fragment Request on SignedRequest {\n    method\n    url\n    headers {\n      name\n      value\n    }\n    expiresAt\n  }\n"): typeof import('./graphql.ts').CreateUploadDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SignUploadParts($input: SignUploadPartsInput!) {\n    signUploadParts(input: $input) {\n      stored {\n        partNumber\n        etag\n        byteSize\n      }\n      parts {\n        partNumber\n        request {\n          method\n          url\n          headers {\n            name\n            value\n          }\n        }\n      }\n      userErrors {\n        code\n      }\n    }\n  }\n"): typeof import('./graphql.ts').SignUploadPartsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CompleteUpload($input: CompleteUploadInput!) {\n    completeUpload(input: $input) {\n      image {\n        id\n        status\n        sha256\n        title\n      }\n      upload {\n        id\n        status\n        receivedBytes\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n"): typeof import('./graphql.ts').CompleteUploadDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AbortUpload($input: AbortUploadInput!) {\n    abortUpload(input: $input) {\n      upload {\n        id\n        status\n      }\n      userErrors {\n        code\n      }\n    }\n  }\n"): typeof import('./graphql.ts').AbortUploadDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ImportImage($input: ImportImageInput!) {\n    importImage(input: $input) {\n      upload {\n        id\n        status\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ImportImageDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription UploadEvents($uploadId: ID!) {\n    uploadEvents(uploadId: $uploadId) {\n      __typename\n      id\n      occurredAt\n      upload {\n        id\n        status\n        receivedBytes\n        byteSize\n        image {\n          id\n        }\n      }\n      ... on UploadFailed {\n        failure {\n          code\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').UploadEventsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateWebhookEndpoint($input: CreateWebhookEndpointInput!) {\n    createWebhookEndpoint(input: $input) {\n      endpoint {\n        id\n        ownerId\n        url\n        description\n        events\n        enabled\n      }\n      secret\n      userErrors {\n        code\n        field\n      }\n    }\n  }\n"): typeof import('./graphql.ts').CreateWebhookEndpointDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateWebhookEndpoint($input: UpdateWebhookEndpointInput!) {\n    updateWebhookEndpoint(input: $input) {\n      endpoint {\n        id\n        url\n        events\n        description\n        enabled\n        disabledAt\n        disabledReason\n      }\n      userErrors {\n        code\n      }\n    }\n  }\n"): typeof import('./graphql.ts').UpdateWebhookEndpointDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteWebhookEndpoint($input: DeleteWebhookEndpointInput!) {\n    deleteWebhookEndpoint(input: $input) {\n      deletedId\n      userErrors {\n        code\n      }\n    }\n  }\n"): typeof import('./graphql.ts').DeleteWebhookEndpointDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RotateWebhookSecret($input: RotateWebhookSecretInput!) {\n    rotateWebhookSecret(input: $input) {\n      endpoint {\n        id\n        olderSecretsUntil\n      }\n      secret\n      userErrors {\n        code\n      }\n    }\n  }\n"): typeof import('./graphql.ts').RotateWebhookSecretDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation PingWebhookEndpoint($input: PingWebhookEndpointInput!) {\n    pingWebhookEndpoint(input: $input) {\n      delivery {\n        id\n        webhookId\n        type\n      }\n      userErrors {\n        code\n      }\n    }\n  }\n"): typeof import('./graphql.ts').PingWebhookEndpointDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ReplayWebhookDelivery($input: ReplayWebhookDeliveryInput!) {\n    replayWebhookDelivery(input: $input) {\n      delivery {\n        id\n        webhookId\n      }\n      userErrors {\n        code\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ReplayWebhookDeliveryDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ReplayWebhookDeliveries($input: ReplayWebhookDeliveriesInput!) {\n    replayWebhookDeliveries(input: $input) {\n      endpoint {\n        id\n      }\n      count\n      next\n      userErrors {\n        code\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ReplayWebhookDeliveriesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query WebhookEndpointById($id: ID!) {\n    node(id: $id) {\n      ... on WebhookEndpoint {\n        id\n        enabled\n        disabledReason\n        failingSince\n        deliveries {\n          nodes {\n            id\n            webhookId\n            type\n            status\n            body\n            nextAttemptAt\n            settledAt\n            attempts {\n              startedAt\n              durationMs\n              status\n              answer\n              failure {\n                code\n              }\n            }\n          }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').WebhookEndpointByIdDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query WebhookEndpoints($first: Int, $after: String) {\n    viewer {\n      webhookEndpoints(first: $first, after: $after) {\n        nodes {\n          id\n          enabled\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').WebhookEndpointsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ShortLived($id: ID!) {\n    image(id: $id) {\n      variant(name: \"thumb\", format: WEBP) {\n        url(expiresIn: 2)\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ShortLivedDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query OriginalUrl($id: ID!) {\n    image(id: $id) {\n      original {\n        url\n      }\n    }\n  }\n"): typeof import('./graphql.ts').OriginalUrlDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UploadByLibrary($input: UploadImageInput!) {\n    uploadImage(input: $input) {\n      image {\n        id\n        title\n      }\n    }\n  }\n"): typeof import('./graphql.ts').UploadByLibraryDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query NodesByLibrary($first: Int, $after: String, $filter: ImageFilter) {\n    images(first: $first, after: $after, filter: $filter) {\n      nodes {\n        id\n        title\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n"): typeof import('./graphql.ts').NodesByLibraryDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query EdgesByLibrary($filter: ImageFilter) {\n    images(filter: $filter) {\n      edges {\n        node {\n          id\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').EdgesByLibraryDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query VariantByName($id: ID!, $name: String!, $format: ImageFormat) {\n    image(id: $id) {\n      variant(name: $name, format: $format) {\n        id\n        name\n        format\n        processingMs\n        readyAt\n        image {\n          id\n        }\n      }\n      variants(status: [READY]) {\n        id\n      }\n      profile {\n        name\n      }\n      ownerId\n    }\n  }\n"): typeof import('./graphql.ts').VariantByNameDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Metadata($id: ID!) {\n    image(id: $id) {\n      metadata {\n        cameraMake\n        cameraModel\n        lens\n        takenAt\n        exposureTime\n        fNumber\n        iso\n        focalLength\n        flash\n        orientation\n        colorSpace\n        density\n      }\n      placeholder {\n        dataUri\n      }\n      original {\n        url\n      }\n    }\n  }\n"): typeof import('./graphql.ts').MetadataDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UploadThree($one: UploadImageInput!, $two: UploadImageInput!, $three: UploadImageInput!) {\n    one: uploadImage(input: $one) {\n      image {\n        id\n        filename\n        byteSize\n      }\n      userErrors {\n        code\n      }\n    }\n    two: uploadImage(input: $two) {\n      image {\n        id\n        filename\n        byteSize\n      }\n      userErrors {\n        code\n      }\n    }\n    three: uploadImage(input: $three) {\n      image {\n        id\n        filename\n        byteSize\n      }\n      userErrors {\n        code\n      }\n    }\n  }\n"): typeof import('./graphql.ts').UploadThreeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UploadTwice($file: Upload!) {\n    one: uploadImage(input: { file: $file, title: \"one\" }) {\n      image {\n        id\n        sha256\n      }\n    }\n    two: uploadImage(input: { file: $file, title: \"two\" }) {\n      image {\n        id\n        sha256\n      }\n    }\n  }\n"): typeof import('./graphql.ts').UploadTwiceDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
