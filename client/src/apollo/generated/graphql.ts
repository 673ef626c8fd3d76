/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** The colours that an output can have. */
export type ColorSpace =
  /** Half as many again, where the image has more than sRGB; else the output is in sRGB. */
  | 'DISPLAY_P3'
  /** Those that every screen shows. */
  | 'SRGB';

/** How an image is brought into a box. */
export type Fit =
  /** Fits into the box and pads to its size with the background. */
  | 'CONTAIN'
  /** Fills the box and crops what stands out. */
  | 'COVER'
  /** Takes the size of the box exactly, distorting the image. */
  | 'FILL'
  /** Fits into the box; the shorter side is as it falls. */
  | 'INSIDE';

/** What a crop keeps, or where a padded picture lies. */
export type Gravity =
  /** What the eye is drawn to: faces, colours, contrast. */
  | 'ATTENTION'
  /** The middle. */
  | 'CENTER'
  /** The right. */
  | 'EAST'
  /** Where most happens. */
  | 'ENTROPY'
  /** The point that its owner set with `updateImage`; without one the middle. */
  | 'FOCAL_POINT'
  /** The top. */
  | 'NORTH'
  /** The top right. */
  | 'NORTH_EAST'
  /** The top left. */
  | 'NORTH_WEST'
  /** The bottom. */
  | 'SOUTH'
  /** The bottom right. */
  | 'SOUTH_EAST'
  /** The bottom left. */
  | 'SOUTH_WEST'
  /** The left. */
  | 'WEST';

/** What to be told of; everything that is left out is not asked for. */
export type ImageEventFilter = {
  /** Of images of this group. */
  readonly namespace?: string | null | undefined;
  /** Of images that carry all of these tags; at most 50. */
  readonly tags?: ReadonlyArray<string> | null | undefined;
  /** Any of these. An ImageSnapshot comes in any case. */
  readonly types?: ReadonlyArray<ImageEventKind> | null | undefined;
};

/** What can happen to an image. */
export type ImageEventKind =
  /** ImageDeleted: the image is gone. */
  | 'IMAGE_DELETED'
  /** ImageFailed: a required variant cannot be made. */
  | 'IMAGE_FAILED'
  /** ImageReady: every required variant is there. */
  | 'IMAGE_READY'
  /** ImageUpdated: what is said about the image has changed. */
  | 'IMAGE_UPDATED'
  /** ImageUploaded: an upload was accepted. */
  | 'IMAGE_UPLOADED'
  /** VariantFailed: a variant cannot be made. */
  | 'VARIANT_FAILED'
  /** VariantReady: a variant can be fetched. */
  | 'VARIANT_READY';

/** A format of renditions. */
export type ImageFormat =
  /** The best that the client takes and the image deserves, decided at each request. */
  | 'AUTO'
  /** image/avif: the smallest, with transparency. */
  | 'AVIF'
  /** image/gif: animation for old readers. */
  | 'GIF'
  /** image/heic: written where heif-enc is installed, else HEIC_UNAVAILABLE. */
  | 'HEIC'
  /** image/jpeg: read everywhere, without transparency. */
  | 'JPEG'
  /** image/png: without loss, with transparency. */
  | 'PNG'
  /** image/webp: smaller, with transparency and animation. */
  | 'WEBP';

/** How far an image is. */
export type ImageStatus =
  /** A required variant cannot be made; `failure` says why. */
  | 'FAILED'
  /** Required variants are still being made. */
  | 'PROCESSING'
  /** Every required variant is there. */
  | 'READY';

/** How wide an image is shown. */
export type ResponsiveLayout =
  /** As wide as is asked for, or as the window where that is narrower. */
  | 'CONSTRAINED'
  /** As wide as is asked for, on every screen: one for each density. */
  | 'FIXED'
  /** As wide as the window. */
  | 'FULL_WIDTH';

