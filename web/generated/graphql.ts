/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
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

/** The colours that an output can have. */
export type ColorSpace =
  /** Half as many again, where the image has more than sRGB; else the output is in sRGB. */
  | 'DISPLAY_P3'
  /** Those that every screen shows. */
  | 'SRGB';

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

/** What to send to an endpoint once more. */
export type ReplayWebhookDeliveriesInput = {
  /** The endpoint. */
  readonly endpointId: string;
  /** Everything that its filter lets through and that happened since then, also what it was never sent. Events are kept for EVENT_RETENTION_DAYS. */
  readonly since: string;
  /** Leaves out what was accepted. Default: false. */
  readonly undeliveredOnly?: boolean | null | undefined;
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

export type ImageNewsSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type ImageNewsSubscription = { readonly imageEvents:
    | { readonly __typename: 'ImageDeleted', readonly id: string, readonly image: { readonly id: string, readonly status: ImageStatus, readonly progress: number, readonly visibility: Visibility, readonly title: string | null, readonly tags: ReadonlyArray<string>, readonly createdAt: string, readonly placeholder: { readonly dataUri: string } | null } }
    | { readonly __typename: 'ImageFailed', readonly id: string, readonly image: { readonly id: string, readonly status: ImageStatus, readonly progress: number, readonly visibility: Visibility, readonly title: string | null, readonly tags: ReadonlyArray<string>, readonly createdAt: string, readonly placeholder: { readonly dataUri: string } | null } }
    | { readonly __typename: 'ImageReady', readonly id: string, readonly image: { readonly id: string, readonly status: ImageStatus, readonly progress: number, readonly visibility: Visibility, readonly title: string | null, readonly tags: ReadonlyArray<string>, readonly createdAt: string, readonly placeholder: { readonly dataUri: string } | null } }
    | { readonly __typename: 'ImageSnapshot', readonly id: string, readonly image: { readonly id: string, readonly status: ImageStatus, readonly progress: number, readonly visibility: Visibility, readonly title: string | null, readonly tags: ReadonlyArray<string>, readonly createdAt: string, readonly placeholder: { readonly dataUri: string } | null } }
    | { readonly __typename: 'ImageUpdated', readonly id: string, readonly image: { readonly id: string, readonly status: ImageStatus, readonly progress: number, readonly visibility: Visibility, readonly title: string | null, readonly tags: ReadonlyArray<string>, readonly createdAt: string, readonly placeholder: { readonly dataUri: string } | null } }
    | { readonly __typename: 'ImageUploaded', readonly id: string, readonly image: { readonly id: string, readonly status: ImageStatus, readonly progress: number, readonly visibility: Visibility, readonly title: string | null, readonly tags: ReadonlyArray<string>, readonly createdAt: string, readonly placeholder: { readonly dataUri: string } | null } }
    | { readonly __typename: 'VariantFailed', readonly id: string, readonly image: { readonly id: string, readonly status: ImageStatus, readonly progress: number, readonly visibility: Visibility, readonly title: string | null, readonly tags: ReadonlyArray<string>, readonly createdAt: string, readonly placeholder: { readonly dataUri: string } | null } }
    | { readonly __typename: 'VariantReady', readonly id: string, readonly image: { readonly id: string, readonly status: ImageStatus, readonly progress: number, readonly visibility: Visibility, readonly title: string | null, readonly tags: ReadonlyArray<string>, readonly createdAt: string, readonly placeholder: { readonly dataUri: string } | null } }
   };

export type ChangeImageMutationVariables = Exact<{
  input: UpdateImageInput;
}>;


export type ChangeImageMutation = { readonly updateImage: { readonly image: { readonly tags: ReadonlyArray<string>, readonly id: string, readonly filename: string, readonly title: string | null, readonly status: ImageStatus, readonly visibility: Visibility, readonly contentType: string, readonly durationSeconds: number | null, readonly placeholder: { readonly dataUri: string } | null, readonly tile: { readonly src: string, readonly srcSet: string } } | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string }> } };

export type DeleteImagesMutationVariables = Exact<{
  ids: ReadonlyArray<string> | string;
}>;


export type DeleteImagesMutation = { readonly deleteImages: { readonly deletedIds: ReadonlyArray<string> | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string }> } };

export type TagsOfImagesQueryVariables = Exact<{
  ids: ReadonlyArray<string> | string;
}>;


export type TagsOfImagesQuery = { readonly nodes: ReadonlyArray<
    | { readonly id: string, readonly tags: ReadonlyArray<string> }
    | Record<PropertyKey, never>
   | null> };

export type LibraryPageQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter?: ImageFilter | null | undefined;
  orderBy?: ImageOrder | null | undefined;
}>;


export type LibraryPageQuery = { readonly images: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly width: number, readonly height: number, readonly filename: string, readonly title: string | null, readonly status: ImageStatus, readonly visibility: Visibility, readonly contentType: string, readonly durationSeconds: number | null, readonly placeholder: { readonly dataUri: string } | null, readonly tile: { readonly src: string, readonly srcSet: string } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type NewcomersQueryVariables = Exact<{
  filter?: ImageFilter | null | undefined;
}>;


export type NewcomersQuery = { readonly images: { readonly nodes: ReadonlyArray<{ readonly id: string }> } };

export type ImageTileFragment = { readonly id: string, readonly filename: string, readonly title: string | null, readonly status: ImageStatus, readonly visibility: Visibility, readonly contentType: string, readonly durationSeconds: number | null, readonly placeholder: { readonly dataUri: string } | null, readonly tile: { readonly src: string, readonly srcSet: string } };

export type TileAgainQueryVariables = Exact<{
  id: string;
}>;


export type TileAgainQuery = { readonly image: { readonly id: string, readonly filename: string, readonly title: string | null, readonly status: ImageStatus, readonly visibility: Visibility, readonly contentType: string, readonly durationSeconds: number | null, readonly placeholder: { readonly dataUri: string } | null, readonly tile: { readonly src: string, readonly srcSet: string } } | null };

export type ImagePageQueryVariables = Exact<{
  id: string;
}>;


export type ImagePageQuery = { readonly image: { readonly id: string, readonly filename: string, readonly title: string | null, readonly ownerId: string, readonly description: string | null, readonly width: number, readonly height: number, readonly contentType: string, readonly hasAlpha: boolean, readonly tags: ReadonlyArray<string>, readonly namespace: string | null, readonly visibility: Visibility, readonly byteSize: number, readonly frames: number, readonly durationSeconds: number | null, readonly sha256: string, readonly createdAt: string, readonly status: ImageStatus, readonly failure: { readonly code: string, readonly message: string } | null, readonly placeholder: { readonly dataUri: string } | null, readonly responsive: { readonly src: string, readonly srcSet: string }, readonly original: { readonly url: string } | null, readonly profile: { readonly name: string, readonly variants: ReadonlyArray<{ readonly name: string }> }, readonly metadata: { readonly cameraMake: string | null, readonly cameraModel: string | null, readonly lens: string | null, readonly focalLength: number | null, readonly fNumber: number | null, readonly exposureTime: string | null, readonly iso: number | null, readonly flash: boolean | null, readonly takenAt: string | null, readonly colorSpace: string | null } | null, readonly warnings: ReadonlyArray<{ readonly code: string, readonly message: string }>, readonly variants: ReadonlyArray<{ readonly id: string, readonly name: string, readonly format: ImageFormat, readonly status: VariantStatus, readonly lazy: boolean, readonly width: number | null, readonly height: number | null, readonly byteSize: number | null, readonly quality: number | null, readonly processingMs: number | null, readonly url: string | null, readonly failure: { readonly code: string, readonly message: string } | null }>, readonly focalPoint: { readonly x: number, readonly y: number } | null } | null };

export type DeleteImageMutationVariables = Exact<{
  id: string;
}>;


export type DeleteImageMutation = { readonly deleteImages: { readonly deletedIds: ReadonlyArray<string> | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string }> } };

