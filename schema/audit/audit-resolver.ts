/** The query for the audit log. */
import { Args, Ctx, Query, Resolver } from 'type-graphql';
import { listAudit } from '../../domain/audit/list-audit.ts';
import { fromGlobalId } from '../../platform/ids.ts';
import type { Context } from '../context.ts';
import { AuditEntryConnectionType, AuditPageArgs } from './audit-types.ts';

@Resolver()
export class AuditResolver {
  @Query(() => AuditEntryConnectionType, {
    description:
      'Who did what to which image, from which key and address, the newest first. Kept for AUDIT_RETENTION_DAYS. Needs ADMIN.',
  })
  async auditLog(
    @Args(() => AuditPageArgs) { filter, ...page }: AuditPageArgs,
    @Ctx() { app, viewer }: Context,
  ): Promise<AuditEntryConnectionType> {
    const { imageId, action, actorId, ownerId, after, before } = filter ?? {};
    const given = { action, actorId, ownerId, after, before };
    return new AuditEntryConnectionType(
      await listAudit(app.database, viewer, {
        ...page,
        filter: { ...given, imageId: imageId ? fromGlobalId('image', imageId) : undefined },
      }),
    );
  }
}
