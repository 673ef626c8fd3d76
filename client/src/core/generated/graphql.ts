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

/** An upload whose bytes have all been sent. */
export type CompleteUploadInput = {
  /** All parts. Default: what the store has. */
  readonly parts?: ReadonlyArray<UploadedPartInput> | null | undefined;
  /** In hexadecimal; the upload is refused when it differs. */
  readonly sha256?: string | null | undefined;
  /** The upload. */
  readonly uploadId: string;
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

/** How far an image is. */
export type ImageStatus =
  /** A required variant cannot be made; `failure` says why. */
  | 'FAILED'
  /** Required variants are still being made. */
  | 'PROCESSING'
  /** Every required variant is there. */
  | 'READY';

/** Which parts of which upload. */
export type SignUploadPartsInput = {
  /** At most 1,000. Default: the first 100 of those that are missing. */
  readonly partNumbers?: ReadonlyArray<number> | null | undefined;
  /** The upload. */
  readonly uploadId: string;
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

export type ProgressFragment = { readonly id: string, readonly status: ImageStatus, readonly progress: number, readonly failure: { readonly code: string, readonly message: string } | null, readonly variants: ReadonlyArray<{ readonly id: string, readonly name: string, readonly status: VariantStatus }>, readonly profile: { readonly variants: ReadonlyArray<{ readonly name: string, readonly required: boolean }> } };

export type TargetFragment = { readonly method: string, readonly url: string, readonly expiresAt: string, readonly headers: ReadonlyArray<{ readonly name: string, readonly value: string }> };

export type RefusalFragment = { readonly code: UserErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null };

export type DarkroomUploadImageMutationVariables = Exact<{
  input: UploadImageInput;
}>;


export type DarkroomUploadImageMutation = { readonly uploadImage: { readonly image: { readonly id: string, readonly status: ImageStatus, readonly progress: number, readonly failure: { readonly code: string, readonly message: string } | null, readonly variants: ReadonlyArray<{ readonly id: string, readonly name: string, readonly status: VariantStatus }>, readonly profile: { readonly variants: ReadonlyArray<{ readonly name: string, readonly required: boolean }> } } | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type DarkroomCreateUploadMutationVariables = Exact<{
  input: CreateUploadInput;
}>;


export type DarkroomCreateUploadMutation = { readonly createUpload: { readonly upload: { readonly id: string, readonly image: { readonly id: string, readonly status: ImageStatus, readonly progress: number, readonly failure: { readonly code: string, readonly message: string } | null, readonly variants: ReadonlyArray<{ readonly id: string, readonly name: string, readonly status: VariantStatus }>, readonly profile: { readonly variants: ReadonlyArray<{ readonly name: string, readonly required: boolean }> } } | null } | null, readonly target: { readonly single: { readonly method: string, readonly url: string, readonly expiresAt: string, readonly headers: ReadonlyArray<{ readonly name: string, readonly value: string }> } | null, readonly multipart: { readonly partSize: number, readonly partCount: number, readonly parts: ReadonlyArray<{ readonly partNumber: number, readonly request: { readonly method: string, readonly url: string, readonly expiresAt: string, readonly headers: ReadonlyArray<{ readonly name: string, readonly value: string }> } }> } | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type DarkroomSignUploadPartsMutationVariables = Exact<{
  input: SignUploadPartsInput;
}>;


export type DarkroomSignUploadPartsMutation = { readonly signUploadParts: { readonly stored: ReadonlyArray<{ readonly partNumber: number, readonly byteSize: number, readonly etag: string }> | null, readonly parts: ReadonlyArray<{ readonly partNumber: number, readonly request: { readonly method: string, readonly url: string, readonly expiresAt: string, readonly headers: ReadonlyArray<{ readonly name: string, readonly value: string }> } }> | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type DarkroomCompleteUploadMutationVariables = Exact<{
  input: CompleteUploadInput;
}>;


export type DarkroomCompleteUploadMutation = { readonly completeUpload: { readonly image: { readonly id: string, readonly status: ImageStatus, readonly progress: number, readonly failure: { readonly code: string, readonly message: string } | null, readonly variants: ReadonlyArray<{ readonly id: string, readonly name: string, readonly status: VariantStatus }>, readonly profile: { readonly variants: ReadonlyArray<{ readonly name: string, readonly required: boolean }> } } | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type DarkroomAbortUploadMutationVariables = Exact<{
  input: AbortUploadInput;
}>;


export type DarkroomAbortUploadMutation = { readonly abortUpload: { readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type DarkroomImageProgressQueryVariables = Exact<{
  id: string;
}>;


export type DarkroomImageProgressQuery = { readonly image: { readonly id: string, readonly status: ImageStatus, readonly progress: number, readonly failure: { readonly code: string, readonly message: string } | null, readonly variants: ReadonlyArray<{ readonly id: string, readonly name: string, readonly status: VariantStatus }>, readonly profile: { readonly variants: ReadonlyArray<{ readonly name: string, readonly required: boolean }> } } | null };

export type DarkroomImageProgressEventsSubscriptionVariables = Exact<{
  imageIds?: ReadonlyArray<string> | string | null | undefined;
}>;


export type DarkroomImageProgressEventsSubscription = { readonly imageEvents:
    | { readonly __typename: 'ImageDeleted', readonly id: string, readonly image: { readonly id: string, readonly status: ImageStatus, readonly progress: number, readonly failure: { readonly code: string, readonly message: string } | null, readonly variants: ReadonlyArray<{ readonly id: string, readonly name: string, readonly status: VariantStatus }>, readonly profile: { readonly variants: ReadonlyArray<{ readonly name: string, readonly required: boolean }> } } }
    | { readonly __typename: 'ImageFailed', readonly id: string, readonly image: { readonly id: string, readonly status: ImageStatus, readonly progress: number, readonly failure: { readonly code: string, readonly message: string } | null, readonly variants: ReadonlyArray<{ readonly id: string, readonly name: string, readonly status: VariantStatus }>, readonly profile: { readonly variants: ReadonlyArray<{ readonly name: string, readonly required: boolean }> } } }
    | { readonly __typename: 'ImageReady', readonly id: string, readonly image: { readonly id: string, readonly status: ImageStatus, readonly progress: number, readonly failure: { readonly code: string, readonly message: string } | null, readonly variants: ReadonlyArray<{ readonly id: string, readonly name: string, readonly status: VariantStatus }>, readonly profile: { readonly variants: ReadonlyArray<{ readonly name: string, readonly required: boolean }> } } }
    | { readonly __typename: 'ImageSnapshot', readonly id: string, readonly image: { readonly id: string, readonly status: ImageStatus, readonly progress: number, readonly failure: { readonly code: string, readonly message: string } | null, readonly variants: ReadonlyArray<{ readonly id: string, readonly name: string, readonly status: VariantStatus }>, readonly profile: { readonly variants: ReadonlyArray<{ readonly name: string, readonly required: boolean }> } } }
    | { readonly __typename: 'ImageUpdated', readonly id: string, readonly image: { readonly id: string, readonly status: ImageStatus, readonly progress: number, readonly failure: { readonly code: string, readonly message: string } | null, readonly variants: ReadonlyArray<{ readonly id: string, readonly name: string, readonly status: VariantStatus }>, readonly profile: { readonly variants: ReadonlyArray<{ readonly name: string, readonly required: boolean }> } } }
    | { readonly __typename: 'ImageUploaded', readonly id: string, readonly image: { readonly id: string, readonly status: ImageStatus, readonly progress: number, readonly failure: { readonly code: string, readonly message: string } | null, readonly variants: ReadonlyArray<{ readonly id: string, readonly name: string, readonly status: VariantStatus }>, readonly profile: { readonly variants: ReadonlyArray<{ readonly name: string, readonly required: boolean }> } } }
    | { readonly __typename: 'VariantFailed', readonly id: string, readonly image: { readonly id: string, readonly status: ImageStatus, readonly progress: number, readonly failure: { readonly code: string, readonly message: string } | null, readonly variants: ReadonlyArray<{ readonly id: string, readonly name: string, readonly status: VariantStatus }>, readonly profile: { readonly variants: ReadonlyArray<{ readonly name: string, readonly required: boolean }> } } }
    | { readonly __typename: 'VariantReady', readonly id: string, readonly image: { readonly id: string, readonly status: ImageStatus, readonly progress: number, readonly failure: { readonly code: string, readonly message: string } | null, readonly variants: ReadonlyArray<{ readonly id: string, readonly name: string, readonly status: VariantStatus }>, readonly profile: { readonly variants: ReadonlyArray<{ readonly name: string, readonly required: boolean }> } } }
   };

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
export const ProgressFragmentDoc = new TypedDocumentString(`
    fragment Progress on Image {
  id
  status
  progress
  failure {
    code
    message
  }
  variants {
    id
    name
    status
  }
  profile {
    variants {
      name
      required
    }
  }
}
    `, {"fragmentName":"Progress"}) as unknown as TypedDocumentString<ProgressFragment, unknown>;
export const TargetFragmentDoc = new TypedDocumentString(`
    fragment Target on SignedRequest {
  method
  url
  headers {
    name
    value
  }
  expiresAt
}
    `, {"fragmentName":"Target"}) as unknown as TypedDocumentString<TargetFragment, unknown>;
export const RefusalFragmentDoc = new TypedDocumentString(`
    fragment Refusal on UserError {
  code
  message
  field
}
    `, {"fragmentName":"Refusal"}) as unknown as TypedDocumentString<RefusalFragment, unknown>;
export const DarkroomUploadImageDocument = new TypedDocumentString(`
    mutation DarkroomUploadImage($input: UploadImageInput!) {
  uploadImage(input: $input) {
    image {
      ...Progress
    }
    userErrors {
      ...Refusal
    }
  }
}
    fragment Progress on Image {
  id
  status
  progress
  failure {
    code
    message
  }
  variants {
    id
    name
    status
  }
  profile {
    variants {
      name
      required
    }
  }
}
fragment Refusal on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<DarkroomUploadImageMutation, DarkroomUploadImageMutationVariables>;
export const DarkroomCreateUploadDocument = new TypedDocumentString(`
    mutation DarkroomCreateUpload($input: CreateUploadInput!) {
  createUpload(input: $input) {
    upload {
      id
      image {
        ...Progress
      }
    }
    target {
      single {
        ...Target
      }
      multipart {
        partSize
        partCount
        parts {
          partNumber
          request {
            ...Target
          }
        }
      }
    }
    userErrors {
      ...Refusal
    }
  }
}
    fragment Progress on Image {
  id
  status
  progress
  failure {
    code
    message
  }
  variants {
    id
    name
    status
  }
  profile {
    variants {
      name
      required
    }
  }
}
fragment Target on SignedRequest {
  method
  url
  headers {
    name
    value
  }
  expiresAt
}
fragment Refusal on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<DarkroomCreateUploadMutation, DarkroomCreateUploadMutationVariables>;
export const DarkroomSignUploadPartsDocument = new TypedDocumentString(`
    mutation DarkroomSignUploadParts($input: SignUploadPartsInput!) {
  signUploadParts(input: $input) {
    stored {
      partNumber
      byteSize
      etag
    }
    parts {
      partNumber
      request {
        ...Target
      }
    }
    userErrors {
      ...Refusal
    }
  }
}
    fragment Target on SignedRequest {
  method
  url
  headers {
    name
    value
  }
  expiresAt
}
fragment Refusal on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<DarkroomSignUploadPartsMutation, DarkroomSignUploadPartsMutationVariables>;
export const DarkroomCompleteUploadDocument = new TypedDocumentString(`
    mutation DarkroomCompleteUpload($input: CompleteUploadInput!) {
  completeUpload(input: $input) {
    image {
      ...Progress
    }
    userErrors {
      ...Refusal
    }
  }
}
    fragment Progress on Image {
  id
  status
  progress
  failure {
    code
    message
  }
  variants {
    id
    name
    status
  }
  profile {
    variants {
      name
      required
    }
  }
}
fragment Refusal on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<DarkroomCompleteUploadMutation, DarkroomCompleteUploadMutationVariables>;
export const DarkroomAbortUploadDocument = new TypedDocumentString(`
    mutation DarkroomAbortUpload($input: AbortUploadInput!) {
  abortUpload(input: $input) {
    userErrors {
      ...Refusal
    }
  }
}
    fragment Refusal on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<DarkroomAbortUploadMutation, DarkroomAbortUploadMutationVariables>;
export const DarkroomImageProgressDocument = new TypedDocumentString(`
    query DarkroomImageProgress($id: ID!) {
  image(id: $id) {
    ...Progress
  }
}
    fragment Progress on Image {
  id
  status
  progress
  failure {
    code
    message
  }
  variants {
    id
    name
    status
  }
  profile {
    variants {
      name
      required
    }
  }
}`) as unknown as TypedDocumentString<DarkroomImageProgressQuery, DarkroomImageProgressQueryVariables>;
export const DarkroomImageProgressEventsDocument = new TypedDocumentString(`
    subscription DarkroomImageProgressEvents($imageIds: [ID!]) {
  imageEvents(imageIds: $imageIds) {
    __typename
    id
    image {
      ...Progress
    }
  }
}
    fragment Progress on Image {
  id
  status
  progress
  failure {
    code
    message
  }
  variants {
    id
    name
    status
  }
  profile {
    variants {
      name
      required
    }
  }
}`) as unknown as TypedDocumentString<DarkroomImageProgressEventsSubscription, DarkroomImageProgressEventsSubscriptionVariables>;