/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Which upload to give up. */
export type AbortUploadInput = {
  /** The upload. */
  readonly uploadId: string;
};

/** What a key may do. */
export type ApiKeyScope =
  /** Everything, for every owner. */
  | 'ADMIN'
  /** Change, share and delete images, make and revoke keys. */
  | 'MANAGE'
  /** See the owner’s images, and what is shared with the owner. */
  | 'READ'
  /** Add images. */
  | 'UPLOAD';

/** What was done. */
export type AuditAction =
  /** A key was made; the detail names it, its owner and its scopes. */
  | 'API_KEY_CREATED'
  /** A key was ended; the detail names it. */
  | 'API_KEY_REVOKED'
  /** A reprocessing was cancelled; the detail names the batch. */
  | 'BATCH_CANCELLED'
  /** Work on images was asked for by renderVariants, reprocessImage or reprocessImages; the detail names the batch. */
  | 'BATCH_STARTED'
  /** An image was deleted. */
  | 'IMAGE_DELETED'
  /** The CDN was told to forget an image that stays. */
  | 'IMAGE_PURGED'
  /** What is said about an image was changed; the detail names the fields. */
  | 'IMAGE_UPDATED'
  /** An upload became an image. */
  | 'IMAGE_UPLOADED'
  /** An image was shared; the detail names the share, and with whom. */
  | 'SHARE_CREATED'
  /** A share was ended; the detail names it. */
  | 'SHARE_REVOKED'
  /** A browser was signed in by a link; the detail names the session. */
  | 'SIGNED_IN'
  /** A browser was signed out; the detail names the session. */
  | 'SIGNED_OUT'
  /** signImageUrl handed out a URL that needs no key; the detail says of what. Fields that hold URLs leave no entry. */
  | 'URL_SIGNED'
  /** Webhooks were sent once more; the detail says which. */
  | 'WEBHOOKS_REPLAYED'
  /** A webhook endpoint was made; the detail names it. */
  | 'WEBHOOK_ENDPOINT_CREATED'
  /** A webhook endpoint was deleted; the detail names it. */
  | 'WEBHOOK_ENDPOINT_DELETED'
  /** Darkroom itself disabled a webhook endpoint; the detail names it and says why. The actor is `darkroom`, without a key. */
  | 'WEBHOOK_ENDPOINT_DISABLED'
  /** A webhook endpoint was changed; the detail names it and what was changed. */
  | 'WEBHOOK_ENDPOINT_UPDATED'
  /** A webhook endpoint got a new secret; the detail names it. */
  | 'WEBHOOK_SECRET_ROTATED';

/** Every condition that is given must hold. */
export type AuditFilter = {
  /** Any of these. */
  readonly action?: ReadonlyArray<AuditAction> | null | undefined;
  /** Done by this subject. */
  readonly actorId?: string | null | undefined;
  /** Done after this time, exclusively. */
  readonly after?: string | null | undefined;
  /** Done before this time, exclusively. */
  readonly before?: string | null | undefined;
  /** Done to this image. */
  readonly imageId?: string | null | undefined;
  /** Done to what this subject owns. */
  readonly ownerId?: string | null | undefined;
};

/** What is done with the images. */
export type BatchKind =
  /** Outputs are made of them: renderVariants. */
  | 'RENDER'
  /** They are brought to their profiles: reprocessImage, reprocessImages. */
  | 'REPROCESS';

/** How far a batch is. */
export type BatchStatus =
  /** It was ended before; what was done by then stays. */
  | 'CANCELLED'
  /** All of its images are done, also where some have failed. */
  | 'READY'
  /** Some of its images are still to be done. */
  | 'RUNNING';

/** Which batch to cancel. */
export type CancelBatchInput = {
  /** A batch of reprocessImage or reprocessImages. */
  readonly id: string;
};

/** The colours that an output can have. */
export type ColorSpace =
  /** Half as many again, where the image has more than sRGB; else the output is in sRGB. */
  | 'DISPLAY_P3'
  /** Those that every screen shows. */
  | 'SRGB';

/** An upload whose bytes have all been sent. */
export type CompleteUploadInput = {
  /** All parts. Default: what the store has. */
  readonly parts?: ReadonlyArray<UploadedPartInput> | null | undefined;
  /** In hexadecimal; the upload is refused when it differs. */
  readonly sha256?: string | null | undefined;
  /** The upload. */
  readonly uploadId: string;
};

/** What the new key is for. */
export type CreateApiKeyInput = {
  /** Seconds; absent: the key does not expire. */
  readonly expiresIn?: number | null | undefined;
  /** For people, 1 to 100 characters. */
  readonly name: string;
  /** The subject to act for: admins only. */
  readonly ownerId?: string | null | undefined;
  /** Only scopes that the viewer holds. */
  readonly scopes: ReadonlyArray<ApiKeyScope>;
};

/** A file that is going to be sent, and what is said about it. */
export type CreateUploadInput = {
  /** Its exact size in bytes. */
  readonly byteSize: number;
  /** What it is, such as image/jpeg; the content must agree. */
  readonly contentType: string;
  /** At most 5,000 characters. */
  readonly description?: string | null | undefined;
  /** What the file is called. */
  readonly filename: string;
  /** Any text of up to 255 visible ASCII characters, such as a UUID. The same key with the same input has the result of the first request. */
  readonly idempotencyKey?: string | null | undefined;
  /** A group of images: a–z, 0–9, _ and -, up to 64. */
  readonly namespace?: string | null | undefined;
  /** What to make at once beside the variants of the profile, each as geometry(-option)*.ending: x300.jpg, w800-q70.webp. At most 20. */
  readonly outputs?: ReadonlyArray<string> | null | undefined;
  /** The rules to apply. Default: the profile named default. */
  readonly profile?: string | null | undefined;
  /** In hexadecimal; the upload is refused when it differs. */
  readonly sha256?: string | null | undefined;
  /** Default: AUTO. */
  readonly strategy?: UploadStrategy | null | undefined;
  /** At most 50 of 64 characters each. */
  readonly tags?: ReadonlyArray<string> | null | undefined;
  /** At most 200 characters. */
  readonly title?: string | null | undefined;
  /** Default: PRIVATE. */
  readonly visibility?: Visibility | null | undefined;
};

/** Where to send what. */
export type CreateWebhookEndpointInput = {
  /** For people, 1 to 255 characters. */
  readonly description?: string | null | undefined;
  /** What to send. Default: everything. */
  readonly events?: ReadonlyArray<WebhookEvent> | null | undefined;
  /** Whose images it is told of: admins only. */
  readonly ownerId?: string | null | undefined;
  /** Where to send it: https, on a public address, at most 2,048 characters. */
  readonly url: string;
};

/** Which images to delete. */
export type DeleteImagesInput = {
  /** 1 to 250 images; all are deleted or none. */
  readonly ids: ReadonlyArray<string>;
};

/** Which endpoint to delete. */
export type DeleteWebhookEndpointInput = {
  /** The endpoint to delete. */
  readonly id: string;
};

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

/** A point of the image, as shares of its sides. */
export type FocalPointInput = {
  /** 0 (left) to 1 (right). */
  readonly x: number;
  /** 0 (top) to 1 (bottom). */
  readonly y: number;
};

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

/** Every condition that is given must hold. */
export type ImageFilter = {
  /** Any of these media types. */
  readonly contentType?: ReadonlyArray<string> | null | undefined;
  /** Images made after this time, exclusively. */
  readonly createdAfter?: string | null | undefined;
  /** Images made before this time, exclusively. */
  readonly createdBefore?: string | null | undefined;
  /** Images of this group. */
  readonly namespace?: string | null | undefined;
  /** Another owner’s images: admins only. */
  readonly ownerId?: string | null | undefined;
  /** Beginnings of words in title, description, file name and tags; all must be found. */
  readonly query?: string | null | undefined;
  /** Images in any of these states. */
  readonly status?: ReadonlyArray<ImageStatus> | null | undefined;
  /** Images that carry all of these tags. */
  readonly tags?: ReadonlyArray<string> | null | undefined;
  /** Only public or only private images. */
  readonly visibility?: Visibility | null | undefined;
};

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

/** Default: the newest first. */
export type ImageOrder = {
  /** Which end comes first. */
  readonly direction: OrderDirection;
  /** What to sort by. */
  readonly field: ImageOrderField;
};

/** What a list is sorted by. */
export type ImageOrderField =
  /** Bytes of the original. */
  | 'BYTE_SIZE'
  /** When the upload was accepted. */
  | 'CREATED_AT'
  /** The name of the uploaded file. */
  | 'FILENAME'
  /** When it last changed. */
  | 'UPDATED_AT';

/** How far an image is. */
export type ImageStatus =
  /** A required variant cannot be made; `failure` says why. */
  | 'FAILED'
  /** Required variants are still being made. */
  | 'PROCESSING'
  /** Every required variant is there. */
  | 'READY';

/** Where a file is, and what is said about it. */
export type ImportImageInput = {
  /** At most 5,000 characters. */
  readonly description?: string | null | undefined;
  /** Any text of up to 255 visible ASCII characters, such as a UUID. The same key with the same input has the result of the first request. */
  readonly idempotencyKey?: string | null | undefined;
  /** A group of images: a–z, 0–9, _ and -, up to 64. */
  readonly namespace?: string | null | undefined;
  /** What to make at once beside the variants of the profile, each as geometry(-option)*.ending: x300.jpg, w800-q70.webp. At most 20. */
  readonly outputs?: ReadonlyArray<string> | null | undefined;
  /** The rules to apply. Default: the profile named default. */
  readonly profile?: string | null | undefined;
  /** At most 50 of 64 characters each. */
  readonly tags?: ReadonlyArray<string> | null | undefined;
  /** At most 200 characters. */
  readonly title?: string | null | undefined;
  /** http or https, public, without user name and password. */
  readonly url: string;
  /** Default: PRIVATE. */
  readonly visibility?: Visibility | null | undefined;
};

/** What a profile is for. */
export type MediaKind =
  /** Pictures, still or animated. */
  | 'IMAGE'
  /** Films. */
  | 'VIDEO';

/** Ascending or descending. */
export type OrderDirection =
  /** The smallest, oldest or first in the alphabet comes first. */
  | 'ASC'
  /** The largest, newest or last in the alphabet comes first. */
  | 'DESC';

/** Which endpoint to try. */
export type PingWebhookEndpointInput = {
  /** The endpoint. */
  readonly id: string;
};

/** Which images the CDN is to forget. */
export type PurgeImagesInput = {
  /** 1 to 250 images; all are purged or none. */
  readonly ids: ReadonlyArray<string>;
  /** Leaves their originals. Default: false. */
  readonly variantsOnly?: boolean | null | undefined;
};

/** What to make of which images. */
export type RenderVariantsInput = {
  /** 1 to 250 images. */
  readonly imageIds: ReadonlyArray<string>;
  /** 1 to 20, each as geometry(-option)*.ending: x300.jpg, w800-q70.webp, thumb-gray.png. */
  readonly outputs: ReadonlyArray<string>;
};

/** What to send to an endpoint once more. */
export type ReplayWebhookDeliveriesInput = {
  /** The endpoint. */
  readonly endpointId: string;
  /** Everything that its filter lets through and that happened since then, also what it was never sent. Events are kept for EVENT_RETENTION_DAYS. */
  readonly since: string;
  /** Leaves out what was accepted. Default: false. */
  readonly undeliveredOnly?: boolean | null | undefined;
};