export type ImageDetailsFragment = { readonly id: string, readonly filename: string, readonly title: string | null, readonly description: string | null, readonly tags: ReadonlyArray<string>, readonly namespace: string | null, readonly visibility: Visibility, readonly contentType: string, readonly byteSize: number, readonly width: number, readonly height: number, readonly frames: number, readonly durationSeconds: number | null, readonly sha256: string, readonly createdAt: string, readonly ownerId: string, readonly profile: { readonly name: string }, readonly metadata: { readonly cameraMake: string | null, readonly cameraModel: string | null, readonly lens: string | null, readonly focalLength: number | null, readonly fNumber: number | null, readonly exposureTime: string | null, readonly iso: number | null, readonly flash: boolean | null, readonly takenAt: string | null, readonly colorSpace: string | null } | null };

export type UpdateImageMutationVariables = Exact<{
  input: UpdateImageInput;
}>;


export type UpdateImageMutation = { readonly updateImage: { readonly image: { readonly id: string, readonly title: string | null, readonly description: string | null, readonly tags: ReadonlyArray<string>, readonly namespace: string | null, readonly visibility: Visibility, readonly updatedAt: string, readonly filename: string, readonly width: number, readonly height: number, readonly contentType: string, readonly hasAlpha: boolean, readonly focalPoint: { readonly x: number, readonly y: number } | null, readonly placeholder: { readonly dataUri: string } | null, readonly responsive: { readonly src: string, readonly srcSet: string }, readonly original: { readonly url: string } | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string }> } };

export type FocusedImageFragment = { readonly id: string, readonly filename: string, readonly title: string | null, readonly description: string | null, readonly width: number, readonly height: number, readonly contentType: string, readonly hasAlpha: boolean, readonly focalPoint: { readonly x: number, readonly y: number } | null, readonly placeholder: { readonly dataUri: string } | null, readonly responsive: { readonly src: string, readonly srcSet: string }, readonly original: { readonly url: string } | null };

export type FocalCropsQueryVariables = Exact<{
  id: string;
}>;


export type FocalCropsQuery = { readonly image: { readonly id: string, readonly square: { readonly url: string }, readonly wide: { readonly url: string }, readonly tall: { readonly url: string } } | null };

export type ImageAuditQueryVariables = Exact<{
  imageId: string;
  first: number;
  after?: string | null | undefined;
}>;


export type ImageAuditQuery = { readonly auditLog: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly id: string, readonly action: AuditAction, readonly actorId: string, readonly apiKeyId: string | null, readonly address: string | null, readonly detail: string | null, readonly occurredAt: string } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type ImageHistoryQueryVariables = Exact<{
  id: string;
  first: number;
  after?: string | null | undefined;
}>;


export type ImageHistoryQuery = { readonly image: { readonly id: string, readonly events: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node:
          | { readonly __typename: 'ImageDeleted', readonly id: string, readonly occurredAt: string }
          | { readonly __typename: 'ImageFailed', readonly id: string, readonly occurredAt: string, readonly failure: { readonly code: string, readonly message: string } }
          | { readonly __typename: 'ImageReady', readonly id: string, readonly occurredAt: string }
          | { readonly __typename: 'ImageSnapshot', readonly id: string, readonly occurredAt: string }
          | { readonly __typename: 'ImageUpdated', readonly id: string, readonly occurredAt: string }
          | { readonly __typename: 'ImageUploaded', readonly id: string, readonly occurredAt: string }
          | { readonly __typename: 'VariantFailed', readonly id: string, readonly occurredAt: string, readonly variant: { readonly id: string, readonly name: string, readonly format: ImageFormat }, readonly failure: { readonly code: string, readonly message: string } }
          | { readonly __typename: 'VariantReady', readonly id: string, readonly occurredAt: string, readonly variant: { readonly id: string, readonly name: string, readonly format: ImageFormat } }
         }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } } | null };

export type ImageViewFragment = { readonly id: string, readonly filename: string, readonly title: string | null, readonly ownerId: string, readonly description: string | null, readonly width: number, readonly height: number, readonly contentType: string, readonly hasAlpha: boolean, readonly tags: ReadonlyArray<string>, readonly namespace: string | null, readonly visibility: Visibility, readonly byteSize: number, readonly frames: number, readonly durationSeconds: number | null, readonly sha256: string, readonly createdAt: string, readonly status: ImageStatus, readonly failure: { readonly code: string, readonly message: string } | null, readonly placeholder: { readonly dataUri: string } | null, readonly responsive: { readonly src: string, readonly srcSet: string }, readonly original: { readonly url: string } | null, readonly profile: { readonly name: string, readonly variants: ReadonlyArray<{ readonly name: string }> }, readonly metadata: { readonly cameraMake: string | null, readonly cameraModel: string | null, readonly lens: string | null, readonly focalLength: number | null, readonly fNumber: number | null, readonly exposureTime: string | null, readonly iso: number | null, readonly flash: boolean | null, readonly takenAt: string | null, readonly colorSpace: string | null } | null, readonly warnings: ReadonlyArray<{ readonly code: string, readonly message: string }>, readonly variants: ReadonlyArray<{ readonly id: string, readonly name: string, readonly format: ImageFormat, readonly status: VariantStatus, readonly lazy: boolean, readonly width: number | null, readonly height: number | null, readonly byteSize: number | null, readonly quality: number | null, readonly processingMs: number | null, readonly url: string | null, readonly failure: { readonly code: string, readonly message: string } | null }>, readonly focalPoint: { readonly x: number, readonly y: number } | null };

export type PurgeImageMutationVariables = Exact<{
  id: string;
  variantsOnly: boolean;
}>;


export type PurgeImageMutation = { readonly purgeImages: { readonly purgedIds: ReadonlyArray<string> | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string }> } };

export type InspectRenditionQueryVariables = Exact<{
  id: string;
  transform: TransformInput;
}>;


export type InspectRenditionQuery = { readonly image: { readonly id: string, readonly inspection: { readonly ssim: number, readonly psnr: number, readonly deltaE: number, readonly quality: number } } | null };

export type ResponsivePictureQueryVariables = Exact<{
  id: string;
  transform: TransformInput;
  formats?: ReadonlyArray<ImageFormat> | ImageFormat | null | undefined;
}>;


export type ResponsivePictureQuery = { readonly image: { readonly id: string, readonly responsive: { readonly html: string } } | null };

export type PlaygroundRenditionQueryVariables = Exact<{
  id: string;
  transform: TransformInput;
  reference: TransformInput;
}>;


export type PlaygroundRenditionQuery = { readonly image: { readonly id: string, readonly rendition: { readonly url: string, readonly width: number, readonly height: number, readonly transform: string, readonly expiresAt: string | null }, readonly reference: { readonly url: string } } | null };

export type ShareImageMutationVariables = Exact<{
  input: ShareImageInput;
}>;


export type ShareImageMutation = { readonly shareImage: { readonly share: { readonly id: string, readonly url: string | null, readonly recipientId: string | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string }> } };

export type ShareRowFragment = { readonly id: string, readonly recipientId: string | null, readonly createdAt: string, readonly expiresAt: string | null, readonly revokedAt: string | null, readonly maxViews: number | null, readonly viewCount: number, readonly maxWidth: number | null, readonly allowOriginal: boolean };

export type RevokeShareMutationVariables = Exact<{
  id: string;
}>;


export type RevokeShareMutation = { readonly revokeShare: { readonly share: { readonly id: string, readonly recipientId: string | null, readonly createdAt: string, readonly expiresAt: string | null, readonly revokedAt: string | null, readonly maxViews: number | null, readonly viewCount: number, readonly maxWidth: number | null, readonly allowOriginal: boolean } | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string }> } };

export type ImageSharesQueryVariables = Exact<{
  id: string;
  first: number;
  after?: string | null | undefined;
}>;


export type ImageSharesQuery = { readonly image: { readonly id: string, readonly shares: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly id: string, readonly recipientId: string | null, readonly createdAt: string, readonly expiresAt: string | null, readonly revokedAt: string | null, readonly maxViews: number | null, readonly viewCount: number, readonly maxWidth: number | null, readonly allowOriginal: boolean } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } } | null };

export type SignedImageFragment = { readonly id: string, readonly profile: { readonly variants: ReadonlyArray<{ readonly name: string }> } };

export type SignImageUrlMutationVariables = Exact<{
  input: SignImageUrlInput;
}>;


export type SignImageUrlMutation = { readonly signImageUrl: { readonly url: string | null, readonly expiresAt: string | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string }> } };

export type NewsOfImageSubscriptionVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;