/** What is asked of an image. Nothing is enlarged, unless the fit is FILL. */
export type TransformInput = {
  /** The SSIM that the smallest acceptable quality is searched for, such as 0.99. */
  readonly autoQuality?: number | null | undefined;
  /** RRGGBB, behind transparent pixels and padding, in every format. */
  readonly background?: string | null | undefined;
  /** Standard deviation of a Gauss in pixels, 0.3 to 100. */
  readonly blur?: number | null | undefined;
  /** DISPLAY_P3 keeps colours beyond sRGB; not for GIF. Default: that of the preset, or SRGB. */
  readonly colorSpace?: ColorSpace | null | undefined;
  /** What both sides are multiplied by, 1 to 8. */
  readonly dpr?: number | null | undefined;
  /** With both sides COVER, else INSIDE. */
  readonly fit?: Fit | null | undefined;
  /** Top to bottom, after it was turned. */
  readonly flip?: boolean | null | undefined;
  /** Left to right, after it was turned. */
  readonly flop?: boolean | null | undefined;
  /** Default: AUTO. */
  readonly format?: ImageFormat | null | undefined;
  /** What a crop keeps. Default: CENTER. */
  readonly gravity?: Gravity | null | undefined;
  /** Brightness alone. */
  readonly grayscale?: boolean | null | undefined;
  /** Pixels, 1 to 8192; without a side the size of the image. */
  readonly height?: number | null | undefined;
  /** The name of a variant of the profile, which brings its size, fit, gravity and quality. */
  readonly preset?: string | null | undefined;
  /** 1 to 100; excludes autoQuality. */
  readonly quality?: number | null | undefined;
  /** Degrees clockwise: 0, 90, 180 or 270. */
  readonly rotate?: number | null | undefined;
  /** Width of the edges in pixels, 0.3 to 10. */
  readonly sharpen?: number | null | undefined;
  /** The first frame of an animation alone. */
  readonly still?: boolean | null | undefined;
  /** Pixels, 1 to 8192; without a side the size of the image. */
  readonly width?: number | null | undefined;
};

/** How far a variant is. */
export type VariantStatus =
  /** It cannot be made; `failure` says why. */
  | 'FAILED'
  /** Nobody works on it yet. */
  | 'PENDING'
  /** It is being made. */
  | 'PROCESSING'
  /** It can be fetched. */
  | 'READY';

/** Who may see an image. */
export type Visibility =
  /** The owner, whoever holds a signed URL, and those with whom it is shared. */
  | 'PRIVATE'
  /** Everybody who knows the id; variants need no signature. */
  | 'PUBLIC';

export type DarkroomResponsiveFragment = { readonly src: string, readonly srcSet: string, readonly sizes: string, readonly width: number, readonly height: number, readonly expiresAt: string | null, readonly sources: ReadonlyArray<{ readonly type: string, readonly srcSet: string, readonly sizes: string }>, readonly placeholder: { readonly dataUri: string, readonly dominantColor: string } | null };

export type DarkroomImageFieldsFragment = { readonly id: string, readonly status: ImageStatus, readonly progress: number, readonly filename: string, readonly title: string | null, readonly description: string | null, readonly tags: ReadonlyArray<string>, readonly namespace: string | null, readonly visibility: Visibility, readonly contentType: string, readonly width: number, readonly height: number, readonly createdAt: string, readonly updatedAt: string, readonly failure: { readonly code: string, readonly message: string } | null };

export type DarkroomImageQueryVariables = Exact<{
  id: string;
  transform?: TransformInput | null | undefined;
  layout?: ResponsiveLayout | null | undefined;
  sizes?: string | null | undefined;
  expiresIn?: number | null | undefined;
}>;


export type DarkroomImageQuery = { readonly image: { readonly id: string, readonly status: ImageStatus, readonly progress: number, readonly filename: string, readonly title: string | null, readonly description: string | null, readonly tags: ReadonlyArray<string>, readonly namespace: string | null, readonly visibility: Visibility, readonly contentType: string, readonly width: number, readonly height: number, readonly createdAt: string, readonly updatedAt: string, readonly responsive: { readonly src: string, readonly srcSet: string, readonly sizes: string, readonly width: number, readonly height: number, readonly expiresAt: string | null, readonly sources: ReadonlyArray<{ readonly type: string, readonly srcSet: string, readonly sizes: string }>, readonly placeholder: { readonly dataUri: string, readonly dominantColor: string } | null }, readonly failure: { readonly code: string, readonly message: string } | null } | null };