/** Which delivery to send once more. */
export type ReplayWebhookDeliveryInput = {
  /** The delivery. */
  readonly id: string;
};

/** Which image to reprocess. */
export type ReprocessImageInput = {
  /** The image. */
  readonly id: string;
};

/** Which images to reprocess; nothing given: all of the viewer. */
export type ReprocessImagesInput = {
  /** Of every owner: admins only. Default: false. */
  readonly allOwners?: boolean | null | undefined;
  /** Images that it finds; default: all. */
  readonly filter?: ImageFilter | null | undefined;
  /** Images that came under this profile; default: any. */
  readonly profile?: string | null | undefined;
};

/** How wide an image is shown. */
export type ResponsiveLayout =
  /** As wide as is asked for, or as the window where that is narrower. */
  | 'CONSTRAINED'
  /** As wide as is asked for, on every screen: one for each density. */
  | 'FIXED'
  /** As wide as the window. */
  | 'FULL_WIDTH';

/** Which key to end. */
export type RevokeApiKeyInput = {
  /** The key to end. */
  readonly id: string;
};

/** Which share to end. */
export type RevokeShareInput = {
  /** The share to end. */
  readonly shareId: string;
};

/** What a subject is. */
export type Role =
  /** May see and change everything, for every owner. */
  | 'ADMIN'
  /** An owner of images. */
  | 'USER';

/** Which endpoint gets a new secret, and how soon. */
export type RotateWebhookSecretInput = {
  /** The endpoint. */
  readonly id: string;
  /** Seconds for which the older secrets sign as well, 0 to 604800. Default: a day. 0 where one has leaked. */
  readonly overlap?: number | null | undefined;
};

/** With whom to share an image, and how far. */
export type ShareImageInput = {
  /** Whether the uploaded bytes may be fetched, at any width, with what their metadata tell; needs READ. Default: false. */
  readonly allowOriginal?: boolean | null | undefined;
  /** Seconds; absent: until it is revoked. */
  readonly expiresIn?: number | null | undefined;
  /** The image. */
  readonly imageId: string;
  /** How often bytes may be fetched; absent: any number of times. */
  readonly maxViews?: number | null | undefined;
  /** How wide renditions may be, in pixels; absent: any. */
  readonly maxWidth?: number | null | undefined;
  /** The subject that may look; absent: whoever holds the link. */
  readonly recipientId?: string | null | undefined;
};

/** Which URL to hand out. */
export type SignImageUrlInput = {
  /** Seconds, up to 7 days, rounded up so that caches see the same URL again. */
  readonly expiresIn?: number | null | undefined;
  /** The image. */
  readonly imageId: string;
  /** The uploaded bytes; for the owner only. */
  readonly original?: boolean | null | undefined;
  /** Default: EXACT. */
  readonly scope?: SignatureScope | null | undefined;
  /** Which rendition. Excludes original. */
  readonly transform?: TransformInput | null | undefined;
};

/** Which parts of which upload. */
export type SignUploadPartsInput = {
  /** At most 1,000. Default: the first 100 of those that are missing. */
  readonly partNumbers?: ReadonlyArray<number> | null | undefined;
  /** The upload. */
  readonly uploadId: string;
};

/** What a signature is good for. */
export type SignatureScope =
  /** This one URL. */
  | 'EXACT'
  /** Every rendition of the image, such as those of a srcset: its parameters fit all of them. */
  | 'IMAGE';

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

/** What is absent stays as it is; null clears. */
export type UpdateImageInput = {
  /** At most 5,000 characters. */
  readonly description?: string | null | undefined;
  /** The point that crops keep in view. */
  readonly focalPoint?: FocalPointInput | null | undefined;
  /** The image to change. */
  readonly id: string;
  /** A group of images: a–z, 0–9, _ and -, up to 64. */
  readonly namespace?: string | null | undefined;
  /** At most 50 of 64 characters each. */
  readonly tags?: ReadonlyArray<string> | null | undefined;
  /** At most 200 characters. */
  readonly title?: string | null | undefined;
  /** Cannot be null. */
  readonly visibility?: Visibility | null | undefined;
};

/** What is absent stays as it is. */
export type UpdateWebhookEndpointInput = {
  /** For people, 1 to 255 characters; null: none. */
  readonly description?: string | null | undefined;
  /** Whether to send anything. What was waiting goes on when it is enabled again. */
  readonly enabled?: boolean | null | undefined;
  /** What to send from now on; null: everything. */
  readonly events?: ReadonlyArray<WebhookEvent> | null | undefined;
  /** The endpoint to change. */
  readonly id: string;
  /** Where to send from now on. */
  readonly url?: string | null | undefined;
};

/** One file, and what is said about it. */
export type UploadImageInput = {
  /** At most 5,000 characters. */
  readonly description?: string | null | undefined;
  /** A file of the GraphQL multipart request specification. */
  readonly file: Blob;
  /** Any text of up to 255 visible ASCII characters, such as a UUID. The same key with the same input has the result of the first request. */
  readonly idempotencyKey?: string | null | undefined;
  /** A group of images: a–z, 0–9, _ and -, up to 64. */
  readonly namespace?: string | null | undefined;
  /** What to make at once beside the variants of the profile, each as geometry(-option)*.ending: x300.jpg, w800-q70.webp. At most 20. */
  readonly outputs?: ReadonlyArray<string> | null | undefined;
  /** The rules to apply. Default: the profile named default. */
  readonly profile?: string | null | undefined;
  /** In hexadecimal; the upload is refused when it differs. */
  readonly sha256?: string | null | undefined;
  /** At most 50 of 64 characters each. */
  readonly tags?: ReadonlyArray<string> | null | undefined;
  /** At most 200 characters. */
  readonly title?: string | null | undefined;
  /** Default: PRIVATE. */
  readonly visibility?: Visibility | null | undefined;
};

/** How far an upload is. */
export type UploadStatus =
  /** Its sender gave it up. */
  | 'ABORTED'
  /** It became an image. */
  | 'COMPLETED'
  /** It was not finished in time. */
  | 'EXPIRED'
  /** It was refused; `failure` says why. */
  | 'FAILED'
  /** Nothing has arrived yet. */
  | 'PENDING'
  /** Bytes are arriving. */
  | 'RECEIVING'
  /** Everything has arrived and is being checked. */
  | 'VERIFYING';

/** How a direct upload is sent. */
export type UploadStrategy =
  /** In parts from the size on that the profile names. */
  | 'AUTO'
  /** In parts, which can be resumed. */
  | 'MULTIPART'
  /** In one request; at most 5 GiB. */
  | 'SINGLE';

/** A part that was sent. */
export type UploadedPartInput = {
  /** As the answer to its request gave it. */
  readonly etag: string;
  /** From 1. */
  readonly partNumber: number;
};

