/** Which blobs rows name, and what the rows know of each: what the store is compared with. */

export type BlobKind = 'original' | 'variant' | 'rendition';

export interface NamedBlob {
  readonly kind: BlobKind;
  /** Of the image, the variant or the rendition. */
  readonly rowId: string;
  readonly imageId: string;
  /** For people: which of the image's files it is. */
  readonly name: string;
  readonly key: string;
  readonly byteSize: number;
  /** SHA-256 in hexadecimal. */
  readonly digest: string;
}

/** To be selected from. `since` is when the row came to name the blob, which was stored before that. */
export const namedBlobs = `(
  SELECT 'original' AS kind, id AS row_id, id AS image_id, 'original' AS name, storage_key AS key, byte_size,
         sha256 AS digest, created_at AS since FROM images
  UNION ALL
  SELECT 'variant', id, image_id, name || '.' || format, storage_key, byte_size, digest, ready_at
    FROM variants WHERE status = 'READY'
  UNION ALL
  SELECT 'rendition', id, image_id, spec, storage_key, byte_size, digest, created_at FROM renditions
) named`;

/** A {@link NamedBlob} of `namedBlobs`. */
export const namedColumns = `kind, row_id AS "rowId", image_id AS "imageId", name, key, byte_size::float8 AS "byteSize", digest`;
