/** Rows without the uploads that make them, where a test is about what happens afterwards. */
import type { DataSource } from 'typeorm';
import { ImageEntity } from '../domain/images/image.entity.ts';
import { VariantEntity } from '../domain/images/variant.entity.ts';
import { UploadEntity } from '../domain/uploads/upload.entity.ts';
import { sql } from '../platform/database/sql.ts';
import { newUuid } from '../platform/ids.ts';

/** Inserts images of `alice` as they are given, in work and private unless they say otherwise, and charges them. */
export async function seedImages(
  database: DataSource,
  given: readonly Partial<ImageEntity>[],
): Promise<ImageEntity[]> {
  const images = given.map(imageOf);
  const uploads = images.map((image) => uploadOf(image));
  await database.manager.insert(UploadEntity, uploads);
  await database.manager.insert(ImageEntity, images);
  for (const [ownerId, owned] of Map.groupBy(images, (image) => image.ownerId))
    await sql(
      database,
      `INSERT INTO owner_usage (owner_id, bytes, images) VALUES ($1, $2, $3) ON CONFLICT (owner_id)
       DO UPDATE SET bytes = owner_usage.bytes + $2, images = owner_usage.images + $3`,
      [ownerId, owned.reduce((sum, { byteSize }) => sum + byteSize, 0), owned.length],
    );
  return images;
}

export async function seedImage(
  database: DataSource,
  given: Partial<ImageEntity> = {},
): Promise<ImageEntity> {
  const [image] = await seedImages(database, [given]);
  if (!image) throw new Error('nothing was inserted');
  return image;
}

/** Inserts variants of an image, `thumb` as WebP and waiting unless they say otherwise. */
export async function seedVariants(
  database: DataSource,
  imageId: string,
  given: readonly Partial<VariantEntity>[],
): Promise<VariantEntity[]> {
  const variants = given.map((each, position) =>
    Object.assign(new VariantEntity(), {
      id: newUuid(),
      imageId,
      name: 'thumb',
      format: 'webp',
      position,
      required: true,
      geometry: { width: 40, height: 40, fit: 'cover', gravity: 'center' },
      quality: null,
      background: '#ffffff',
      effects: null,
      autoQuality: null,
      status: 'PENDING',
      width: null,
      height: null,
      byteSize: null,
      digest: null,
      storageKey: null,
      failureCode: null,
      failureMessage: null,
      processingMs: null,
      createdAt: new Date(),
      lazy: false,
      requestedAt: null,
      readyAt: null,
      colorSpace: 'srgb',
      ...each,
    } satisfies VariantEntity),
  );
  await database.manager.insert(VariantEntity, variants);
  return variants;
}

function imageOf(given: Partial<ImageEntity>): ImageEntity {
  const id = given.id ?? newUuid();
  return Object.assign(new ImageEntity(), {
    id,
    ownerId: 'alice',
    uploadId: newUuid(),
    status: 'PROCESSING',
    profile: 'default',
    namespace: null,
    visibility: 'PRIVATE',
    filename: 'photo.jpg',
    title: null,
    description: null,
    tags: [],
    contentType: 'image/jpeg',
    byteSize: 1_000,
    sha256: '0'.repeat(64),
    width: 160,
    height: 120,
    frames: 1,
    hasAlpha: false,
    durationSeconds: null,
    focalX: null,
    focalY: null,
    placeholder: null,
    metadata: null,
    storageKey: `originals/${id.slice(-2)}/${id}`,
    variantFolder: 'variants',
    failureCode: null,
    failureMessage: null,
    createdAt: new Date(),
    updatedAt: new Date(),
    ...given,
  } satisfies ImageEntity);
}

/** Inserts uploads without an image, of `alice` and waiting unless they say otherwise. */
export async function seedUploads(
  database: DataSource,
  given: readonly Partial<UploadEntity>[],
): Promise<UploadEntity[]> {
  const uploads = given.map((each) => {
    const { ownerId = 'alice', createdAt = new Date(), id = newUuid() } = each;
    const image = imageOf({ ownerId, createdAt, uploadId: id });
    return Object.assign(uploadOf(image), { status: 'PENDING', imageId: null, receivedBytes: 0 }, each);
  });
  await database.manager.insert(UploadEntity, uploads);
  return uploads;
}

const uploadOf = (image: ImageEntity): UploadEntity =>
  Object.assign(new UploadEntity(), {
    id: image.uploadId,
    ownerId: image.ownerId,
    status: 'COMPLETED',
    profile: image.profile,
    filename: image.filename,
    storageKey: image.storageKey,
    receivedBytes: image.byteSize,
    byteSize: null,
    contentType: null,
    sha256: null,
    attributes: null,
    partBytes: null,
    multipartId: null,
    tusMetadata: null,
    restKeys: [],
    imageId: image.id,
    failureCode: null,
    failureMessage: null,
    createdAt: image.createdAt,
    updatedAt: image.updatedAt,
    expiresAt: null,
    heldBytes: 0,
    heldOn: null,
    sweptAt: null,
    sourceUrl: null,
    keyId: null,
    address: null,
  } satisfies UploadEntity);