/** Why something was refused. Each code is explained in docs/errors.md. */
export type UserErrorCode =
  /** The image {id} is not yours to see any more, or not there: subscribe again without it. */
  | 'ACCESS_ENDED'
  /** The keys that tokens are verified with cannot be had at the moment: try again shortly. */
  | 'AUTH_UNAVAILABLE'
  /** The multipart request cannot be read: {reason}. */
  | 'BAD_MULTIPART'
  /** The request cannot be understood: {reason}. */
  | 'BAD_REQUEST'
  /** Outputs that were asked for are made within a moment and cannot be cancelled: delete the images, or let it end. */
  | 'BATCH_NOT_CANCELLABLE'
  /** Something is stored under this key already, and nothing is overwritten. */
  | 'BLOB_EXISTS'
  /** The stored bytes of {key} are missing. */
  | 'BLOB_MISSING'
  /** The server is busy: try again shortly. */
  | 'BUSY'
  /** The SHA-256 of what arrived is {actual}, not {expected}: send it again. */
  | 'CHECKSUM_MISMATCH'
  /** The connection closed before the whole file arrived. */
  | 'CLIENT_DISCONNECTED'
  /**
   * The configuration has faults:
   * {faults}
   */
  | 'CONFIG_INVALID'
  /** A browser’s session is for pages of this server, and this request comes from another: send Authorization: Bearer instead, or open the server at the address in PUBLIC_URL. */
  | 'CROSS_ORIGIN_REFUSED'
  /** This content type can be sent by any web page: add the header Apollo-Require-Preflight: true. */
  | 'CSRF_REFUSED'
  /** The quota of {limit} uploads a day is used up: go on after midnight UTC, or ask for more. */
  | 'DAILY_QUOTA_EXCEEDED'
  /** A {what} of this process is being made: wait for its end. */
  | 'DEBUG_IN_PROGRESS'
  /** Debugging is {rule}: ask from the machine itself, as localhost and not from a web page, or set ADMIN_DEBUG. */
  | 'DEBUG_NOT_ALLOWED'
  /** The webhook endpoint is disabled: enable it with updateWebhookEndpoint first. */
  | 'ENDPOINT_DISABLED'
  /** The event {id} is not kept, and what came after it may not be either: subscribe without `after`, which begins with the present state. */
  | 'EVENT_EXPIRED'
  /** The file is empty. */
  | 'FILE_EMPTY'
  /** The file is larger than the {limit} bytes that profile {profile} allows. */
  | 'FILE_TOO_LARGE'
  /** This key or token lacks the scope {scope}. */
  | 'FORBIDDEN'
  /** The address and the headers of the request have more than {limit} bytes: send fewer or shorter ones. */
  | 'HEADERS_TOO_LARGE'
  /** HEIC is not written here: heif-enc, which makes it, is not installed where it was to be rendered (on Debian: apt-get install libheif-examples). Ask for AVIF, WebP or JPEG. */
  | 'HEIC_UNAVAILABLE'
  /** The first request with this idempotency key is still running: send this one again shortly. */
  | 'IDEMPOTENCY_KEY_IN_USE'
  /** This idempotency key was used for another request or other bytes: give each new request a key of its own. */
  | 'IDEMPOTENCY_KEY_REUSED'
  /** The image cannot be decoded: it is damaged or incomplete. */
  | 'IMAGE_CORRUPT'
  /** The image has failed with {code}: nothing can be made of it. */
  | 'IMAGE_FAILED'
  /** The image has {pixels} pixels; at most {limit} are accepted for {type} by {by}. */
  | 'IMAGE_TOO_LARGE'
  /** The image is {width}×{height}; it must be at least {minWidth}×{minHeight} pixels. */
  | 'IMAGE_TOO_SMALL'
  /** Something went wrong on our side; the request id is {requestId}. */
  | 'INTERNAL'
  /** This server does not answer questions about its schema ({mode}): read schema/schema.graphql of its version. */
  | 'INTROSPECTION_DISABLED'
  /** The cursor {cursor} was not made by this list: start without one. */
  | 'INVALID_CURSOR'
  /** {id} is not an id of this kind: write {prefix}_ and its 26 letters and digits. */
  | 'INVALID_ID'
  /** {field}: {reason}. */
  | 'INVALID_INPUT'
  /** The transform {spec} is not valid: {reason}. */
  | 'INVALID_TRANSFORM'
  /** This address does not take {method}: it takes {allowed}. */
  | 'METHOD_NOT_ALLOWED'
  /** The file is {decoded}, and not {sniffed} as it was announced or begins. */
  | 'MIME_MISMATCH'
  /** {what} does not exist, or it is not yours to see. */
  | 'NOT_FOUND'
  /** This server runs registered operations alone, and this is none of them: add it to the file that PERSISTED_OPERATIONS names. */
  | 'OPERATION_NOT_REGISTERED'
  /** The output {spec} cannot be kept: {reason}. */
  | 'OUTPUT_UNSUPPORTED'
  /** Ask for 1 to {limit} items a page. */
  | 'PAGE_TOO_LARGE'
  /** The video has no pictures: {reason}. */
  | 'POSTER_FAILED'
  /** The video has no pictures: ffmpeg, which makes them, is not installed where it was processed. */
  | 'POSTER_UNAVAILABLE'
  /** The file is not the one that If-Match or If-Unmodified-Since names: fetch it as it is now, without them. */
  | 'PRECONDITION_FAILED'
  /** The CDN {provider} could not be told to forget, {reason}: check what CDN_PROVIDER needs, and purge again. */
  | 'PURGE_FAILED'
  /** The operation costs {cost} and at most {limit} is served: ask for fewer items or less depth. */
  | 'QUERY_TOO_COMPLEX'
  /** The document nests fields or values more than {limit} levels deep: ask in several operations, and send values as variables. */
  | 'QUERY_TOO_DEEP'
  /** The document has {count} bytes and at most {limit} are read: ask for less in one operation. */
  | 'QUERY_TOO_LARGE'
  /** The document has more than {limit} tokens: ask for less in one operation, and send lists as variables. */
  | 'QUERY_TOO_LONG'
  /** The document asks {count} times for a field under an alias or once more, and at most {limit} times is served: use fields that take a list. */
  | 'QUERY_TOO_MANY_ALIASES'
  /** The document has {count} directives and at most {limit} are served: leave out what you do not need. */
  | 'QUERY_TOO_MANY_DIRECTIVES'
  /** The document defines and spreads {count} fragments and at most {limit} are served: write fields out, or ask in several operations. */
  | 'QUERY_TOO_MANY_FRAGMENTS'
  /** The quota of {limit} {what} is used up: delete images or ask for more. */
  | 'QUOTA_EXCEEDED'
  /** The requested range lies outside the file. */
  | 'RANGE_NOT_SATISFIABLE'
  /** At most {limit} {budget} in {window} seconds are served to one client: go on in {seconds} s. */
  | 'RATE_LIMITED'
  /** Webhooks are sent over TLS alone: give a URL that begins with https://, or have WEBHOOK_ALLOW_HTTP set. */
  | 'RECEIVER_INSECURE'
  /** No webhooks are sent to this URL: give one {rule}, without user name and password, of a host that exists and has {addresses} only. */
  | 'RECEIVER_NOT_ALLOWED'
  /** The receiver answered {status}: it should answer 200 to 299 as soon as it has taken the message. */
  | 'RECEIVER_REFUSED'
  /** The receiver could not be reached: {reason}. */
  | 'RECEIVER_UNREACHABLE'
  /** The decoder crashed or ran out of memory on this image. */
  | 'RENDER_CRASHED'
  /** The image could not be rendered: {reason}. */
  | 'RENDER_FAILED'
  /** Rendering took longer than {seconds} seconds and was stopped. */
  | 'RENDER_TIMEOUT'
  /** The rendition {spec} would have {pixels} pixels, and at most {limit} are made: ask for a smaller one. */
  | 'RENDITION_TOO_LARGE'
  /** The rendition {spec} cannot be made: {reason}. */
  | 'RENDITION_UNSUPPORTED'
  /** The request was too slow or stopped: send it again. */
  | 'REQUEST_TIMEOUT'
  /** The {part} of the request is larger than {limit} bytes. */
  | 'REQUEST_TOO_LARGE'
  /** A signature of every rendition of a public image is for its owner: sign renditions one by one, with the scope EXACT. */
  | 'SCOPE_FOR_OWNER'
  /** This browser’s session has ended: sign in again, with a link from npx darkroom sign-in-link. */
  | 'SESSION_ENDED'
  /** This share has ended: it was revoked, has expired, or was looked at as often as it may be. Ask its owner for a new one. */
  | 'SHARE_ENDED'
  /** The rendition {spec} is {width} pixels wide, and this share shows at most {limit}: ask for a narrower one. */
  | 'SHARE_TOO_WIDE'
  /** This share does not include the original: {instead}. */
  | 'SHARE_WITHOUT_ORIGINAL'
  /** The server is shutting down: try again shortly. */
  | 'SHUTTING_DOWN'
  /** The signature of this URL is missing, wrong or expired: sign it anew. */
  | 'SIGNATURE_INVALID'
  /** The rendition {spec} needs a signed URL, which its owner can make. Without one there are the variants of this image{free}. */
  | 'SIGNATURE_REQUIRED'
  /** This sign-in link was used already, has expired or is incomplete: make a new one with npx darkroom sign-in-link. */
  | 'SIGN_IN_LINK_INVALID'
  /** What arrived is not the {declared} bytes that were declared: send it again. */
  | 'SIZE_MISMATCH'
  /** Nothing is fetched from this URL: give one with http or https, without user name and password, on port 80 or 443, of a host that exists and has public addresses only; at most three redirects are followed, to such URLs. */
  | 'SOURCE_NOT_ALLOWED'
  /** There is nothing at this URL: the source answered {status}. */
  | 'SOURCE_NOT_FOUND'
  /** The source answered {status} instead of sending the file: give a URL that anybody may fetch. */
  | 'SOURCE_REFUSED'
  /** The file could not be fetched from this URL, {reason}: try again later. */
  | 'SOURCE_UNREACHABLE'
  /** {reason} */
  | 'START_FAILED'
  /** The storage is full: nothing can be stored until space is made. */
  | 'STORAGE_FULL'
  /** The storage does not answer: try again shortly. */
  | 'STORAGE_UNAVAILABLE'
  /** At most {limit} reprocessings of one owner run at a time: wait until one has ended, or cancel one. */
  | 'TOO_MANY_BATCHES'
  /** One owner may have at most {limit} webhook endpoints: delete one, or let one receiver tell the types apart. */
  | 'TOO_MANY_ENDPOINTS'
  /** One request may carry at most {limit} files. */
  | 'TOO_MANY_FILES'
  /** The animation has {frames} frames and {pixels} pixels over all; at most {maxFrames} frames and {maxPixels} pixels are accepted. */
  | 'TOO_MANY_FRAMES'
  /** From this address came {limit} wrong keys, links or signatures in a minute: mend what sends them, and go on in {seconds} s. */
  | 'TOO_MANY_GUESSES'
  /** An image keeps at most {limit} outputs beside the variants of its profile: use those that it has. */
  | 'TOO_MANY_OUTPUTS'
  /** At most {limit} sockets and event streams of one client are open at a time: close one, or subscribe several times over one socket. */
  | 'TOO_MANY_SOCKETS'
  /** At most {limit} subscriptions of one client run at a time: end one, or follow several images with one. */
  | 'TOO_MANY_SUBSCRIPTIONS'
  /** One request asks for more {budget} than the {limit} that a client has in all: send fewer at a time. */
  | 'TOO_MUCH_AT_ONCE'
  /** This server speaks tus {version}: send Tus-Resumable: {version}. */
  | 'TUS_VERSION_UNSUPPORTED'
  /** {reason}: send Authorization: Bearer and an API key (dk_…) or a token of your application. */
  | 'UNAUTHENTICATED'
  /** There is no namespace {namespace}; there are {known}. */
  | 'UNKNOWN_NAMESPACE'
  /** There is no profile {profile}; there are {known}. */
  | 'UNKNOWN_PROFILE'
  /** The content is {type}; {by} accepts {allowed}. */
  | 'UNSUPPORTED_MEDIA_TYPE'
  /** The upload was aborted: begin again. */
  | 'UPLOAD_ABORTED'
  /** What arrived does not have the checksum of this request, and is thrown away: send it again. */
  | 'UPLOAD_CHECKSUM_MISMATCH'
  /** Send the bytes of an upload as application/offset+octet-stream. */
  | 'UPLOAD_CONTENT_TYPE'
  /** The upload was not finished in time and is gone: begin again. */
  | 'UPLOAD_EXPIRED'
  /** The upload was refused with {code} and its bytes are gone: begin again. */
  | 'UPLOAD_FAILED'
  /** The header {header} must be {expected}, as the target says: send exactly its headers. */
  | 'UPLOAD_HEADERS_MISMATCH'
  /** Not everything has arrived yet: ask signUploadParts which parts are stored, send the rest, and complete again. */
  | 'UPLOAD_INCOMPLETE'
  /** More bytes were sent than Upload-Length announced. */
  | 'UPLOAD_LENGTH_EXCEEDED'
  /** Say with Upload-Length how many bytes will come: a length that is told later is not supported. */
  | 'UPLOAD_LENGTH_REQUIRED'
  /** Another request is still writing to this upload: send this one again shortly. */
  | 'UPLOAD_LOCKED'
  /** The upload is not at this offset: ask with HEAD where to go on. */
  | 'UPLOAD_OFFSET_MISMATCH'
  /** The upload is being completed or is over: nothing more can be sent to it. */
  | 'UPLOAD_SEALED'
  /** The variant is still being made: ask again shortly. */
  | 'VARIANT_NOT_READY'
  /** The video cannot be read: it is damaged or incomplete. */
  | 'VIDEO_CORRUPT'
  /** The file is made like a video but has no picture: it holds sound or text alone. */
  | 'VIDEO_WITHOUT_PICTURE'
  /** The key {kid} does not decrypt the secret of a webhook endpoint: put the key back into WEBHOOK_SECRET_KEYS, or rotate the secret. */
  | 'WEBHOOK_SECRET_SEALED'
  /** Subscriptions go over a WebSocket to the same address (graphql-ws or another client of graphql-transport-ws), or as server-sent events to /graphql/stream (graphql-sse). */
  | 'WEBSOCKET_REQUIRED';

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

/** How far a delivery is. */
export type WebhookDeliveryStatus =
  /** The receiver answered 200 to 299. */
  | 'DELIVERED'
  /** It was tried for three days. It can be replayed. */
  | 'FAILED'
  /** It is to be sent, for the first time or again. */
  | 'PENDING';

/** Why a webhook endpoint is sent nothing. */
export type WebhookDisabledReason =
  /** Nothing was accepted for WEBHOOK_DISABLE_AFTER_DAYS. */
  | 'FAILING'
  /** The receiver answered 410. */
  | 'GONE'
  /** It was disabled by updateWebhookEndpoint. */
  | 'OWNER';

/** What webhooks tell of. */
export type WebhookEvent =
  /** endpoint.disabled: another endpoint of the owner was disabled. */
  | 'ENDPOINT_DISABLED'
  /** image.deleted: an image is gone; its last state is told. */
  | 'IMAGE_DELETED'
  /** image.failed: a required variant cannot be made. */
  | 'IMAGE_FAILED'
  /** image.ready: every required variant is there. */
  | 'IMAGE_READY'
  /** image.updated: what is said about an image has changed. */
  | 'IMAGE_UPDATED'
  /** image.uploaded: an upload was committed. */
  | 'IMAGE_UPLOADED'
  /** variant.failed: a variant cannot be made. */
  | 'VARIANT_FAILED'
  /** variant.ready: a variant can be fetched. */
  | 'VARIANT_READY';