export type DarkroomImageEventsSubscriptionVariables = Exact<{
  imageIds?: ReadonlyArray<string> | string | null | undefined;
  after?: string | null | undefined;
  filter?: ImageEventFilter | null | undefined;
}>;


export type DarkroomImageEventsSubscription = { readonly imageEvents:
    | { readonly __typename: 'ImageDeleted', readonly id: string, readonly occurredAt: string, readonly image: { readonly id: string, readonly status: ImageStatus, readonly progress: number, readonly filename: string, readonly title: string | null, readonly description: string | null, readonly tags: ReadonlyArray<string>, readonly namespace: string | null, readonly visibility: Visibility, readonly contentType: string, readonly width: number, readonly height: number, readonly createdAt: string, readonly updatedAt: string, readonly failure: { readonly code: string, readonly message: string } | null } }
    | { readonly __typename: 'ImageFailed', readonly id: string, readonly occurredAt: string, readonly failure: { readonly code: string, readonly message: string }, readonly image: { readonly id: string, readonly status: ImageStatus, readonly progress: number, readonly filename: string, readonly title: string | null, readonly description: string | null, readonly tags: ReadonlyArray<string>, readonly namespace: string | null, readonly visibility: Visibility, readonly contentType: string, readonly width: number, readonly height: number, readonly createdAt: string, readonly updatedAt: string, readonly failure: { readonly code: string, readonly message: string } | null } }
    | { readonly __typename: 'ImageReady', readonly id: string, readonly occurredAt: string, readonly image: { readonly id: string, readonly status: ImageStatus, readonly progress: number, readonly filename: string, readonly title: string | null, readonly description: string | null, readonly tags: ReadonlyArray<string>, readonly namespace: string | null, readonly visibility: Visibility, readonly contentType: string, readonly width: number, readonly height: number, readonly createdAt: string, readonly updatedAt: string, readonly failure: { readonly code: string, readonly message: string } | null } }
    | { readonly __typename: 'ImageSnapshot', readonly id: string, readonly occurredAt: string, readonly image: { readonly id: string, readonly status: ImageStatus, readonly progress: number, readonly filename: string, readonly title: string | null, readonly description: string | null, readonly tags: ReadonlyArray<string>, readonly namespace: string | null, readonly visibility: Visibility, readonly contentType: string, readonly width: number, readonly height: number, readonly createdAt: string, readonly updatedAt: string, readonly failure: { readonly code: string, readonly message: string } | null } }
    | { readonly __typename: 'ImageUpdated', readonly id: string, readonly occurredAt: string, readonly image: { readonly id: string, readonly status: ImageStatus, readonly progress: number, readonly filename: string, readonly title: string | null, readonly description: string | null, readonly tags: ReadonlyArray<string>, readonly namespace: string | null, readonly visibility: Visibility, readonly contentType: string, readonly width: number, readonly height: number, readonly createdAt: string, readonly updatedAt: string, readonly failure: { readonly code: string, readonly message: string } | null } }
    | { readonly __typename: 'ImageUploaded', readonly id: string, readonly occurredAt: string, readonly image: { readonly id: string, readonly status: ImageStatus, readonly progress: number, readonly filename: string, readonly title: string | null, readonly description: string | null, readonly tags: ReadonlyArray<string>, readonly namespace: string | null, readonly visibility: Visibility, readonly contentType: string, readonly width: number, readonly height: number, readonly createdAt: string, readonly updatedAt: string, readonly failure: { readonly code: string, readonly message: string } | null } }
    | { readonly __typename: 'VariantFailed', readonly id: string, readonly occurredAt: string, readonly variant: { readonly id: string, readonly name: string, readonly format: ImageFormat, readonly status: VariantStatus }, readonly failure: { readonly code: string, readonly message: string }, readonly image: { readonly id: string, readonly status: ImageStatus, readonly progress: number, readonly filename: string, readonly title: string | null, readonly description: string | null, readonly tags: ReadonlyArray<string>, readonly namespace: string | null, readonly visibility: Visibility, readonly contentType: string, readonly width: number, readonly height: number, readonly createdAt: string, readonly updatedAt: string, readonly failure: { readonly code: string, readonly message: string } | null } }
    | { readonly __typename: 'VariantReady', readonly id: string, readonly occurredAt: string, readonly variant: { readonly id: string, readonly name: string, readonly format: ImageFormat, readonly status: VariantStatus, readonly width: number | null, readonly height: number | null, readonly url: string | null }, readonly image: { readonly id: string, readonly status: ImageStatus, readonly progress: number, readonly filename: string, readonly title: string | null, readonly description: string | null, readonly tags: ReadonlyArray<string>, readonly namespace: string | null, readonly visibility: Visibility, readonly contentType: string, readonly width: number, readonly height: number, readonly createdAt: string, readonly updatedAt: string, readonly failure: { readonly code: string, readonly message: string } | null } }
   };

