/** The same dependencies for whoever looks through a share: its URLs, and its rules of what is made on demand. */
import { rulesThrough } from '../sharing/allowed.ts';
import type { Grant } from '../sharing/grant.ts';
import type { RenditionUrlDependencies } from './rendition-url.ts';

export const throughGrant = (
  { urls, profiles, delivery }: RenditionUrlDependencies,
  grant: Grant | undefined,
): RenditionUrlDependencies =>
  grant
    ? { urls: urls.through(grant), profiles, delivery: rulesThrough(delivery, grant) }
    : { urls, profiles, delivery };