export type AuditLogQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: AuditFilter | null | undefined;
}>;


export type AuditLogQuery = { readonly auditLog: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly occurredAt: string, readonly action: AuditAction, readonly actorId: string, readonly apiKeyId: string | null, readonly address: string | null, readonly ownerId: string, readonly imageId: string | null, readonly detail: string | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type SignedUrlMutationVariables = Exact<{
  input: SignImageUrlInput;
}>;


export type SignedUrlMutation = { readonly signImageUrl: { readonly url: string | null } };

export type UploadFromFormMutationVariables = Exact<{
  input: UploadImageInput;
}>;


export type UploadFromFormMutation = { readonly uploadImage: { readonly image: { readonly id: string, readonly status: ImageStatus } | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode }> } };

export type FollowInCacheSubscriptionVariables = Exact<{
  imageIds?: ReadonlyArray<string> | string | null | undefined;
}>;


export type FollowInCacheSubscription = { readonly imageEvents:
    | { readonly id: string, readonly image: { readonly id: string, readonly status: ImageStatus, readonly progress: number } }
    | { readonly id: string, readonly image: { readonly id: string, readonly status: ImageStatus, readonly progress: number } }
    | { readonly id: string, readonly image: { readonly id: string, readonly status: ImageStatus, readonly progress: number } }
    | { readonly id: string, readonly image: { readonly id: string, readonly status: ImageStatus, readonly progress: number } }
    | { readonly id: string, readonly image: { readonly id: string, readonly status: ImageStatus, readonly progress: number } }
    | { readonly id: string, readonly image: { readonly id: string, readonly status: ImageStatus, readonly progress: number } }
    | { readonly id: string, readonly image: { readonly id: string, readonly status: ImageStatus, readonly progress: number } }
    | { readonly id: string, readonly image: { readonly id: string, readonly status: ImageStatus, readonly progress: number } }
   };

export type StatusInCacheQueryVariables = Exact<{
  id: string;
}>;


export type StatusInCacheQuery = { readonly image: { readonly id: string, readonly status: ImageStatus } | null };

export type ImageEventsSubscriptionVariables = Exact<{
  imageIds?: ReadonlyArray<string> | string | null | undefined;
  after?: string | null | undefined;
  filter?: ImageEventFilter | null | undefined;
}>;


export type ImageEventsSubscription = { readonly imageEvents:
    | { readonly __typename: 'ImageDeleted', readonly id: string, readonly occurredAt: string, readonly image: { readonly id: string, readonly status: ImageStatus, readonly progress: number, readonly title: string | null, readonly failure: { readonly code: string, readonly message: string } | null } }
    | { readonly __typename: 'ImageFailed', readonly id: string, readonly occurredAt: string, readonly failure: { readonly code: string }, readonly image: { readonly id: string, readonly status: ImageStatus, readonly progress: number, readonly title: string | null, readonly failure: { readonly code: string, readonly message: string } | null } }
    | { readonly __typename: 'ImageReady', readonly id: string, readonly occurredAt: string, readonly image: { readonly id: string, readonly status: ImageStatus, readonly progress: number, readonly title: string | null, readonly failure: { readonly code: string, readonly message: string } | null } }
    | { readonly __typename: 'ImageSnapshot', readonly id: string, readonly occurredAt: string, readonly image: { readonly id: string, readonly status: ImageStatus, readonly progress: number, readonly title: string | null, readonly failure: { readonly code: string, readonly message: string } | null } }
    | { readonly __typename: 'ImageUpdated', readonly id: string, readonly occurredAt: string, readonly image: { readonly id: string, readonly status: ImageStatus, readonly progress: number, readonly title: string | null, readonly failure: { readonly code: string, readonly message: string } | null } }
    | { readonly __typename: 'ImageUploaded', readonly id: string, readonly occurredAt: string, readonly image: { readonly id: string, readonly status: ImageStatus, readonly progress: number, readonly title: string | null, readonly failure: { readonly code: string, readonly message: string } | null } }
    | { readonly __typename: 'VariantFailed', readonly id: string, readonly occurredAt: string, readonly failure: { readonly code: string }, readonly variant: { readonly id: string, readonly name: string, readonly format: ImageFormat }, readonly image: { readonly id: string, readonly status: ImageStatus, readonly progress: number, readonly title: string | null, readonly failure: { readonly code: string, readonly message: string } | null } }
    | { readonly __typename: 'VariantReady', readonly id: string, readonly occurredAt: string, readonly variant: { readonly id: string, readonly name: string, readonly format: ImageFormat, readonly status: VariantStatus, readonly width: number | null, readonly height: number | null, readonly byteSize: number | null, readonly url: string | null }, readonly image: { readonly id: string, readonly status: ImageStatus, readonly progress: number, readonly title: string | null, readonly failure: { readonly code: string, readonly message: string } | null } }
   };

export type InspectionQueryVariables = Exact<{
  id: string;
  transform: TransformInput;
}>;


export type InspectionQuery = { readonly image: { readonly inspection: { readonly ssim: number, readonly psnr: number, readonly rmse: number, readonly deltaE: number, readonly byteSize: number, readonly sourceByteSize: number, readonly quality: number, readonly profileDeltaE: number | null } } | null };

export type RenditionOfQueryVariables = Exact<{
  id: string;
  transform: TransformInput;
}>;


export type RenditionOfQuery = { readonly image: { readonly rendition: { readonly url: string, readonly width: number, readonly height: number, readonly contentType: string | null, readonly expiresAt: string | null, readonly transform: string } } | null };

export type SignImageUrlMutationVariables = Exact<{
  input: SignImageUrlInput;
}>;


export type SignImageUrlMutation = { readonly signImageUrl: { readonly url: string | null, readonly expiresAt: string | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode }> } };

export type ResponsiveQueryVariables = Exact<{
  id: string;
  transform?: TransformInput | null | undefined;
  layout?: ResponsiveLayout | null | undefined;
  sizes?: string | null | undefined;
  widths?: ReadonlyArray<number> | number | null | undefined;
  formats?: ReadonlyArray<ImageFormat> | ImageFormat | null | undefined;
  expiresIn?: number | null | undefined;
}>;


export type ResponsiveQuery = { readonly image: { readonly responsive: { readonly src: string, readonly srcSet: string, readonly sizes: string, readonly width: number, readonly height: number, readonly html: string, readonly expiresAt: string | null, readonly sources: ReadonlyArray<{ readonly type: string, readonly srcSet: string, readonly sizes: string }>, readonly placeholder: { readonly dominantColor: string } | null } } | null };

export type SignedUrlsQueryVariables = Exact<{
  id: string;
  expiresIn?: number | null | undefined;
}>;


export type SignedUrlsQuery = { readonly image: { readonly variant: { readonly url: string | null } | null, readonly original: { readonly url: string, readonly width: number, readonly height: number, readonly contentType: string | null, readonly expiresAt: string | null, readonly transform: string } | null } | null };

export type CreateApiKeyMutationVariables = Exact<{
  input: CreateApiKeyInput;
}>;


export type CreateApiKeyMutation = { readonly createApiKey: { readonly secret: string | null, readonly apiKey: { readonly id: string, readonly ownerId: string, readonly name: string, readonly prefix: string, readonly scopes: ReadonlyArray<ApiKeyScope>, readonly expiresAt: string | null, readonly revokedAt: string | null, readonly lastUsedAt: string | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type UsageQueryVariables = Exact<{ [key: string]: never; }>;


export type UsageQuery = { readonly viewer: { readonly id: string, readonly usage: { readonly bytes: { readonly used: number, readonly limit: number | null }, readonly images: { readonly used: number, readonly limit: number | null }, readonly uploadsToday: { readonly used: number, readonly limit: number | null } } } };

export type RevokeApiKeyMutationVariables = Exact<{
  input: RevokeApiKeyInput;
}>;


export type RevokeApiKeyMutation = { readonly revokeApiKey: { readonly apiKey: { readonly id: string, readonly revokedAt: string | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ApiKeysQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ApiKeysQuery = { readonly viewer: { readonly id: string, readonly roles: ReadonlyArray<Role>, readonly apiKeys: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly id: string, readonly name: string, readonly prefix: string, readonly scopes: ReadonlyArray<ApiKeyScope>, readonly ownerId: string, readonly createdAt: string, readonly expiresAt: string | null, readonly lastUsedAt: string | null, readonly revokedAt: string | null } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } } };

export type RenderBatchMutationVariables = Exact<{
  input: RenderVariantsInput;
}>;


export type RenderBatchMutation = { readonly renderVariants: { readonly batch: { readonly id: string, readonly kind: BatchKind, readonly total: number | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string }> } };

export type ReprocessImageMutationVariables = Exact<{
  input: ReprocessImageInput;
}>;


export type ReprocessImageMutation = { readonly reprocessImage: { readonly image: { readonly id: string, readonly status: ImageStatus } | null, readonly batch: { readonly id: string } | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode }> } };

export type ReprocessImagesMutationVariables = Exact<{
  input: ReprocessImagesInput;
}>;


export type ReprocessImagesMutation = { readonly reprocessImages: { readonly batch: { readonly id: string, readonly kind: BatchKind } | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode }> } };

export type CancelBatchMutationVariables = Exact<{
  input: CancelBatchInput;
}>;


export type CancelBatchMutation = { readonly cancelBatch: { readonly batch: { readonly id: string, readonly status: BatchStatus, readonly finishedAt: string | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode }> } };

export type BatchByIdQueryVariables = Exact<{
  id: string;
}>;


export type BatchByIdQuery = { readonly batch: { readonly id: string, readonly status: BatchStatus, readonly total: number | null, readonly ready: number, readonly failed: number, readonly deleted: number, readonly createdAt: string, readonly finishedAt: string | null } | null };

export type BatchEventsSubscriptionVariables = Exact<{
  batchId: string;
}>;


export type BatchEventsSubscription = { readonly batchEvents:
    | { readonly __typename: 'BatchCancelled', readonly id: string, readonly occurredAt: string, readonly batch: { readonly id: string, readonly status: BatchStatus, readonly total: number | null, readonly ready: number, readonly failed: number, readonly deleted: number } }
    | { readonly __typename: 'BatchProgress', readonly id: string, readonly occurredAt: string, readonly batch: { readonly id: string, readonly status: BatchStatus, readonly total: number | null, readonly ready: number, readonly failed: number, readonly deleted: number } }
    | { readonly __typename: 'BatchReady', readonly id: string, readonly occurredAt: string, readonly batch: { readonly id: string, readonly status: BatchStatus, readonly total: number | null, readonly ready: number, readonly failed: number, readonly deleted: number } }
    | { readonly __typename: 'BatchSnapshot', readonly id: string, readonly occurredAt: string, readonly batch: { readonly id: string, readonly status: BatchStatus, readonly total: number | null, readonly ready: number, readonly failed: number, readonly deleted: number } }
   };

export type ImageHistoryQueryVariables = Exact<{
  id: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ImageHistoryQuery = { readonly image: { readonly events: { readonly nodes: ReadonlyArray<
        | { readonly __typename: 'ImageDeleted', readonly id: string }
        | { readonly __typename: 'ImageFailed', readonly id: string }
        | { readonly __typename: 'ImageReady', readonly id: string }
        | { readonly __typename: 'ImageSnapshot', readonly id: string }
        | { readonly __typename: 'ImageUpdated', readonly id: string }
        | { readonly __typename: 'ImageUploaded', readonly id: string }
        | { readonly __typename: 'VariantFailed', readonly id: string }
        | { readonly __typename: 'VariantReady', readonly id: string }
      >, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } } | null };

export type HistoryPageQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type HistoryPageQuery = { readonly viewer: { readonly events: { readonly nodes: ReadonlyArray<
        | { readonly __typename: 'ImageDeleted', readonly id: string, readonly image: { readonly id: string } }
        | { readonly __typename: 'ImageFailed', readonly id: string, readonly image: { readonly id: string } }
        | { readonly __typename: 'ImageReady', readonly id: string, readonly image: { readonly id: string } }
        | { readonly __typename: 'ImageSnapshot', readonly id: string, readonly image: { readonly id: string } }
        | { readonly __typename: 'ImageUpdated', readonly id: string, readonly image: { readonly id: string } }
        | { readonly __typename: 'ImageUploaded', readonly id: string, readonly image: { readonly id: string } }
        | { readonly __typename: 'VariantFailed', readonly id: string, readonly image: { readonly id: string } }
        | { readonly __typename: 'VariantReady', readonly id: string, readonly image: { readonly id: string } }
      >, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } } };

export type OwnHistoryQueryVariables = Exact<{
  first?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type OwnHistoryQuery = { readonly viewer: { readonly events: { readonly nodes: ReadonlyArray<
        | { readonly __typename: 'ImageDeleted', readonly id: string, readonly image: { readonly id: string, readonly title: string | null } }
        | { readonly __typename: 'ImageFailed', readonly id: string, readonly image: { readonly id: string, readonly title: string | null } }
        | { readonly __typename: 'ImageReady', readonly id: string, readonly image: { readonly id: string, readonly title: string | null } }
        | { readonly __typename: 'ImageSnapshot', readonly id: string, readonly image: { readonly id: string, readonly title: string | null } }
        | { readonly __typename: 'ImageUpdated', readonly id: string, readonly image: { readonly id: string, readonly title: string | null } }
        | { readonly __typename: 'ImageUploaded', readonly id: string, readonly image: { readonly id: string, readonly title: string | null } }
        | { readonly __typename: 'VariantFailed', readonly id: string, readonly image: { readonly id: string, readonly title: string | null } }
        | { readonly __typename: 'VariantReady', readonly id: string, readonly image: { readonly id: string, readonly title: string | null } }
      > } } };

export type ImageByIdQueryVariables = Exact<{
  id: string;
}>;


export type ImageByIdQuery = { readonly image: { readonly id: string, readonly status: ImageStatus, readonly progress: number, readonly filename: string, readonly title: string | null, readonly tags: ReadonlyArray<string>, readonly visibility: Visibility, readonly contentType: string, readonly byteSize: number, readonly sha256: string, readonly width: number, readonly height: number, readonly frames: number, readonly hasAlpha: boolean, readonly durationSeconds: number | null, readonly failure: { readonly code: string, readonly message: string } | null, readonly warnings: ReadonlyArray<{ readonly code: string }>, readonly placeholder: { readonly thumbhash: string, readonly dataUri: string, readonly dominantColor: string, readonly url: string | null } | null, readonly variants: ReadonlyArray<{ readonly id: string, readonly name: string, readonly format: ImageFormat, readonly status: VariantStatus, readonly width: number | null, readonly height: number | null, readonly byteSize: number | null, readonly quality: number | null, readonly url: string | null, readonly failure: { readonly code: string } | null }> } | null };

export type RenderVariantsMutationVariables = Exact<{
  input: RenderVariantsInput;
}>;


export type RenderVariantsMutation = { readonly renderVariants: { readonly variants: ReadonlyArray<{ readonly id: string, readonly name: string, readonly format: ImageFormat, readonly status: VariantStatus, readonly url: string | null }> | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string }> } };

export type ImagesPageQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  filter?: ImageFilter | null | undefined;
  orderBy?: ImageOrder | null | undefined;
}>;


export type ImagesPageQuery = { readonly images: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly filename: string, readonly title: string | null }>, readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly id: string } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null } } };

