/** Pages through the audit log, the newest first, for admins alone. */
import type { DataSource } from 'typeorm';
import { AppError } from '../../platform/errors.ts';
import { parseGlobalId, toGlobalId } from '../../platform/ids.ts';
import { requireScope } from '../access/policy.ts';
import { isSubject, plainTextRule } from '../access/subject.ts';
import type { Viewer } from '../access/viewer.ts';
import { pageSizeOf } from '../images/list-images.ts';
import { type AuditAction, AuditEntryEntity } from './audit-entry.entity.ts';

export interface AuditFilter {
  readonly action?: readonly AuditAction[] | null | undefined;
  readonly actorId?: string | null | undefined;
  readonly ownerId?: string | null | undefined;
  readonly imageId?: string | null | undefined;
  readonly after?: Date | null | undefined;
  readonly before?: Date | null | undefined;
}

export interface AuditPage {
  readonly entries: AuditEntryEntity[];
  cursorOf(entry: AuditEntryEntity): string;
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

/** @throws AppError UNAUTHENTICATED, FORBIDDEN, INVALID_INPUT, PAGE_TOO_LARGE, INVALID_CURSOR. */
export async function listAudit(
  database: DataSource,
  viewer: Viewer,
  { first, after, filter = {} }: { first?: number | null; after?: string | null; filter?: AuditFilter },
): Promise<AuditPage> {
  requireScope(viewer, 'ADMIN');
  const size = pageSizeOf(first);
  const query = database.manager
    .createQueryBuilder(AuditEntryEntity, 'entry')
    .orderBy('entry.occurredAt', 'DESC')
    .addOrderBy('entry.id', 'DESC')
    .limit(size + 1);
  // After one that is no longer kept nothing comes: what is older is gone as well.
  if (after)
    query.andWhere(
      '(entry.occurredAt, entry.id) < ((SELECT occurred_at FROM audit_log WHERE id = :after), :after)',
      { after: entryOf(after) },
    );
  // One alone is read in the order of time by an index of its own.
  if (filter.action?.length === 1) query.andWhere('entry.action = :action', { action: filter.action[0] });
  else if (filter.action) query.andWhere('entry.action = ANY(:action)', { action: filter.action });
  for (const name of ['actorId', 'ownerId'] as const)
    if (filter[name] && !isSubject(filter[name]))
      throw new AppError('INVALID_INPUT', { field: name, reason: plainTextRule(255) });
  for (const name of ['actorId', 'ownerId', 'imageId'] as const)
    if (filter[name]) query.andWhere(`entry.${name} = :${name}`, { [name]: filter[name] });
  if (filter.after) query.andWhere('entry.occurredAt > :from', { from: filter.after });
  if (filter.before) query.andWhere('entry.occurredAt < :to', { to: filter.before });
  const entries = await query.getMany();
  return {
    entries: entries.slice(0, size),
    cursorOf: ({ id }) => toGlobalId('auditEntry', id),
    hasNextPage: entries.length > size,
    hasPreviousPage: Boolean(after),
  };
}

function entryOf(cursor: string): string {
  const parsed = parseGlobalId(cursor);
  if (parsed?.kind === 'auditEntry') return parsed.uuid;
  throw new AppError('INVALID_CURSOR', { cursor: cursor.slice(0, 64) });
}