export type NewsOfImageSubscription = { readonly imageEvents:
    | { readonly __typename: 'ImageDeleted', readonly id: string, readonly image: { readonly id: string, readonly title: string | null, readonly description: string | null, readonly tags: ReadonlyArray<string>, readonly namespace: string | null, readonly visibility: Visibility, readonly status: ImageStatus, readonly updatedAt: string, readonly focalPoint: { readonly x: number, readonly y: number } | null, readonly failure: { readonly code: string, readonly message: string } | null } }
    | { readonly __typename: 'ImageFailed', readonly id: string, readonly image: { readonly id: string, readonly title: string | null, readonly description: string | null, readonly tags: ReadonlyArray<string>, readonly namespace: string | null, readonly visibility: Visibility, readonly status: ImageStatus, readonly updatedAt: string, readonly focalPoint: { readonly x: number, readonly y: number } | null, readonly failure: { readonly code: string, readonly message: string } | null } }
    | { readonly __typename: 'ImageReady', readonly id: string, readonly image: { readonly id: string, readonly title: string | null, readonly description: string | null, readonly tags: ReadonlyArray<string>, readonly namespace: string | null, readonly visibility: Visibility, readonly status: ImageStatus, readonly updatedAt: string, readonly focalPoint: { readonly x: number, readonly y: number } | null, readonly failure: { readonly code: string, readonly message: string } | null } }
    | { readonly __typename: 'ImageSnapshot', readonly id: string, readonly image: { readonly id: string, readonly title: string | null, readonly description: string | null, readonly tags: ReadonlyArray<string>, readonly namespace: string | null, readonly visibility: Visibility, readonly status: ImageStatus, readonly updatedAt: string, readonly focalPoint: { readonly x: number, readonly y: number } | null, readonly failure: { readonly code: string, readonly message: string } | null } }
    | { readonly __typename: 'ImageUpdated', readonly id: string, readonly image: { readonly id: string, readonly title: string | null, readonly description: string | null, readonly tags: ReadonlyArray<string>, readonly namespace: string | null, readonly visibility: Visibility, readonly status: ImageStatus, readonly updatedAt: string, readonly focalPoint: { readonly x: number, readonly y: number } | null, readonly failure: { readonly code: string, readonly message: string } | null } }
    | { readonly __typename: 'ImageUploaded', readonly id: string, readonly image: { readonly id: string, readonly title: string | null, readonly description: string | null, readonly tags: ReadonlyArray<string>, readonly namespace: string | null, readonly visibility: Visibility, readonly status: ImageStatus, readonly updatedAt: string, readonly focalPoint: { readonly x: number, readonly y: number } | null, readonly failure: { readonly code: string, readonly message: string } | null } }
    | { readonly __typename: 'VariantFailed', readonly id: string, readonly image: { readonly id: string, readonly title: string | null, readonly description: string | null, readonly tags: ReadonlyArray<string>, readonly namespace: string | null, readonly visibility: Visibility, readonly status: ImageStatus, readonly updatedAt: string, readonly focalPoint: { readonly x: number, readonly y: number } | null, readonly failure: { readonly code: string, readonly message: string } | null } }
    | { readonly __typename: 'VariantReady', readonly id: string, readonly image: { readonly id: string, readonly title: string | null, readonly description: string | null, readonly tags: ReadonlyArray<string>, readonly namespace: string | null, readonly visibility: Visibility, readonly status: ImageStatus, readonly updatedAt: string, readonly focalPoint: { readonly x: number, readonly y: number } | null, readonly failure: { readonly code: string, readonly message: string } | null } }
   };

export type VariantRowFragment = { readonly id: string, readonly name: string, readonly format: ImageFormat, readonly status: VariantStatus, readonly lazy: boolean, readonly width: number | null, readonly height: number | null, readonly byteSize: number | null, readonly quality: number | null, readonly processingMs: number | null, readonly url: string | null, readonly failure: { readonly code: string, readonly message: string } | null };

export type ImageVariantsFragment = { readonly id: string, readonly status: ImageStatus, readonly warnings: ReadonlyArray<{ readonly code: string, readonly message: string }>, readonly variants: ReadonlyArray<{ readonly id: string, readonly name: string, readonly format: ImageFormat, readonly status: VariantStatus, readonly lazy: boolean, readonly width: number | null, readonly height: number | null, readonly byteSize: number | null, readonly quality: number | null, readonly processingMs: number | null, readonly url: string | null, readonly failure: { readonly code: string, readonly message: string } | null }> };

export type MakeVariantQueryVariables = Exact<{
  id: string;
  name: string;
  format: ImageFormat;
}>;


export type MakeVariantQuery = { readonly image: { readonly id: string, readonly variant: { readonly id: string, readonly name: string, readonly format: ImageFormat, readonly status: VariantStatus, readonly lazy: boolean, readonly width: number | null, readonly height: number | null, readonly byteSize: number | null, readonly quality: number | null, readonly processingMs: number | null, readonly url: string | null, readonly failure: { readonly code: string, readonly message: string } | null } | null } | null };

export type ReprocessImageMutationVariables = Exact<{
  id: string;
}>;


export type ReprocessImageMutation = { readonly reprocessImage: { readonly image: { readonly id: string, readonly status: ImageStatus, readonly warnings: ReadonlyArray<{ readonly code: string, readonly message: string }>, readonly variants: ReadonlyArray<{ readonly id: string, readonly name: string, readonly format: ImageFormat, readonly status: VariantStatus, readonly lazy: boolean, readonly width: number | null, readonly height: number | null, readonly byteSize: number | null, readonly quality: number | null, readonly processingMs: number | null, readonly url: string | null, readonly failure: { readonly code: string, readonly message: string } | null }> } | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string }> } };

export type RenderOutputMutationVariables = Exact<{
  id: string;
  output: string;
}>;


export type RenderOutputMutation = { readonly renderVariants: { readonly variants: ReadonlyArray<{ readonly image: { readonly id: string, readonly status: ImageStatus, readonly warnings: ReadonlyArray<{ readonly code: string, readonly message: string }>, readonly variants: ReadonlyArray<{ readonly id: string, readonly name: string, readonly format: ImageFormat, readonly status: VariantStatus, readonly lazy: boolean, readonly width: number | null, readonly height: number | null, readonly byteSize: number | null, readonly quality: number | null, readonly processingMs: number | null, readonly url: string | null, readonly failure: { readonly code: string, readonly message: string } | null }> } }> | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string }> } };

export type ViewedImageFragment = { readonly filename: string, readonly title: string | null, readonly description: string | null, readonly width: number, readonly height: number, readonly contentType: string, readonly hasAlpha: boolean, readonly placeholder: { readonly dataUri: string } | null, readonly responsive: { readonly src: string, readonly srcSet: string }, readonly original: { readonly url: string } | null };

export type SessionQueryVariables = Exact<{ [key: string]: never; }>;


export type SessionQuery = { readonly viewer: { readonly id: string, readonly roles: ReadonlyArray<Role> } };

export type CreateApiKeyMutationVariables = Exact<{
  input: CreateApiKeyInput;
}>;


export type CreateApiKeyMutation = { readonly createApiKey: { readonly secret: string | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string }> } };

export type DeliveriesQueryVariables = Exact<{
  endpointId: string;
  status?: ReadonlyArray<WebhookDeliveryStatus> | WebhookDeliveryStatus | null | undefined;
}>;


export type DeliveriesQuery = { readonly node:
    | { readonly id: string, readonly deliveries: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly type: string, readonly status: WebhookDeliveryStatus, readonly body: string, readonly createdAt: string, readonly nextAttemptAt: string | null, readonly attempts: ReadonlyArray<{ readonly startedAt: string, readonly durationMs: number, readonly status: number | null, readonly answer: string | null, readonly failure: { readonly code: string, readonly message: string } | null }> }> } }
    | Record<PropertyKey, never>
   | null };

export type ReplayDeliveriesMutationVariables = Exact<{
  input: ReplayWebhookDeliveriesInput;
}>;


export type ReplayDeliveriesMutation = { readonly replayWebhookDeliveries: { readonly count: number | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string }> } };