export type UpdateImageMutationVariables = Exact<{
  input: UpdateImageInput;
}>;


export type UpdateImageMutation = { readonly updateImage: { readonly image: { readonly id: string, readonly title: string | null, readonly description: string | null, readonly tags: ReadonlyArray<string>, readonly namespace: string | null, readonly visibility: Visibility, readonly updatedAt: string, readonly focalPoint: { readonly x: number, readonly y: number } | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type DeleteImagesMutationVariables = Exact<{
  input: DeleteImagesInput;
}>;


export type DeleteImagesMutation = { readonly deleteImages: { readonly deletedIds: ReadonlyArray<string> | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type PurgeImagesMutationVariables = Exact<{
  input: PurgeImagesInput;
}>;


export type PurgeImagesMutation = { readonly purgeImages: { readonly purgedIds: ReadonlyArray<string> | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly field: ReadonlyArray<string> | null }> } };

export type NodeByIdQueryVariables = Exact<{
  id: string;
}>;


export type NodeByIdQuery = { readonly node:
    | { readonly __typename: 'ApiKey', readonly id: string }
    | { readonly __typename: 'Batch', readonly id: string }
    | { readonly __typename: 'Image', readonly id: string }
    | { readonly __typename: 'MediaUpload', readonly id: string }
    | { readonly __typename: 'Share', readonly id: string }
    | { readonly __typename: 'Variant', readonly id: string }
    | { readonly __typename: 'WebhookDelivery', readonly id: string }
    | { readonly __typename: 'WebhookEndpoint', readonly id: string }
   | null };

export type NodesByIdQueryVariables = Exact<{
  ids: ReadonlyArray<string> | string;
}>;


export type NodesByIdQuery = { readonly nodes: ReadonlyArray<
    | { readonly __typename: 'ApiKey', readonly id: string }
    | { readonly __typename: 'Batch', readonly id: string }
    | { readonly __typename: 'Image', readonly id: string }
    | { readonly __typename: 'MediaUpload', readonly id: string }
    | { readonly __typename: 'Share', readonly id: string }
    | { readonly __typename: 'Variant', readonly id: string }
    | { readonly __typename: 'WebhookDelivery', readonly id: string }
    | { readonly __typename: 'WebhookEndpoint', readonly id: string }
   | null> };

export type ShareImageMutationVariables = Exact<{
  input: ShareImageInput;
}>;


export type ShareImageMutation = { readonly shareImage: { readonly share: { readonly id: string, readonly recipientId: string | null, readonly url: string | null, readonly token: string | null, readonly expiresAt: string | null, readonly maxViews: number | null, readonly viewCount: number, readonly maxWidth: number | null, readonly allowOriginal: boolean, readonly revokedAt: string | null, readonly createdAt: string, readonly image: { readonly id: string } } | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly field: ReadonlyArray<string> | null }> } };

export type RevokeShareMutationVariables = Exact<{
  input: RevokeShareInput;
}>;


export type RevokeShareMutation = { readonly revokeShare: { readonly share: { readonly id: string, readonly viewCount: number, readonly revokedAt: string | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode }> } };

export type SharedImageQueryVariables = Exact<{
  token: string;
}>;


export type SharedImageQuery = { readonly sharedImage: { readonly id: string, readonly title: string | null, readonly variants: ReadonlyArray<{ readonly name: string, readonly format: ImageFormat, readonly width: number | null, readonly url: string | null }>, readonly rendition: { readonly url: string, readonly width: number, readonly expiresAt: string | null }, readonly original: { readonly url: string } | null, readonly shares: { readonly nodes: ReadonlyArray<{ readonly id: string }> } } | null };

export type SharedWithMeQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type SharedWithMeQuery = { readonly viewer: { readonly sharedWithMe: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly variant: { readonly url: string | null } | null, readonly original: { readonly url: string } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } } };

export type SharesOfImageQueryVariables = Exact<{
  id: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type SharesOfImageQuery = { readonly image: { readonly shares: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly recipientId: string | null, readonly url: string | null, readonly token: string | null, readonly viewCount: number, readonly revokedAt: string | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } } | null };

export type UploadImageMutationVariables = Exact<{
  input: UploadImageInput;
}>;


export type UploadImageMutation = { readonly uploadImage: { readonly image: { readonly id: string, readonly status: ImageStatus, readonly filename: string, readonly contentType: string, readonly byteSize: number, readonly sha256: string, readonly width: number, readonly height: number, readonly frames: number, readonly hasAlpha: boolean, readonly visibility: Visibility } | null, readonly upload: { readonly id: string, readonly status: UploadStatus } | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type UploadByIdQueryVariables = Exact<{
  id: string;
}>;


export type UploadByIdQuery = { readonly upload: { readonly id: string, readonly status: UploadStatus, readonly receivedBytes: number, readonly byteSize: number | null, readonly createdAt: string, readonly failure: { readonly code: string } | null, readonly image: { readonly id: string } | null } | null };

export type ViewerUploadsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  status?: ReadonlyArray<UploadStatus> | UploadStatus | null | undefined;
}>;


export type ViewerUploadsQuery = { readonly viewer: { readonly uploads: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly id: string, readonly status: UploadStatus, readonly image: { readonly id: string } | null } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } } };

export type ProfilesQueryVariables = Exact<{ [key: string]: never; }>;


export type ProfilesQuery = { readonly profiles: ReadonlyArray<{ readonly name: string, readonly kind: MediaKind, readonly allowedContentTypes: ReadonlyArray<string>, readonly maxBytes: number, readonly maxPixels: number, readonly minWidth: number, readonly minHeight: number, readonly variants: ReadonlyArray<{ readonly name: string, readonly width: number | null, readonly height: number | null, readonly fit: Fit, readonly formats: ReadonlyArray<ImageFormat>, readonly required: boolean }> }> };

export type CreateUploadMutationVariables = Exact<{
  input: CreateUploadInput;
}>;


export type CreateUploadMutation = { readonly createUpload: { readonly upload: { readonly id: string, readonly status: UploadStatus, readonly expiresAt: string | null } | null, readonly target: { readonly expiresAt: string, readonly single: { readonly method: string, readonly url: string, readonly expiresAt: string, readonly headers: ReadonlyArray<{ readonly name: string, readonly value: string }> } | null, readonly multipart: { readonly uploadId: string, readonly partSize: number, readonly partCount: number, readonly parts: ReadonlyArray<{ readonly partNumber: number, readonly request: { readonly method: string, readonly url: string, readonly expiresAt: string, readonly headers: ReadonlyArray<{ readonly name: string, readonly value: string }> } }> } | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type RequestFragment = { readonly method: string, readonly url: string, readonly expiresAt: string, readonly headers: ReadonlyArray<{ readonly name: string, readonly value: string }> };

export type SignUploadPartsMutationVariables = Exact<{
  input: SignUploadPartsInput;
}>;


export type SignUploadPartsMutation = { readonly signUploadParts: { readonly stored: ReadonlyArray<{ readonly partNumber: number, readonly etag: string, readonly byteSize: number }> | null, readonly parts: ReadonlyArray<{ readonly partNumber: number, readonly request: { readonly method: string, readonly url: string, readonly headers: ReadonlyArray<{ readonly name: string, readonly value: string }> } }> | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode }> } };

export type CompleteUploadMutationVariables = Exact<{
  input: CompleteUploadInput;
}>;


export type CompleteUploadMutation = { readonly completeUpload: { readonly image: { readonly id: string, readonly status: ImageStatus, readonly sha256: string, readonly title: string | null } | null, readonly upload: { readonly id: string, readonly status: UploadStatus, readonly receivedBytes: number } | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string }> } };

export type AbortUploadMutationVariables = Exact<{
  input: AbortUploadInput;
}>;


export type AbortUploadMutation = { readonly abortUpload: { readonly upload: { readonly id: string, readonly status: UploadStatus } | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode }> } };

export type ImportImageMutationVariables = Exact<{
  input: ImportImageInput;
}>;


export type ImportImageMutation = { readonly importImage: { readonly upload: { readonly id: string, readonly status: UploadStatus } | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type UploadEventsSubscriptionVariables = Exact<{
  uploadId: string;
}>;


export type UploadEventsSubscription = { readonly uploadEvents:
    | { readonly __typename: 'UploadCompleted', readonly id: string, readonly occurredAt: string, readonly upload: { readonly id: string, readonly status: UploadStatus, readonly receivedBytes: number, readonly byteSize: number | null, readonly image: { readonly id: string } | null } }
    | { readonly __typename: 'UploadFailed', readonly id: string, readonly occurredAt: string, readonly failure: { readonly code: string } | null, readonly upload: { readonly id: string, readonly status: UploadStatus, readonly receivedBytes: number, readonly byteSize: number | null, readonly image: { readonly id: string } | null } }
    | { readonly __typename: 'UploadProgress', readonly id: string, readonly occurredAt: string, readonly upload: { readonly id: string, readonly status: UploadStatus, readonly receivedBytes: number, readonly byteSize: number | null, readonly image: { readonly id: string } | null } }
    | { readonly __typename: 'UploadSnapshot', readonly id: string, readonly occurredAt: string, readonly upload: { readonly id: string, readonly status: UploadStatus, readonly receivedBytes: number, readonly byteSize: number | null, readonly image: { readonly id: string } | null } }
   };

export type CreateWebhookEndpointMutationVariables = Exact<{
  input: CreateWebhookEndpointInput;
}>;


export type CreateWebhookEndpointMutation = { readonly createWebhookEndpoint: { readonly secret: string | null, readonly endpoint: { readonly id: string, readonly ownerId: string, readonly url: string, readonly description: string | null, readonly events: ReadonlyArray<WebhookEvent> | null, readonly enabled: boolean } | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly field: ReadonlyArray<string> | null }> } };

export type UpdateWebhookEndpointMutationVariables = Exact<{
  input: UpdateWebhookEndpointInput;
}>;


export type UpdateWebhookEndpointMutation = { readonly updateWebhookEndpoint: { readonly endpoint: { readonly id: string, readonly url: string, readonly events: ReadonlyArray<WebhookEvent> | null, readonly description: string | null, readonly enabled: boolean, readonly disabledAt: string | null, readonly disabledReason: WebhookDisabledReason | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode }> } };

export type DeleteWebhookEndpointMutationVariables = Exact<{
  input: DeleteWebhookEndpointInput;
}>;


export type DeleteWebhookEndpointMutation = { readonly deleteWebhookEndpoint: { readonly deletedId: string | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode }> } };

export type RotateWebhookSecretMutationVariables = Exact<{
  input: RotateWebhookSecretInput;
}>;


export type RotateWebhookSecretMutation = { readonly rotateWebhookSecret: { readonly secret: string | null, readonly endpoint: { readonly id: string, readonly olderSecretsUntil: string | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode }> } };

export type PingWebhookEndpointMutationVariables = Exact<{
  input: PingWebhookEndpointInput;
}>;


export type PingWebhookEndpointMutation = { readonly pingWebhookEndpoint: { readonly delivery: { readonly id: string, readonly webhookId: string, readonly type: string } | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode }> } };