export const DarkroomResponsiveFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DarkroomResponsive"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ResponsiveImage"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"src"}},{"kind":"Field","name":{"kind":"Name","value":"srcSet"}},{"kind":"Field","name":{"kind":"Name","value":"sizes"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"sources"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"srcSet"}},{"kind":"Field","name":{"kind":"Name","value":"sizes"}}]}},{"kind":"Field","name":{"kind":"Name","value":"placeholder"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"dataUri"}},{"kind":"Field","name":{"kind":"Name","value":"dominantColor"}}]}}]}}]} as unknown as DocumentNode<DarkroomResponsiveFragment, unknown>;
export const DarkroomImageFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DarkroomImageFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Image"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"filename"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"namespace"}},{"kind":"Field","name":{"kind":"Name","value":"visibility"}},{"kind":"Field","name":{"kind":"Name","value":"contentType"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<DarkroomImageFieldsFragment, unknown>;
export const DarkroomImageDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"DarkroomImage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"transform"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"TransformInput"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"layout"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ResponsiveLayout"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"sizes"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"expiresIn"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"image"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"DarkroomImageFields"}},{"kind":"Field","name":{"kind":"Name","value":"responsive"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"transform"},"value":{"kind":"Variable","name":{"kind":"Name","value":"transform"}}},{"kind":"Argument","name":{"kind":"Name","value":"layout"},"value":{"kind":"Variable","name":{"kind":"Name","value":"layout"}}},{"kind":"Argument","name":{"kind":"Name","value":"sizes"},"value":{"kind":"Variable","name":{"kind":"Name","value":"sizes"}}},{"kind":"Argument","name":{"kind":"Name","value":"expiresIn"},"value":{"kind":"Variable","name":{"kind":"Name","value":"expiresIn"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"DarkroomResponsive"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DarkroomResponsive"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ResponsiveImage"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"src"}},{"kind":"Field","name":{"kind":"Name","value":"srcSet"}},{"kind":"Field","name":{"kind":"Name","value":"sizes"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"sources"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"srcSet"}},{"kind":"Field","name":{"kind":"Name","value":"sizes"}}]}},{"kind":"Field","name":{"kind":"Name","value":"placeholder"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"dataUri"}},{"kind":"Field","name":{"kind":"Name","value":"dominantColor"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DarkroomImageFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Image"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"filename"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"namespace"}},{"kind":"Field","name":{"kind":"Name","value":"visibility"}},{"kind":"Field","name":{"kind":"Name","value":"contentType"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<DarkroomImageQuery, DarkroomImageQueryVariables>;
export const DarkroomImageEventsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"DarkroomImageEvents"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"imageIds"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ImageEventFilter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"imageEvents"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"imageIds"},"value":{"kind":"Variable","name":{"kind":"Name","value":"imageIds"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"occurredAt"}},{"kind":"Field","name":{"kind":"Name","value":"image"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"DarkroomImageFields"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VariantReady"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"variant"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"format"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"url"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VariantFailed"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"variant"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"format"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ImageFailed"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DarkroomImageFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Image"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"filename"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"namespace"}},{"kind":"Field","name":{"kind":"Name","value":"visibility"}},{"kind":"Field","name":{"kind":"Name","value":"contentType"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<DarkroomImageEventsSubscription, DarkroomImageEventsSubscriptionVariables>;