export type DeliveryFragment = { readonly id: string, readonly type: string, readonly status: WebhookDeliveryStatus, readonly body: string, readonly createdAt: string, readonly nextAttemptAt: string | null, readonly attempts: ReadonlyArray<{ readonly startedAt: string, readonly durationMs: number, readonly status: number | null, readonly answer: string | null, readonly failure: { readonly code: string, readonly message: string } | null }> };

export type ReplayDeliveryMutationVariables = Exact<{
  id: string;
}>;


export type ReplayDeliveryMutation = { readonly replayWebhookDelivery: { readonly delivery: { readonly id: string, readonly type: string, readonly status: WebhookDeliveryStatus, readonly body: string, readonly createdAt: string, readonly nextAttemptAt: string | null, readonly attempts: ReadonlyArray<{ readonly startedAt: string, readonly durationMs: number, readonly status: number | null, readonly answer: string | null, readonly failure: { readonly code: string, readonly message: string } | null }> } | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string }> } };

export type HealthQueryVariables = Exact<{ [key: string]: never; }>;


export type HealthQuery = { readonly images: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly createdAt: string } }> }, readonly viewer: { readonly id: string, readonly uploads: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly status: UploadStatus, readonly createdAt: string, readonly failure: { readonly code: string, readonly message: string } | null }> } } };

export type KeyNamesQueryVariables = Exact<{ [key: string]: never; }>;


export type KeyNamesQuery = { readonly viewer: { readonly id: string, readonly apiKeys: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly name: string, readonly prefix: string, readonly scopes: ReadonlyArray<ApiKeyScope>, readonly createdAt: string, readonly lastUsedAt: string | null, readonly expiresAt: string | null, readonly revokedAt: string | null } }> } } };

export type RevokeApiKeyMutationVariables = Exact<{
  id: string;
}>;


export type RevokeApiKeyMutation = { readonly revokeApiKey: { readonly apiKey: { readonly id: string, readonly revokedAt: string | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string }> } };

export type ProfileRulesQueryVariables = Exact<{ [key: string]: never; }>;


export type ProfileRulesQuery = { readonly profiles: ReadonlyArray<{ readonly name: string, readonly kind: MediaKind, readonly allowedContentTypes: ReadonlyArray<string>, readonly maxBytes: number, readonly maxPixels: number, readonly minWidth: number, readonly minHeight: number, readonly variants: ReadonlyArray<{ readonly name: string, readonly width: number | null, readonly height: number | null, readonly fit: Fit, readonly formats: ReadonlyArray<ImageFormat>, readonly required: boolean, readonly lazy: boolean }> }> };

export type UsageFiguresQueryVariables = Exact<{ [key: string]: never; }>;


export type UsageFiguresQuery = { readonly viewer: { readonly id: string, readonly usage: { readonly bytes: { readonly used: number, readonly limit: number | null }, readonly images: { readonly used: number, readonly limit: number | null }, readonly uploadsToday: { readonly used: number, readonly limit: number | null } } } };

export type UpdateWebhookMutationVariables = Exact<{
  input: UpdateWebhookEndpointInput;
}>;


export type UpdateWebhookMutation = { readonly updateWebhookEndpoint: { readonly endpoint: { readonly id: string, readonly url: string, readonly description: string | null, readonly events: ReadonlyArray<WebhookEvent> | null, readonly enabled: boolean, readonly disabledReason: WebhookDisabledReason | null, readonly failingSince: string | null, readonly olderSecretsUntil: string | null, readonly createdAt: string } | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string }> } };

export type PingWebhookMutationVariables = Exact<{
  id: string;
}>;


export type PingWebhookMutation = { readonly pingWebhookEndpoint: { readonly delivery: { readonly id: string } | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string }> } };

export type DeleteWebhookMutationVariables = Exact<{
  id: string;
}>;


export type DeleteWebhookMutation = { readonly deleteWebhookEndpoint: { readonly deletedId: string | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string }> } };

export type WebhookCardFragment = { readonly id: string, readonly url: string, readonly description: string | null, readonly events: ReadonlyArray<WebhookEvent> | null, readonly enabled: boolean, readonly disabledReason: WebhookDisabledReason | null, readonly failingSince: string | null, readonly olderSecretsUntil: string | null, readonly createdAt: string };

export type CreateWebhookMutationVariables = Exact<{
  input: CreateWebhookEndpointInput;
}>;


export type CreateWebhookMutation = { readonly createWebhookEndpoint: { readonly secret: string | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string }> } };

export type RotateSecretMutationVariables = Exact<{
  input: RotateWebhookSecretInput;
}>;


export type RotateSecretMutation = { readonly rotateWebhookSecret: { readonly secret: string | null, readonly endpoint: { readonly id: string, readonly url: string, readonly description: string | null, readonly events: ReadonlyArray<WebhookEvent> | null, readonly enabled: boolean, readonly disabledReason: WebhookDisabledReason | null, readonly failingSince: string | null, readonly olderSecretsUntil: string | null, readonly createdAt: string } | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string }> } };

export type WebhooksQueryVariables = Exact<{ [key: string]: never; }>;


export type WebhooksQuery = { readonly viewer: { readonly id: string, readonly webhookEndpoints: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly url: string, readonly description: string | null, readonly events: ReadonlyArray<WebhookEvent> | null, readonly enabled: boolean, readonly disabledReason: WebhookDisabledReason | null, readonly failingSince: string | null, readonly olderSecretsUntil: string | null, readonly createdAt: string } }> } } };

export type ImportProgressFragment = { readonly id: string, readonly status: UploadStatus, readonly byteSize: number | null, readonly receivedBytes: number, readonly failure: { readonly code: string, readonly message: string } | null, readonly image: { readonly id: string } | null };

export type ImportNewsSubscriptionVariables = Exact<{
  uploadId: string;
}>;


export type ImportNewsSubscription = { readonly uploadEvents:
    | { readonly __typename: 'UploadCompleted', readonly upload: { readonly id: string, readonly status: UploadStatus, readonly byteSize: number | null, readonly receivedBytes: number, readonly failure: { readonly code: string, readonly message: string } | null, readonly image: { readonly id: string } | null } }
    | { readonly __typename: 'UploadFailed', readonly upload: { readonly id: string, readonly status: UploadStatus, readonly byteSize: number | null, readonly receivedBytes: number, readonly failure: { readonly code: string, readonly message: string } | null, readonly image: { readonly id: string } | null } }
    | { readonly __typename: 'UploadProgress', readonly upload: { readonly id: string, readonly status: UploadStatus, readonly byteSize: number | null, readonly receivedBytes: number, readonly failure: { readonly code: string, readonly message: string } | null, readonly image: { readonly id: string } | null } }
    | { readonly __typename: 'UploadSnapshot', readonly upload: { readonly id: string, readonly status: UploadStatus, readonly byteSize: number | null, readonly receivedBytes: number, readonly failure: { readonly code: string, readonly message: string } | null, readonly image: { readonly id: string } | null } }
   };

export type UploadProfilesQueryVariables = Exact<{ [key: string]: never; }>;


export type UploadProfilesQuery = { readonly profiles: ReadonlyArray<{ readonly name: string, readonly allowedContentTypes: ReadonlyArray<string>, readonly maxBytes: number }> };

export type ImportImageMutationVariables = Exact<{
  input: ImportImageInput;
}>;


export type ImportImageMutation = { readonly importImage: { readonly upload: { readonly id: string } | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string }> } };

export type UploadedVariantsFragment = { readonly id: string, readonly variants: ReadonlyArray<{ readonly id: string, readonly name: string, readonly format: ImageFormat, readonly status: VariantStatus, readonly lazy: boolean, readonly url: string | null }> };

export type VariantNewsSubscriptionVariables = Exact<{
  imageIds?: ReadonlyArray<string> | string | null | undefined;
}>;