export type ReplayWebhookDeliveryMutationVariables = Exact<{
  input: ReplayWebhookDeliveryInput;
}>;


export type ReplayWebhookDeliveryMutation = { readonly replayWebhookDelivery: { readonly delivery: { readonly id: string, readonly webhookId: string } | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode }> } };

export type ReplayWebhookDeliveriesMutationVariables = Exact<{
  input: ReplayWebhookDeliveriesInput;
}>;


export type ReplayWebhookDeliveriesMutation = { readonly replayWebhookDeliveries: { readonly count: number | null, readonly next: string | null, readonly endpoint: { readonly id: string } | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode }> } };

export type WebhookEndpointByIdQueryVariables = Exact<{
  id: string;
}>;


export type WebhookEndpointByIdQuery = { readonly node:
    | { readonly id: string, readonly enabled: boolean, readonly disabledReason: WebhookDisabledReason | null, readonly failingSince: string | null, readonly deliveries: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly webhookId: string, readonly type: string, readonly status: WebhookDeliveryStatus, readonly body: string, readonly nextAttemptAt: string | null, readonly settledAt: string | null, readonly attempts: ReadonlyArray<{ readonly startedAt: string, readonly durationMs: number, readonly status: number | null, readonly answer: string | null, readonly failure: { readonly code: string } | null }> }> } }
    | Record<PropertyKey, never>
   | null };

export type WebhookEndpointsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type WebhookEndpointsQuery = { readonly viewer: { readonly webhookEndpoints: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly enabled: boolean }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } } };

export type ShortLivedQueryVariables = Exact<{
  id: string;
}>;


export type ShortLivedQuery = { readonly image: { readonly variant: { readonly url: string | null } | null } | null };

export type OriginalUrlQueryVariables = Exact<{
  id: string;
}>;


export type OriginalUrlQuery = { readonly image: { readonly original: { readonly url: string } | null } | null };

export type UploadByLibraryMutationVariables = Exact<{
  input: UploadImageInput;
}>;


export type UploadByLibraryMutation = { readonly uploadImage: { readonly image: { readonly id: string, readonly title: string | null } | null } };

export type NodesByLibraryQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: ImageFilter | null | undefined;
}>;


export type NodesByLibraryQuery = { readonly images: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly title: string | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type EdgesByLibraryQueryVariables = Exact<{
  filter?: ImageFilter | null | undefined;
}>;


export type EdgesByLibraryQuery = { readonly images: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string } }> } };

export type VariantByNameQueryVariables = Exact<{
  id: string;
  name: string;
  format?: ImageFormat | null | undefined;
}>;


export type VariantByNameQuery = { readonly image: { readonly ownerId: string, readonly variant: { readonly id: string, readonly name: string, readonly format: ImageFormat, readonly processingMs: number | null, readonly readyAt: string | null, readonly image: { readonly id: string } } | null, readonly variants: ReadonlyArray<{ readonly id: string }>, readonly profile: { readonly name: string } } | null };

export type MetadataQueryVariables = Exact<{
  id: string;
}>;


export type MetadataQuery = { readonly image: { readonly metadata: { readonly cameraMake: string | null, readonly cameraModel: string | null, readonly lens: string | null, readonly takenAt: string | null, readonly exposureTime: string | null, readonly fNumber: number | null, readonly iso: number | null, readonly focalLength: number | null, readonly flash: boolean | null, readonly orientation: number | null, readonly colorSpace: string | null, readonly density: number | null } | null, readonly placeholder: { readonly dataUri: string } | null, readonly original: { readonly url: string } | null } | null };

export type UploadThreeMutationVariables = Exact<{
  one: UploadImageInput;
  two: UploadImageInput;
  three: UploadImageInput;
}>;


export type UploadThreeMutation = { readonly one: { readonly image: { readonly id: string, readonly filename: string, readonly byteSize: number } | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode }> }, readonly two: { readonly image: { readonly id: string, readonly filename: string, readonly byteSize: number } | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode }> }, readonly three: { readonly image: { readonly id: string, readonly filename: string, readonly byteSize: number } | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode }> } };

export type UploadTwiceMutationVariables = Exact<{
  file: Blob;
}>;


