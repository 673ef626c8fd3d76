/** The entities of the domain, and the pool that knows them. */
import type { DataSource } from 'typeorm';
import { type DatabaseOptions, openDataSource } from '../platform/database/data-source.ts';
import { ApiKeyEntity } from './access/api-key.entity.ts';
import { AuditEntryEntity } from './audit/audit-entry.entity.ts';
import { BatchEntity, BatchItemEntity } from './batches/batch.entity.ts';
import { EventEntity } from './events/event.entity.ts';
import { ImageEntity } from './images/image.entity.ts';
import { VariantEntity } from './images/variant.entity.ts';
import { RenditionEntity } from './renditions/rendition.entity.ts';
import { ShareEntity } from './sharing/share.entity.ts';
import { IdempotencyKeyEntity } from './uploads/idempotency-key.entity.ts';
import { UploadLockEntity } from './uploads/upload-lock.entity.ts';
import { UploadPartEntity } from './uploads/upload-part.entity.ts';
import { UploadEntity } from './uploads/upload.entity.ts';
import { OwnerQuotaEntity } from './usage/owner-quota.entity.ts';
import { OwnerUsageEntity } from './usage/owner-usage.entity.ts';
import { RateLimitEntity } from './usage/rate-limit.entity.ts';

const entities = [
  ApiKeyEntity,
  AuditEntryEntity,
  BatchEntity,
  BatchItemEntity,
  EventEntity,
  IdempotencyKeyEntity,
  ImageEntity,
  OwnerQuotaEntity,
  OwnerUsageEntity,
  RateLimitEntity,
  RenditionEntity,
  ShareEntity,
  UploadEntity,
  UploadLockEntity,
  UploadPartEntity,
  VariantEntity,
];

export const openDatabase = (options: DatabaseOptions): Promise<DataSource> =>
  openDataSource(options, entities);