export type VariantNewsSubscription = { readonly imageEvents:
    | { readonly __typename: 'ImageDeleted', readonly image: { readonly id: string, readonly variants: ReadonlyArray<{ readonly id: string, readonly name: string, readonly format: ImageFormat, readonly status: VariantStatus, readonly lazy: boolean, readonly url: string | null }> } }
    | { readonly __typename: 'ImageFailed', readonly image: { readonly id: string, readonly variants: ReadonlyArray<{ readonly id: string, readonly name: string, readonly format: ImageFormat, readonly status: VariantStatus, readonly lazy: boolean, readonly url: string | null }> } }
    | { readonly __typename: 'ImageReady', readonly image: { readonly id: string, readonly variants: ReadonlyArray<{ readonly id: string, readonly name: string, readonly format: ImageFormat, readonly status: VariantStatus, readonly lazy: boolean, readonly url: string | null }> } }
    | { readonly __typename: 'ImageSnapshot', readonly image: { readonly id: string, readonly variants: ReadonlyArray<{ readonly id: string, readonly name: string, readonly format: ImageFormat, readonly status: VariantStatus, readonly lazy: boolean, readonly url: string | null }> } }
    | { readonly __typename: 'ImageUpdated', readonly image: { readonly id: string, readonly variants: ReadonlyArray<{ readonly id: string, readonly name: string, readonly format: ImageFormat, readonly status: VariantStatus, readonly lazy: boolean, readonly url: string | null }> } }
    | { readonly __typename: 'ImageUploaded', readonly image: { readonly id: string, readonly variants: ReadonlyArray<{ readonly id: string, readonly name: string, readonly format: ImageFormat, readonly status: VariantStatus, readonly lazy: boolean, readonly url: string | null }> } }
    | { readonly __typename: 'VariantFailed', readonly image: { readonly id: string, readonly variants: ReadonlyArray<{ readonly id: string, readonly name: string, readonly format: ImageFormat, readonly status: VariantStatus, readonly lazy: boolean, readonly url: string | null }> } }
    | { readonly __typename: 'VariantReady', readonly image: { readonly id: string, readonly variants: ReadonlyArray<{ readonly id: string, readonly name: string, readonly format: ImageFormat, readonly status: VariantStatus, readonly lazy: boolean, readonly url: string | null }> } }
   };