export type UploadTwiceMutation = { readonly one: { readonly image: { readonly id: string, readonly sha256: string } | null }, readonly two: { readonly image: { readonly id: string, readonly sha256: string } | null } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const RequestFragmentDoc = new TypedDocumentString(`
    fragment Request on SignedRequest {
  method
  url
  headers {
    name
    value
  }
  expiresAt
}
    `, {"fragmentName":"Request"}) as unknown as TypedDocumentString<RequestFragment, unknown>;
export const AuditLogDocument = new TypedDocumentString(`
    query AuditLog($first: Int, $after: String, $filter: AuditFilter) {
  auditLog(first: $first, after: $after, filter: $filter) {
    nodes {
      id
      occurredAt
      action
      actorId
      apiKeyId
      address
      ownerId
      imageId
      detail
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<AuditLogQuery, AuditLogQueryVariables>;
export const SignedUrlDocument = new TypedDocumentString(`
    mutation SignedUrl($input: SignImageUrlInput!) {
  signImageUrl(input: $input) {
    url
  }
}
    `) as unknown as TypedDocumentString<SignedUrlMutation, SignedUrlMutationVariables>;
export const UploadFromFormDocument = new TypedDocumentString(`
    mutation UploadFromForm($input: UploadImageInput!) {
  uploadImage(input: $input) {
    image {
      id
      status
    }
    userErrors {
      code
    }
  }
}
    `) as unknown as TypedDocumentString<UploadFromFormMutation, UploadFromFormMutationVariables>;
export const FollowInCacheDocument = new TypedDocumentString(`
    subscription FollowInCache($imageIds: [ID!]) {
  imageEvents(imageIds: $imageIds) {
    id
    image {
      id
      status
      progress
    }
  }
}
    `) as unknown as TypedDocumentString<FollowInCacheSubscription, FollowInCacheSubscriptionVariables>;
export const StatusInCacheDocument = new TypedDocumentString(`
    query StatusInCache($id: ID!) {
  image(id: $id) {
    id
    status
  }
}
    `) as unknown as TypedDocumentString<StatusInCacheQuery, StatusInCacheQueryVariables>;
export const ImageEventsDocument = new TypedDocumentString(`
    subscription ImageEvents($imageIds: [ID!], $after: ID, $filter: ImageEventFilter) {
  imageEvents(imageIds: $imageIds, after: $after, filter: $filter) {
    __typename
    id
    occurredAt
    image {
      id
      status
      progress
      title
      failure {
        code
        message
      }
    }
    ... on VariantReady {
      variant {
        id
        name
        format
        status
        width
        height
        byteSize
        url
      }
    }
    ... on VariantFailed {
      failure {
        code
      }
      variant {
        id
        name
        format
      }
    }
    ... on ImageFailed {
      failure {
        code
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ImageEventsSubscription, ImageEventsSubscriptionVariables>;
export const InspectionDocument = new TypedDocumentString(`
    query Inspection($id: ID!, $transform: TransformInput!) {
  image(id: $id) {
    inspection(transform: $transform) {
      ssim
      psnr
      rmse
      deltaE
      byteSize
      sourceByteSize
      quality
      profileDeltaE
    }
  }
}
    `) as unknown as TypedDocumentString<InspectionQuery, InspectionQueryVariables>;
export const RenditionOfDocument = new TypedDocumentString(`
    query RenditionOf($id: ID!, $transform: TransformInput!) {
  image(id: $id) {
    rendition(transform: $transform) {
      url
      width
      height
      contentType
      expiresAt
      transform
    }
  }
}
    `) as unknown as TypedDocumentString<RenditionOfQuery, RenditionOfQueryVariables>;
export const SignImageUrlDocument = new TypedDocumentString(`
    mutation SignImageUrl($input: SignImageUrlInput!) {
  signImageUrl(input: $input) {
    url
    expiresAt
    userErrors {
      code
    }
  }
}
    `) as unknown as TypedDocumentString<SignImageUrlMutation, SignImageUrlMutationVariables>;
export const ResponsiveDocument = new TypedDocumentString(`
    query Responsive($id: ID!, $transform: TransformInput, $layout: ResponsiveLayout, $sizes: String, $widths: [Int!], $formats: [ImageFormat!], $expiresIn: Int) {
  image(id: $id) {
    responsive(
      transform: $transform
      layout: $layout
      sizes: $sizes
      widths: $widths
      formats: $formats
      expiresIn: $expiresIn
    ) {
      src
      srcSet
      sizes
      width
      height
      sources {
        type
        srcSet
        sizes
      }
      placeholder {
        dominantColor
      }
      html
      expiresAt
    }
  }
}
    `) as unknown as TypedDocumentString<ResponsiveQuery, ResponsiveQueryVariables>;
export const SignedUrlsDocument = new TypedDocumentString(`
    query SignedUrls($id: ID!, $expiresIn: Int) {
  image(id: $id) {
    variant(name: "thumb", format: WEBP) {
      url(expiresIn: $expiresIn)
    }
    original(expiresIn: $expiresIn) {
      url
      width
      height
      contentType
      expiresAt
      transform
    }
  }
}
    `) as unknown as TypedDocumentString<SignedUrlsQuery, SignedUrlsQueryVariables>;
export const CreateApiKeyDocument = new TypedDocumentString(`
    mutation CreateApiKey($input: CreateApiKeyInput!) {
  createApiKey(input: $input) {
    secret
    apiKey {
      id
      ownerId
      name
      prefix
      scopes
      expiresAt
      revokedAt
      lastUsedAt
    }
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<CreateApiKeyMutation, CreateApiKeyMutationVariables>;
export const UsageDocument = new TypedDocumentString(`
    query Usage {
  viewer {
    id
    usage {
      bytes {
        used
        limit
      }
      images {
        used
        limit
      }
      uploadsToday {
        used
        limit
      }
    }
  }
}
    `) as unknown as TypedDocumentString<UsageQuery, UsageQueryVariables>;
export const RevokeApiKeyDocument = new TypedDocumentString(`
    mutation RevokeApiKey($input: RevokeApiKeyInput!) {
  revokeApiKey(input: $input) {
    apiKey {
      id
      revokedAt
    }
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<RevokeApiKeyMutation, RevokeApiKeyMutationVariables>;
export const ApiKeysDocument = new TypedDocumentString(`
    query ApiKeys($first: Int, $after: String) {
  viewer {
    id
    roles
    apiKeys(first: $first, after: $after) {
      edges {
        cursor
        node {
          id
          name
          prefix
          scopes
          ownerId
          createdAt
          expiresAt
          lastUsedAt
          revokedAt
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ApiKeysQuery, ApiKeysQueryVariables>;
export const RenderBatchDocument = new TypedDocumentString(`
    mutation RenderBatch($input: RenderVariantsInput!) {
  renderVariants(input: $input) {
    batch {
      id
      kind
      total
    }
    userErrors {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RenderBatchMutation, RenderBatchMutationVariables>;
export const ReprocessImageDocument = new TypedDocumentString(`
    mutation ReprocessImage($input: ReprocessImageInput!) {
  reprocessImage(input: $input) {
    image {
      id
      status
    }
    batch {
      id
    }
    userErrors {
      code
    }
  }
}
    `) as unknown as TypedDocumentString<ReprocessImageMutation, ReprocessImageMutationVariables>;
export const ReprocessImagesDocument = new TypedDocumentString(`
    mutation ReprocessImages($input: ReprocessImagesInput!) {
  reprocessImages(input: $input) {
    batch {
      id
      kind
    }
    userErrors {
      code
    }
  }
}
    `) as unknown as TypedDocumentString<ReprocessImagesMutation, ReprocessImagesMutationVariables>;
export const CancelBatchDocument = new TypedDocumentString(`
    mutation CancelBatch($input: CancelBatchInput!) {
  cancelBatch(input: $input) {
    batch {
      id
      status
      finishedAt
    }
    userErrors {
      code
    }
  }
}
    `) as unknown as TypedDocumentString<CancelBatchMutation, CancelBatchMutationVariables>;
export const BatchByIdDocument = new TypedDocumentString(`
    query BatchById($id: ID!) {
  batch(id: $id) {
    id
    status
    total
    ready
    failed
    deleted
    createdAt
    finishedAt
  }
}
    `) as unknown as TypedDocumentString<BatchByIdQuery, BatchByIdQueryVariables>;
export const BatchEventsDocument = new TypedDocumentString(`
    subscription BatchEvents($batchId: ID!) {
  batchEvents(batchId: $batchId) {
    __typename
    id
    occurredAt
    batch {
      id
      status
      total
      ready
      failed
      deleted
    }
  }
}
    `) as unknown as TypedDocumentString<BatchEventsSubscription, BatchEventsSubscriptionVariables>;
export const ImageHistoryDocument = new TypedDocumentString(`
    query ImageHistory($id: ID!, $first: Int, $after: String) {
  image(id: $id) {
    events(first: $first, after: $after) {
      nodes {
        __typename
        id
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ImageHistoryQuery, ImageHistoryQueryVariables>;
export const HistoryPageDocument = new TypedDocumentString(`
    query HistoryPage($after: String) {
  viewer {
    events(first: 100, after: $after) {
      nodes {
        __typename
        id
        image {
          id
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    `) as unknown as TypedDocumentString<HistoryPageQuery, HistoryPageQueryVariables>;
export const OwnHistoryDocument = new TypedDocumentString(`
    query OwnHistory($first: Int, $before: String) {
  viewer {
    events(first: $first, before: $before) {
      nodes {
        __typename
        id
        image {
          id
          title
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<OwnHistoryQuery, OwnHistoryQueryVariables>;
export const ImageByIdDocument = new TypedDocumentString(`
    query ImageById($id: ID!) {
  image(id: $id) {
    id
    status
    progress
    failure {
      code
      message
    }
    warnings {
      code
    }
    filename
    title
    tags
    visibility
    contentType
    byteSize
    sha256
    width
    height
    frames
    hasAlpha
    durationSeconds
    placeholder {
      thumbhash
      dataUri
      dominantColor
      url
    }
    variants {
      id
      name
      format
      status
      width
      height
      byteSize
      quality
      url
      failure {
        code
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ImageByIdQuery, ImageByIdQueryVariables>;
export const RenderVariantsDocument = new TypedDocumentString(`
    mutation RenderVariants($input: RenderVariantsInput!) {
  renderVariants(input: $input) {
    variants {
      id
      name
      format
      status
      url
    }
    userErrors {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RenderVariantsMutation, RenderVariantsMutationVariables>;
export const ImagesPageDocument = new TypedDocumentString(`
    query ImagesPage($first: Int, $after: String, $last: Int, $before: String, $filter: ImageFilter, $orderBy: ImageOrder) {
  images(
    first: $first
    after: $after
    last: $last
    before: $before
    filter: $filter
    orderBy: $orderBy
  ) {
    nodes {
      id
      filename
      title
    }
    edges {
      cursor
      node {
        id
      }
    }
    pageInfo {
      hasNextPage
      hasPreviousPage
      startCursor
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<ImagesPageQuery, ImagesPageQueryVariables>;
export const UpdateImageDocument = new TypedDocumentString(`
    mutation UpdateImage($input: UpdateImageInput!) {
  updateImage(input: $input) {
    image {
      id
      title
      description
      tags
      namespace
      visibility
      focalPoint {
        x
        y
      }
      updatedAt
    }
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<UpdateImageMutation, UpdateImageMutationVariables>;
export const DeleteImagesDocument = new TypedDocumentString(`
    mutation DeleteImages($input: DeleteImagesInput!) {
  deleteImages(input: $input) {
    deletedIds
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<DeleteImagesMutation, DeleteImagesMutationVariables>;
export const PurgeImagesDocument = new TypedDocumentString(`
    mutation PurgeImages($input: PurgeImagesInput!) {
  purgeImages(input: $input) {
    purgedIds
    userErrors {
      code
      field
    }
  }
}
    `) as unknown as TypedDocumentString<PurgeImagesMutation, PurgeImagesMutationVariables>;
export const NodeByIdDocument = new TypedDocumentString(`
    query NodeById($id: ID!) {
  node(id: $id) {
    __typename
    id
  }
}
    `) as unknown as TypedDocumentString<NodeByIdQuery, NodeByIdQueryVariables>;
export const NodesByIdDocument = new TypedDocumentString(`
    query NodesById($ids: [ID!]!) {
  nodes(ids: $ids) {
    __typename
    id
  }
}
    `) as unknown as TypedDocumentString<NodesByIdQuery, NodesByIdQueryVariables>;
export const ShareImageDocument = new TypedDocumentString(`
    mutation ShareImage($input: ShareImageInput!) {
  shareImage(input: $input) {
    share {
      id
      image {
        id
      }
      recipientId
      url
      token
      expiresAt
      maxViews
      viewCount
      maxWidth
      allowOriginal
      revokedAt
      createdAt
    }
    userErrors {
      code
      field
    }
  }
}
    `) as unknown as TypedDocumentString<ShareImageMutation, ShareImageMutationVariables>;
export const RevokeShareDocument = new TypedDocumentString(`
    mutation RevokeShare($input: RevokeShareInput!) {
  revokeShare(input: $input) {
    share {
      id
      viewCount
      revokedAt
    }
    userErrors {
      code
    }
  }
}
    `) as unknown as TypedDocumentString<RevokeShareMutation, RevokeShareMutationVariables>;
export const SharedImageDocument = new TypedDocumentString(`
    query SharedImage($token: String!) {
  sharedImage(token: $token) {
    id
    title
    variants {
      name
      format
      width
      url
    }
    rendition(transform: {width: 320, format: WEBP}) {
      url
      width
      expiresAt
    }
    original {
      url
    }
    shares {
      nodes {
        id
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SharedImageQuery, SharedImageQueryVariables>;
export const SharedWithMeDocument = new TypedDocumentString(`
    query SharedWithMe($first: Int, $after: String) {
  viewer {
    sharedWithMe(first: $first, after: $after) {
      nodes {
        id
        variant(name: "thumb", format: WEBP) {
          url
        }
        original {
          url
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SharedWithMeQuery, SharedWithMeQueryVariables>;
export const SharesOfImageDocument = new TypedDocumentString(`
    query SharesOfImage($id: ID!, $first: Int, $after: String) {
  image(id: $id) {
    shares(first: $first, after: $after) {
      nodes {
        id
        recipientId
        url
        token
        viewCount
        revokedAt
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SharesOfImageQuery, SharesOfImageQueryVariables>;
export const UploadImageDocument = new TypedDocumentString(`
    mutation UploadImage($input: UploadImageInput!) {
  uploadImage(input: $input) {
    image {
      id
      status
      filename
      contentType
      byteSize
      sha256
      width
      height
      frames
      hasAlpha
      visibility
    }
    upload {
      id
      status
    }
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<UploadImageMutation, UploadImageMutationVariables>;
export const UploadByIdDocument = new TypedDocumentString(`
    query UploadById($id: ID!) {
  upload(id: $id) {
    id
    status
    receivedBytes
    byteSize
    createdAt
    failure {
      code
    }
    image {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<UploadByIdQuery, UploadByIdQueryVariables>;
export const ViewerUploadsDocument = new TypedDocumentString(`
    query ViewerUploads($first: Int, $after: String, $status: [UploadStatus!]) {
  viewer {
    uploads(first: $first, after: $after, status: $status) {
      edges {
        cursor
        node {
          id
          status
          image {
            id
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ViewerUploadsQuery, ViewerUploadsQueryVariables>;
export const ProfilesDocument = new TypedDocumentString(`
    query Profiles {
  profiles {
    name
    kind
    allowedContentTypes
    maxBytes
    maxPixels
    minWidth
    minHeight
    variants {
      name
      width
      height
      fit
      formats
      required
    }
  }
}
    `) as unknown as TypedDocumentString<ProfilesQuery, ProfilesQueryVariables>;
export const CreateUploadDocument = new TypedDocumentString(`
    mutation CreateUpload($input: CreateUploadInput!) {
  createUpload(input: $input) {
    upload {
      id
      status
      expiresAt
    }
    target {
      expiresAt
      single {
        ...Request
      }
      multipart {
        uploadId
        partSize
        partCount
        parts {
          partNumber
          request {
            ...Request
          }
        }
      }
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment Request on SignedRequest {
  method
  url
  headers {
    name
    value
  }
  expiresAt
}`) as unknown as TypedDocumentString<CreateUploadMutation, CreateUploadMutationVariables>;
export const SignUploadPartsDocument = new TypedDocumentString(`
    mutation SignUploadParts($input: SignUploadPartsInput!) {
  signUploadParts(input: $input) {
    stored {
      partNumber
      etag
      byteSize
    }
    parts {
      partNumber
      request {
        method
        url
        headers {
          name
          value
        }
      }
    }
    userErrors {
      code
    }
  }
}
    `) as unknown as TypedDocumentString<SignUploadPartsMutation, SignUploadPartsMutationVariables>;
export const CompleteUploadDocument = new TypedDocumentString(`
    mutation CompleteUpload($input: CompleteUploadInput!) {
  completeUpload(input: $input) {
    image {
      id
      status
      sha256
      title
    }
    upload {
      id
      status
      receivedBytes
    }
    userErrors {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CompleteUploadMutation, CompleteUploadMutationVariables>;
export const AbortUploadDocument = new TypedDocumentString(`
    mutation AbortUpload($input: AbortUploadInput!) {
  abortUpload(input: $input) {
    upload {
      id
      status
    }
    userErrors {
      code
    }
  }
}
    `) as unknown as TypedDocumentString<AbortUploadMutation, AbortUploadMutationVariables>;
export const ImportImageDocument = new TypedDocumentString(`
    mutation ImportImage($input: ImportImageInput!) {
  importImage(input: $input) {
    upload {
      id
      status
    }
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<ImportImageMutation, ImportImageMutationVariables>;
export const UploadEventsDocument = new TypedDocumentString(`
    subscription UploadEvents($uploadId: ID!) {
  uploadEvents(uploadId: $uploadId) {
    __typename
    id
    occurredAt
    upload {
      id
      status
      receivedBytes
      byteSize
      image {
        id
      }
    }
    ... on UploadFailed {
      failure {
        code
      }
    }
  }
}
    `) as unknown as TypedDocumentString<UploadEventsSubscription, UploadEventsSubscriptionVariables>;
export const CreateWebhookEndpointDocument = new TypedDocumentString(`
    mutation CreateWebhookEndpoint($input: CreateWebhookEndpointInput!) {
  createWebhookEndpoint(input: $input) {
    endpoint {
      id
      ownerId
      url
      description
      events
      enabled
    }
    secret
    userErrors {
      code
      field
    }
  }
}
    `) as unknown as TypedDocumentString<CreateWebhookEndpointMutation, CreateWebhookEndpointMutationVariables>;
export const UpdateWebhookEndpointDocument = new TypedDocumentString(`
    mutation UpdateWebhookEndpoint($input: UpdateWebhookEndpointInput!) {
  updateWebhookEndpoint(input: $input) {
    endpoint {
      id
      url
      events
      description
      enabled
      disabledAt
      disabledReason
    }
    userErrors {
      code
    }
  }
}
    `) as unknown as TypedDocumentString<UpdateWebhookEndpointMutation, UpdateWebhookEndpointMutationVariables>;
export const DeleteWebhookEndpointDocument = new TypedDocumentString(`
    mutation DeleteWebhookEndpoint($input: DeleteWebhookEndpointInput!) {
  deleteWebhookEndpoint(input: $input) {
    deletedId
    userErrors {
      code
    }
  }
}
    `) as unknown as TypedDocumentString<DeleteWebhookEndpointMutation, DeleteWebhookEndpointMutationVariables>;
export const RotateWebhookSecretDocument = new TypedDocumentString(`
    mutation RotateWebhookSecret($input: RotateWebhookSecretInput!) {
  rotateWebhookSecret(input: $input) {
    endpoint {
      id
      olderSecretsUntil
    }
    secret
    userErrors {
      code
    }
  }
}
    `) as unknown as TypedDocumentString<RotateWebhookSecretMutation, RotateWebhookSecretMutationVariables>;
export const PingWebhookEndpointDocument = new TypedDocumentString(`
    mutation PingWebhookEndpoint($input: PingWebhookEndpointInput!) {
  pingWebhookEndpoint(input: $input) {
    delivery {
      id
      webhookId
      type
    }
    userErrors {
      code
    }
  }
}
    `) as unknown as TypedDocumentString<PingWebhookEndpointMutation, PingWebhookEndpointMutationVariables>;
export const ReplayWebhookDeliveryDocument = new TypedDocumentString(`
    mutation ReplayWebhookDelivery($input: ReplayWebhookDeliveryInput!) {
  replayWebhookDelivery(input: $input) {
    delivery {
      id
      webhookId
    }
    userErrors {
      code
    }
  }
}
    `) as unknown as TypedDocumentString<ReplayWebhookDeliveryMutation, ReplayWebhookDeliveryMutationVariables>;
export const ReplayWebhookDeliveriesDocument = new TypedDocumentString(`
    mutation ReplayWebhookDeliveries($input: ReplayWebhookDeliveriesInput!) {
  replayWebhookDeliveries(input: $input) {
    endpoint {
      id
    }
    count
    next
    userErrors {
      code
    }
  }
}
    `) as unknown as TypedDocumentString<ReplayWebhookDeliveriesMutation, ReplayWebhookDeliveriesMutationVariables>;
export const WebhookEndpointByIdDocument = new TypedDocumentString(`
    query WebhookEndpointById($id: ID!) {
  node(id: $id) {
    ... on WebhookEndpoint {
      id
      enabled
      disabledReason
      failingSince
      deliveries {
        nodes {
          id
          webhookId
          type
          status
          body
          nextAttemptAt
          settledAt
          attempts {
            startedAt
            durationMs
            status
            answer
            failure {
              code
            }
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<WebhookEndpointByIdQuery, WebhookEndpointByIdQueryVariables>;
export const WebhookEndpointsDocument = new TypedDocumentString(`
    query WebhookEndpoints($first: Int, $after: String) {
  viewer {
    webhookEndpoints(first: $first, after: $after) {
      nodes {
        id
        enabled
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    `) as unknown as TypedDocumentString<WebhookEndpointsQuery, WebhookEndpointsQueryVariables>;
export const ShortLivedDocument = new TypedDocumentString(`
    query ShortLived($id: ID!) {
  image(id: $id) {
    variant(name: "thumb", format: WEBP) {
      url(expiresIn: 2)
    }
  }
}
    `) as unknown as TypedDocumentString<ShortLivedQuery, ShortLivedQueryVariables>;
export const OriginalUrlDocument = new TypedDocumentString(`
    query OriginalUrl($id: ID!) {
  image(id: $id) {
    original {
      url
    }
  }
}
    `) as unknown as TypedDocumentString<OriginalUrlQuery, OriginalUrlQueryVariables>;
export const UploadByLibraryDocument = new TypedDocumentString(`
    mutation UploadByLibrary($input: UploadImageInput!) {
  uploadImage(input: $input) {
    image {
      id
      title
    }
  }
}
    `) as unknown as TypedDocumentString<UploadByLibraryMutation, UploadByLibraryMutationVariables>;
export const NodesByLibraryDocument = new TypedDocumentString(`
    query NodesByLibrary($first: Int, $after: String, $filter: ImageFilter) {
  images(first: $first, after: $after, filter: $filter) {
    nodes {
      id
      title
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<NodesByLibraryQuery, NodesByLibraryQueryVariables>;
export const EdgesByLibraryDocument = new TypedDocumentString(`
    query EdgesByLibrary($filter: ImageFilter) {
  images(filter: $filter) {
    edges {
      node {
        id
      }
    }
  }
}
    `) as unknown as TypedDocumentString<EdgesByLibraryQuery, EdgesByLibraryQueryVariables>;
export const VariantByNameDocument = new TypedDocumentString(`
    query VariantByName($id: ID!, $name: String!, $format: ImageFormat) {
  image(id: $id) {
    variant(name: $name, format: $format) {
      id
      name
      format
      processingMs
      readyAt
      image {
        id
      }
    }
    variants(status: [READY]) {
      id
    }
    profile {
      name
    }
    ownerId
  }
}
    `) as unknown as TypedDocumentString<VariantByNameQuery, VariantByNameQueryVariables>;
export const MetadataDocument = new TypedDocumentString(`
    query Metadata($id: ID!) {
  image(id: $id) {
    metadata {
      cameraMake
      cameraModel
      lens
      takenAt
      exposureTime
      fNumber
      iso
      focalLength
      flash
      orientation
      colorSpace
      density
    }
    placeholder {
      dataUri
    }
    original {
      url
    }
  }
}
    `) as unknown as TypedDocumentString<MetadataQuery, MetadataQueryVariables>;
export const UploadThreeDocument = new TypedDocumentString(`
    mutation UploadThree($one: UploadImageInput!, $two: UploadImageInput!, $three: UploadImageInput!) {
  one: uploadImage(input: $one) {
    image {
      id
      filename
      byteSize
    }
    userErrors {
      code
    }
  }
  two: uploadImage(input: $two) {
    image {
      id
      filename
      byteSize
    }
    userErrors {
      code
    }
  }
  three: uploadImage(input: $three) {
    image {
      id
      filename
      byteSize
    }
    userErrors {
      code
    }
  }
}
    `) as unknown as TypedDocumentString<UploadThreeMutation, UploadThreeMutationVariables>;
export const UploadTwiceDocument = new TypedDocumentString(`
    mutation UploadTwice($file: Upload!) {
  one: uploadImage(input: {file: $file, title: "one"}) {
    image {
      id
      sha256
    }
  }
  two: uploadImage(input: {file: $file, title: "two"}) {
    image {
      id
      sha256
    }
  }
}
    `) as unknown as TypedDocumentString<UploadTwiceMutation, UploadTwiceMutationVariables>;