export const ImageTileFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImageTile"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Image"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"filename"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"visibility"}},{"kind":"Field","name":{"kind":"Name","value":"contentType"}},{"kind":"Field","name":{"kind":"Name","value":"durationSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"placeholder"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"dataUri"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"tile"},"name":{"kind":"Name","value":"responsive"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"widths"},"value":{"kind":"ListValue","values":[{"kind":"IntValue","value":"320"},{"kind":"IntValue","value":"640"},{"kind":"IntValue","value":"960"}]}},{"kind":"Argument","name":{"kind":"Name","value":"formats"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"AUTO"}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"src"}},{"kind":"Field","name":{"kind":"Name","value":"srcSet"}}]}}]}}]} as unknown as DocumentNode<ImageTileFragment, unknown>;
export const ViewedImageFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ViewedImage"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Image"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"filename"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"contentType"}},{"kind":"Field","name":{"kind":"Name","value":"hasAlpha"}},{"kind":"Field","name":{"kind":"Name","value":"placeholder"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"dataUri"}}]}},{"kind":"Field","name":{"kind":"Name","value":"responsive"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"formats"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"WEBP"}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"src"}},{"kind":"Field","name":{"kind":"Name","value":"srcSet"}}]}},{"kind":"Field","name":{"kind":"Name","value":"original"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}}]}}]}}]} as unknown as DocumentNode<ViewedImageFragment, unknown>;
export const ImageDetailsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImageDetails"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Image"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"filename"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"namespace"}},{"kind":"Field","name":{"kind":"Name","value":"visibility"}},{"kind":"Field","name":{"kind":"Name","value":"contentType"}},{"kind":"Field","name":{"kind":"Name","value":"byteSize"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"frames"}},{"kind":"Field","name":{"kind":"Name","value":"durationSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"sha256"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"ownerId"}},{"kind":"Field","name":{"kind":"Name","value":"profile"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"metadata"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cameraMake"}},{"kind":"Field","name":{"kind":"Name","value":"cameraModel"}},{"kind":"Field","name":{"kind":"Name","value":"lens"}},{"kind":"Field","name":{"kind":"Name","value":"focalLength"}},{"kind":"Field","name":{"kind":"Name","value":"fNumber"}},{"kind":"Field","name":{"kind":"Name","value":"exposureTime"}},{"kind":"Field","name":{"kind":"Name","value":"iso"}},{"kind":"Field","name":{"kind":"Name","value":"flash"}},{"kind":"Field","name":{"kind":"Name","value":"takenAt"}},{"kind":"Field","name":{"kind":"Name","value":"colorSpace"}}]}}]}}]} as unknown as DocumentNode<ImageDetailsFragment, unknown>;
export const VariantRowFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"VariantRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Variant"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"format"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"lazy"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"byteSize"}},{"kind":"Field","name":{"kind":"Name","value":"quality"}},{"kind":"Field","name":{"kind":"Name","value":"processingMs"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<VariantRowFragment, unknown>;
export const ImageVariantsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImageVariants"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Image"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"variants"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"VariantRow"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"VariantRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Variant"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"format"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"lazy"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"byteSize"}},{"kind":"Field","name":{"kind":"Name","value":"quality"}},{"kind":"Field","name":{"kind":"Name","value":"processingMs"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<ImageVariantsFragment, unknown>;
export const FocusedImageFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FocusedImage"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Image"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"focalPoint"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"x"}},{"kind":"Field","name":{"kind":"Name","value":"y"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ViewedImage"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ViewedImage"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Image"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"filename"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"contentType"}},{"kind":"Field","name":{"kind":"Name","value":"hasAlpha"}},{"kind":"Field","name":{"kind":"Name","value":"placeholder"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"dataUri"}}]}},{"kind":"Field","name":{"kind":"Name","value":"responsive"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"formats"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"WEBP"}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"src"}},{"kind":"Field","name":{"kind":"Name","value":"srcSet"}}]}},{"kind":"Field","name":{"kind":"Name","value":"original"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}}]}}]}}]} as unknown as DocumentNode<FocusedImageFragment, unknown>;
export const SignedImageFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SignedImage"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Image"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"profile"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"variants"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]} as unknown as DocumentNode<SignedImageFragment, unknown>;
export const ImageViewFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImageView"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Image"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"filename"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"ownerId"}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ViewedImage"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ImageDetails"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ImageVariants"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"FocusedImage"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"SignedImage"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImageDetails"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Image"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"filename"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"namespace"}},{"kind":"Field","name":{"kind":"Name","value":"visibility"}},{"kind":"Field","name":{"kind":"Name","value":"contentType"}},{"kind":"Field","name":{"kind":"Name","value":"byteSize"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"frames"}},{"kind":"Field","name":{"kind":"Name","value":"durationSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"sha256"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"ownerId"}},{"kind":"Field","name":{"kind":"Name","value":"profile"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"metadata"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cameraMake"}},{"kind":"Field","name":{"kind":"Name","value":"cameraModel"}},{"kind":"Field","name":{"kind":"Name","value":"lens"}},{"kind":"Field","name":{"kind":"Name","value":"focalLength"}},{"kind":"Field","name":{"kind":"Name","value":"fNumber"}},{"kind":"Field","name":{"kind":"Name","value":"exposureTime"}},{"kind":"Field","name":{"kind":"Name","value":"iso"}},{"kind":"Field","name":{"kind":"Name","value":"flash"}},{"kind":"Field","name":{"kind":"Name","value":"takenAt"}},{"kind":"Field","name":{"kind":"Name","value":"colorSpace"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FocusedImage"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Image"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"focalPoint"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"x"}},{"kind":"Field","name":{"kind":"Name","value":"y"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ViewedImage"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SignedImage"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Image"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"profile"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"variants"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"VariantRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Variant"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"format"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"lazy"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"byteSize"}},{"kind":"Field","name":{"kind":"Name","value":"quality"}},{"kind":"Field","name":{"kind":"Name","value":"processingMs"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImageVariants"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Image"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"variants"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"VariantRow"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ViewedImage"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Image"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"filename"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"contentType"}},{"kind":"Field","name":{"kind":"Name","value":"hasAlpha"}},{"kind":"Field","name":{"kind":"Name","value":"placeholder"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"dataUri"}}]}},{"kind":"Field","name":{"kind":"Name","value":"responsive"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"formats"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"WEBP"}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"src"}},{"kind":"Field","name":{"kind":"Name","value":"srcSet"}}]}},{"kind":"Field","name":{"kind":"Name","value":"original"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}}]}}]}}]} as unknown as DocumentNode<ImageViewFragment, unknown>;
export const ShareRowFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ShareRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Share"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"recipientId"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"revokedAt"}},{"kind":"Field","name":{"kind":"Name","value":"maxViews"}},{"kind":"Field","name":{"kind":"Name","value":"viewCount"}},{"kind":"Field","name":{"kind":"Name","value":"maxWidth"}},{"kind":"Field","name":{"kind":"Name","value":"allowOriginal"}}]}}]} as unknown as DocumentNode<ShareRowFragment, unknown>;
export const DeliveryFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Delivery"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"WebhookDelivery"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"body"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"nextAttemptAt"}},{"kind":"Field","name":{"kind":"Name","value":"attempts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"durationMs"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"answer"}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<DeliveryFragment, unknown>;
export const WebhookCardFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WebhookCard"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"WebhookEndpoint"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"events"}},{"kind":"Field","name":{"kind":"Name","value":"enabled"}},{"kind":"Field","name":{"kind":"Name","value":"disabledReason"}},{"kind":"Field","name":{"kind":"Name","value":"failingSince"}},{"kind":"Field","name":{"kind":"Name","value":"olderSecretsUntil"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}}]} as unknown as DocumentNode<WebhookCardFragment, unknown>;
export const ImportProgressFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImportProgress"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MediaUpload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"byteSize"}},{"kind":"Field","name":{"kind":"Name","value":"receivedBytes"}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"image"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]} as unknown as DocumentNode<ImportProgressFragment, unknown>;
export const UploadedVariantsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UploadedVariants"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Image"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"variants"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"format"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"lazy"}},{"kind":"Field","name":{"kind":"Name","value":"url"}}]}}]}}]} as unknown as DocumentNode<UploadedVariantsFragment, unknown>;
export const ImageNewsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"ImageNews"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"imageEvents"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"image"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"visibility"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"placeholder"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"dataUri"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ImageNewsSubscription, ImageNewsSubscriptionVariables>;
export const ChangeImageDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ChangeImage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateImageInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"updateImage"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"image"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ImageTile"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImageTile"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Image"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"filename"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"visibility"}},{"kind":"Field","name":{"kind":"Name","value":"contentType"}},{"kind":"Field","name":{"kind":"Name","value":"durationSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"placeholder"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"dataUri"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"tile"},"name":{"kind":"Name","value":"responsive"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"widths"},"value":{"kind":"ListValue","values":[{"kind":"IntValue","value":"320"},{"kind":"IntValue","value":"640"},{"kind":"IntValue","value":"960"}]}},{"kind":"Argument","name":{"kind":"Name","value":"formats"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"AUTO"}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"src"}},{"kind":"Field","name":{"kind":"Name","value":"srcSet"}}]}}]}}]} as unknown as DocumentNode<ChangeImageMutation, ChangeImageMutationVariables>;
export const DeleteImagesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DeleteImages"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"ids"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deleteImages"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"ids"},"value":{"kind":"Variable","name":{"kind":"Name","value":"ids"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deletedIds"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<DeleteImagesMutation, DeleteImagesMutationVariables>;
export const TagsOfImagesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"TagsOfImages"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"ids"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"ids"},"value":{"kind":"Variable","name":{"kind":"Name","value":"ids"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Image"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}}]}}]}}]}}]} as unknown as DocumentNode<TagsOfImagesQuery, TagsOfImagesQueryVariables>;
export const LibraryPageDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"LibraryPage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ImageFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ImageOrder"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"images"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ImageTile"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImageTile"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Image"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"filename"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"visibility"}},{"kind":"Field","name":{"kind":"Name","value":"contentType"}},{"kind":"Field","name":{"kind":"Name","value":"durationSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"placeholder"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"dataUri"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"tile"},"name":{"kind":"Name","value":"responsive"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"widths"},"value":{"kind":"ListValue","values":[{"kind":"IntValue","value":"320"},{"kind":"IntValue","value":"640"},{"kind":"IntValue","value":"960"}]}},{"kind":"Argument","name":{"kind":"Name","value":"formats"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"AUTO"}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"src"}},{"kind":"Field","name":{"kind":"Name","value":"srcSet"}}]}}]}}]} as unknown as DocumentNode<LibraryPageQuery, LibraryPageQueryVariables>;
export const NewcomersDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Newcomers"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ImageFilter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"images"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]}}]} as unknown as DocumentNode<NewcomersQuery, NewcomersQueryVariables>;
export const TileAgainDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"TileAgain"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"image"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ImageTile"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImageTile"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Image"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"filename"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"visibility"}},{"kind":"Field","name":{"kind":"Name","value":"contentType"}},{"kind":"Field","name":{"kind":"Name","value":"durationSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"placeholder"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"dataUri"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"tile"},"name":{"kind":"Name","value":"responsive"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"widths"},"value":{"kind":"ListValue","values":[{"kind":"IntValue","value":"320"},{"kind":"IntValue","value":"640"},{"kind":"IntValue","value":"960"}]}},{"kind":"Argument","name":{"kind":"Name","value":"formats"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"AUTO"}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"src"}},{"kind":"Field","name":{"kind":"Name","value":"srcSet"}}]}}]}}]} as unknown as DocumentNode<TileAgainQuery, TileAgainQueryVariables>;
export const ImagePageDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ImagePage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"image"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ImageView"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImageDetails"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Image"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"filename"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"namespace"}},{"kind":"Field","name":{"kind":"Name","value":"visibility"}},{"kind":"Field","name":{"kind":"Name","value":"contentType"}},{"kind":"Field","name":{"kind":"Name","value":"byteSize"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"frames"}},{"kind":"Field","name":{"kind":"Name","value":"durationSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"sha256"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"ownerId"}},{"kind":"Field","name":{"kind":"Name","value":"profile"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"metadata"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cameraMake"}},{"kind":"Field","name":{"kind":"Name","value":"cameraModel"}},{"kind":"Field","name":{"kind":"Name","value":"lens"}},{"kind":"Field","name":{"kind":"Name","value":"focalLength"}},{"kind":"Field","name":{"kind":"Name","value":"fNumber"}},{"kind":"Field","name":{"kind":"Name","value":"exposureTime"}},{"kind":"Field","name":{"kind":"Name","value":"iso"}},{"kind":"Field","name":{"kind":"Name","value":"flash"}},{"kind":"Field","name":{"kind":"Name","value":"takenAt"}},{"kind":"Field","name":{"kind":"Name","value":"colorSpace"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FocusedImage"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Image"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"focalPoint"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"x"}},{"kind":"Field","name":{"kind":"Name","value":"y"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ViewedImage"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImageView"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Image"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"filename"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"ownerId"}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ViewedImage"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ImageDetails"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ImageVariants"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"FocusedImage"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"SignedImage"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SignedImage"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Image"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"profile"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"variants"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"VariantRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Variant"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"format"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"lazy"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"byteSize"}},{"kind":"Field","name":{"kind":"Name","value":"quality"}},{"kind":"Field","name":{"kind":"Name","value":"processingMs"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImageVariants"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Image"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"variants"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"VariantRow"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ViewedImage"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Image"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"filename"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"contentType"}},{"kind":"Field","name":{"kind":"Name","value":"hasAlpha"}},{"kind":"Field","name":{"kind":"Name","value":"placeholder"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"dataUri"}}]}},{"kind":"Field","name":{"kind":"Name","value":"responsive"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"formats"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"WEBP"}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"src"}},{"kind":"Field","name":{"kind":"Name","value":"srcSet"}}]}},{"kind":"Field","name":{"kind":"Name","value":"original"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}}]}}]}}]} as unknown as DocumentNode<ImagePageQuery, ImagePageQueryVariables>;
export const DeleteImageDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DeleteImage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deleteImages"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"ids"},"value":{"kind":"ListValue","values":[{"kind":"Variable","name":{"kind":"Name","value":"id"}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deletedIds"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<DeleteImageMutation, DeleteImageMutationVariables>;
export const UpdateImageDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UpdateImage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateImageInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"updateImage"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"image"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"namespace"}},{"kind":"Field","name":{"kind":"Name","value":"visibility"}},{"kind":"Field","name":{"kind":"Name","value":"focalPoint"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"x"}},{"kind":"Field","name":{"kind":"Name","value":"y"}}]}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ViewedImage"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ViewedImage"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Image"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"filename"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"contentType"}},{"kind":"Field","name":{"kind":"Name","value":"hasAlpha"}},{"kind":"Field","name":{"kind":"Name","value":"placeholder"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"dataUri"}}]}},{"kind":"Field","name":{"kind":"Name","value":"responsive"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"formats"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"WEBP"}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"src"}},{"kind":"Field","name":{"kind":"Name","value":"srcSet"}}]}},{"kind":"Field","name":{"kind":"Name","value":"original"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}}]}}]}}]} as unknown as DocumentNode<UpdateImageMutation, UpdateImageMutationVariables>;
export const FocalCropsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"FocalCrops"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"image"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","alias":{"kind":"Name","value":"square"},"name":{"kind":"Name","value":"rendition"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"transform"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"width"},"value":{"kind":"IntValue","value":"480"}},{"kind":"ObjectField","name":{"kind":"Name","value":"height"},"value":{"kind":"IntValue","value":"480"}},{"kind":"ObjectField","name":{"kind":"Name","value":"gravity"},"value":{"kind":"EnumValue","value":"FOCAL_POINT"}},{"kind":"ObjectField","name":{"kind":"Name","value":"format"},"value":{"kind":"EnumValue","value":"WEBP"}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"wide"},"name":{"kind":"Name","value":"rendition"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"transform"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"width"},"value":{"kind":"IntValue","value":"640"}},{"kind":"ObjectField","name":{"kind":"Name","value":"height"},"value":{"kind":"IntValue","value":"360"}},{"kind":"ObjectField","name":{"kind":"Name","value":"gravity"},"value":{"kind":"EnumValue","value":"FOCAL_POINT"}},{"kind":"ObjectField","name":{"kind":"Name","value":"format"},"value":{"kind":"EnumValue","value":"WEBP"}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"tall"},"name":{"kind":"Name","value":"rendition"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"transform"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"width"},"value":{"kind":"IntValue","value":"360"}},{"kind":"ObjectField","name":{"kind":"Name","value":"height"},"value":{"kind":"IntValue","value":"640"}},{"kind":"ObjectField","name":{"kind":"Name","value":"gravity"},"value":{"kind":"EnumValue","value":"FOCAL_POINT"}},{"kind":"ObjectField","name":{"kind":"Name","value":"format"},"value":{"kind":"EnumValue","value":"WEBP"}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}}]}}]}}]}}]} as unknown as DocumentNode<FocalCropsQuery, FocalCropsQueryVariables>;
export const ImageAuditDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ImageAudit"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"imageId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"auditLog"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"imageId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"imageId"}}}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"actorId"}},{"kind":"Field","name":{"kind":"Name","value":"apiKeyId"}},{"kind":"Field","name":{"kind":"Name","value":"address"}},{"kind":"Field","name":{"kind":"Name","value":"detail"}},{"kind":"Field","name":{"kind":"Name","value":"occurredAt"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<ImageAuditQuery, ImageAuditQueryVariables>;
export const ImageHistoryDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ImageHistory"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"image"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"events"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"occurredAt"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VariantReady"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"variant"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"format"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VariantFailed"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"variant"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"format"}}]}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ImageFailed"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ImageHistoryQuery, ImageHistoryQueryVariables>;
export const PurgeImageDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PurgeImage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"variantsOnly"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"purgeImages"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"ids"},"value":{"kind":"ListValue","values":[{"kind":"Variable","name":{"kind":"Name","value":"id"}}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"variantsOnly"},"value":{"kind":"Variable","name":{"kind":"Name","value":"variantsOnly"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"purgedIds"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<PurgeImageMutation, PurgeImageMutationVariables>;
export const InspectRenditionDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"InspectRendition"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"transform"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"TransformInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"image"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"inspection"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"transform"},"value":{"kind":"Variable","name":{"kind":"Name","value":"transform"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ssim"}},{"kind":"Field","name":{"kind":"Name","value":"psnr"}},{"kind":"Field","name":{"kind":"Name","value":"deltaE"}},{"kind":"Field","name":{"kind":"Name","value":"quality"}}]}}]}}]}}]} as unknown as DocumentNode<InspectRenditionQuery, InspectRenditionQueryVariables>;
export const ResponsivePictureDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ResponsivePicture"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"transform"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"TransformInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"formats"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ImageFormat"}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"image"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"responsive"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"transform"},"value":{"kind":"Variable","name":{"kind":"Name","value":"transform"}}},{"kind":"Argument","name":{"kind":"Name","value":"formats"},"value":{"kind":"Variable","name":{"kind":"Name","value":"formats"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"html"}}]}}]}}]}}]} as unknown as DocumentNode<ResponsivePictureQuery, ResponsivePictureQueryVariables>;
export const PlaygroundRenditionDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PlaygroundRendition"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"transform"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"TransformInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"reference"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"TransformInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"image"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"rendition"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"transform"},"value":{"kind":"Variable","name":{"kind":"Name","value":"transform"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"transform"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"reference"},"name":{"kind":"Name","value":"rendition"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"transform"},"value":{"kind":"Variable","name":{"kind":"Name","value":"reference"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}}]}}]}}]}}]} as unknown as DocumentNode<PlaygroundRenditionQuery, PlaygroundRenditionQueryVariables>;
export const ShareImageDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ShareImage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ShareImageInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"shareImage"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"share"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"recipientId"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<ShareImageMutation, ShareImageMutationVariables>;
export const RevokeShareDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RevokeShare"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"revokeShare"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"shareId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"share"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ShareRow"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ShareRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Share"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"recipientId"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"revokedAt"}},{"kind":"Field","name":{"kind":"Name","value":"maxViews"}},{"kind":"Field","name":{"kind":"Name","value":"viewCount"}},{"kind":"Field","name":{"kind":"Name","value":"maxWidth"}},{"kind":"Field","name":{"kind":"Name","value":"allowOriginal"}}]}}]} as unknown as DocumentNode<RevokeShareMutation, RevokeShareMutationVariables>;
export const ImageSharesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ImageShares"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"image"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"shares"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ShareRow"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ShareRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Share"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"recipientId"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"revokedAt"}},{"kind":"Field","name":{"kind":"Name","value":"maxViews"}},{"kind":"Field","name":{"kind":"Name","value":"viewCount"}},{"kind":"Field","name":{"kind":"Name","value":"maxWidth"}},{"kind":"Field","name":{"kind":"Name","value":"allowOriginal"}}]}}]} as unknown as DocumentNode<ImageSharesQuery, ImageSharesQueryVariables>;
export const SignImageUrlDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SignImageUrl"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SignImageUrlInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"signImageUrl"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<SignImageUrlMutation, SignImageUrlMutationVariables>;
export const NewsOfImageDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"NewsOfImage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"imageEvents"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"imageIds"},"value":{"kind":"ListValue","values":[{"kind":"Variable","name":{"kind":"Name","value":"id"}}]}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"image"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"namespace"}},{"kind":"Field","name":{"kind":"Name","value":"visibility"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"focalPoint"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"x"}},{"kind":"Field","name":{"kind":"Name","value":"y"}}]}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]}}]} as unknown as DocumentNode<NewsOfImageSubscription, NewsOfImageSubscriptionVariables>;
export const MakeVariantDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"MakeVariant"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"name"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"format"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ImageFormat"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"image"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"variant"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"name"}}},{"kind":"Argument","name":{"kind":"Name","value":"format"},"value":{"kind":"Variable","name":{"kind":"Name","value":"format"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"VariantRow"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"VariantRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Variant"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"format"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"lazy"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"byteSize"}},{"kind":"Field","name":{"kind":"Name","value":"quality"}},{"kind":"Field","name":{"kind":"Name","value":"processingMs"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<MakeVariantQuery, MakeVariantQueryVariables>;
export const ReprocessImageDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ReprocessImage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reprocessImage"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"image"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ImageVariants"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"VariantRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Variant"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"format"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"lazy"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"byteSize"}},{"kind":"Field","name":{"kind":"Name","value":"quality"}},{"kind":"Field","name":{"kind":"Name","value":"processingMs"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImageVariants"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Image"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"variants"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"VariantRow"}}]}}]}}]} as unknown as DocumentNode<ReprocessImageMutation, ReprocessImageMutationVariables>;
export const RenderOutputDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RenderOutput"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"output"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"renderVariants"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"imageIds"},"value":{"kind":"ListValue","values":[{"kind":"Variable","name":{"kind":"Name","value":"id"}}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"outputs"},"value":{"kind":"ListValue","values":[{"kind":"Variable","name":{"kind":"Name","value":"output"}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"variants"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"image"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ImageVariants"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"VariantRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Variant"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"format"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"lazy"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"byteSize"}},{"kind":"Field","name":{"kind":"Name","value":"quality"}},{"kind":"Field","name":{"kind":"Name","value":"processingMs"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImageVariants"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Image"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"variants"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"VariantRow"}}]}}]}}]} as unknown as DocumentNode<RenderOutputMutation, RenderOutputMutationVariables>;
export const SessionDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Session"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"roles"}}]}}]}}]} as unknown as DocumentNode<SessionQuery, SessionQueryVariables>;
export const CreateApiKeyDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateApiKey"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateApiKeyInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createApiKey"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"secret"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<CreateApiKeyMutation, CreateApiKeyMutationVariables>;
export const DeliveriesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Deliveries"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"endpointId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"status"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"WebhookDeliveryStatus"}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"endpointId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"WebhookEndpoint"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"deliveries"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}},{"kind":"Argument","name":{"kind":"Name","value":"status"},"value":{"kind":"Variable","name":{"kind":"Name","value":"status"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Delivery"}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Delivery"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"WebhookDelivery"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"body"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"nextAttemptAt"}},{"kind":"Field","name":{"kind":"Name","value":"attempts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"durationMs"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"answer"}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<DeliveriesQuery, DeliveriesQueryVariables>;
export const ReplayDeliveriesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ReplayDeliveries"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ReplayWebhookDeliveriesInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"replayWebhookDeliveries"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<ReplayDeliveriesMutation, ReplayDeliveriesMutationVariables>;
export const ReplayDeliveryDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ReplayDelivery"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"replayWebhookDelivery"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"delivery"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Delivery"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Delivery"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"WebhookDelivery"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"body"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"nextAttemptAt"}},{"kind":"Field","name":{"kind":"Name","value":"attempts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"durationMs"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"answer"}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<ReplayDeliveryMutation, ReplayDeliveryMutationVariables>;
export const HealthDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Health"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"images"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"status"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"PROCESSING"}]}}]}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"field"},"value":{"kind":"EnumValue","value":"CREATED_AT"}},{"kind":"ObjectField","name":{"kind":"Name","value":"direction"},"value":{"kind":"EnumValue","value":"ASC"}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"uploads"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"10"}},{"kind":"Argument","name":{"kind":"Name","value":"status"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"FAILED"},{"kind":"EnumValue","value":"EXPIRED"}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<HealthQuery, HealthQueryVariables>;
export const KeyNamesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"KeyNames"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"apiKeys"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"prefix"}},{"kind":"Field","name":{"kind":"Name","value":"scopes"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastUsedAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"revokedAt"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<KeyNamesQuery, KeyNamesQueryVariables>;
export const RevokeApiKeyDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RevokeApiKey"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"revokeApiKey"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"apiKey"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"revokedAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<RevokeApiKeyMutation, RevokeApiKeyMutationVariables>;
export const ProfileRulesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ProfileRules"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"profiles"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"allowedContentTypes"}},{"kind":"Field","name":{"kind":"Name","value":"maxBytes"}},{"kind":"Field","name":{"kind":"Name","value":"maxPixels"}},{"kind":"Field","name":{"kind":"Name","value":"minWidth"}},{"kind":"Field","name":{"kind":"Name","value":"minHeight"}},{"kind":"Field","name":{"kind":"Name","value":"variants"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"fit"}},{"kind":"Field","name":{"kind":"Name","value":"formats"}},{"kind":"Field","name":{"kind":"Name","value":"required"}},{"kind":"Field","name":{"kind":"Name","value":"lazy"}}]}}]}}]}}]} as unknown as DocumentNode<ProfileRulesQuery, ProfileRulesQueryVariables>;
export const UsageFiguresDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"UsageFigures"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"usage"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"bytes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"used"}},{"kind":"Field","name":{"kind":"Name","value":"limit"}}]}},{"kind":"Field","name":{"kind":"Name","value":"images"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"used"}},{"kind":"Field","name":{"kind":"Name","value":"limit"}}]}},{"kind":"Field","name":{"kind":"Name","value":"uploadsToday"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"used"}},{"kind":"Field","name":{"kind":"Name","value":"limit"}}]}}]}}]}}]}}]} as unknown as DocumentNode<UsageFiguresQuery, UsageFiguresQueryVariables>;
export const UpdateWebhookDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UpdateWebhook"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateWebhookEndpointInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"updateWebhookEndpoint"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"endpoint"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"WebhookCard"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WebhookCard"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"WebhookEndpoint"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"events"}},{"kind":"Field","name":{"kind":"Name","value":"enabled"}},{"kind":"Field","name":{"kind":"Name","value":"disabledReason"}},{"kind":"Field","name":{"kind":"Name","value":"failingSince"}},{"kind":"Field","name":{"kind":"Name","value":"olderSecretsUntil"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}}]} as unknown as DocumentNode<UpdateWebhookMutation, UpdateWebhookMutationVariables>;
export const PingWebhookDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PingWebhook"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pingWebhookEndpoint"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"delivery"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<PingWebhookMutation, PingWebhookMutationVariables>;
export const DeleteWebhookDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DeleteWebhook"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deleteWebhookEndpoint"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deletedId"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<DeleteWebhookMutation, DeleteWebhookMutationVariables>;
export const CreateWebhookDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateWebhook"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateWebhookEndpointInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createWebhookEndpoint"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"secret"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<CreateWebhookMutation, CreateWebhookMutationVariables>;
export const RotateSecretDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RotateSecret"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RotateWebhookSecretInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rotateWebhookSecret"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"endpoint"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"WebhookCard"}}]}},{"kind":"Field","name":{"kind":"Name","value":"secret"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WebhookCard"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"WebhookEndpoint"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"events"}},{"kind":"Field","name":{"kind":"Name","value":"enabled"}},{"kind":"Field","name":{"kind":"Name","value":"disabledReason"}},{"kind":"Field","name":{"kind":"Name","value":"failingSince"}},{"kind":"Field","name":{"kind":"Name","value":"olderSecretsUntil"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}}]} as unknown as DocumentNode<RotateSecretMutation, RotateSecretMutationVariables>;
export const WebhooksDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Webhooks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"webhookEndpoints"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"WebhookCard"}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WebhookCard"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"WebhookEndpoint"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"events"}},{"kind":"Field","name":{"kind":"Name","value":"enabled"}},{"kind":"Field","name":{"kind":"Name","value":"disabledReason"}},{"kind":"Field","name":{"kind":"Name","value":"failingSince"}},{"kind":"Field","name":{"kind":"Name","value":"olderSecretsUntil"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}}]} as unknown as DocumentNode<WebhooksQuery, WebhooksQueryVariables>;
export const ImportNewsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"ImportNews"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"uploadId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"uploadEvents"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"uploadId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"uploadId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"upload"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ImportProgress"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImportProgress"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MediaUpload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"byteSize"}},{"kind":"Field","name":{"kind":"Name","value":"receivedBytes"}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"image"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]} as unknown as DocumentNode<ImportNewsSubscription, ImportNewsSubscriptionVariables>;
export const UploadProfilesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"UploadProfiles"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"profiles"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"allowedContentTypes"}},{"kind":"Field","name":{"kind":"Name","value":"maxBytes"}}]}}]}}]} as unknown as DocumentNode<UploadProfilesQuery, UploadProfilesQueryVariables>;
export const ImportImageDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ImportImage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ImportImageInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"importImage"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"upload"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<ImportImageMutation, ImportImageMutationVariables>;
export const VariantNewsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"VariantNews"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"imageIds"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"imageEvents"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"imageIds"},"value":{"kind":"Variable","name":{"kind":"Name","value":"imageIds"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"image"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"UploadedVariants"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UploadedVariants"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Image"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"variants"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"format"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"lazy"}},{"kind":"Field","name":{"kind":"Name","value":"url"}}]}}]}}]} as unknown as DocumentNode<VariantNewsSubscription, VariantNewsSubscriptionVariables>;