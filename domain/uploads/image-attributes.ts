/** What a person may say about an image, with its limits: the same when it is uploaded and when it is changed. */
import { AppError } from '../../platform/errors.ts';

const limits = { title: 200, description: 5_000, tags: 50, tag: 64, namespace: 64 } as const;

/** Up to 64 characters that can also be a folder of a storage key. */
export const namespacePattern = /^[a-z0-9][a-z0-9_-]{0,63}$/;

export interface ImageAttributes {
  title?: string | null | undefined;
  description?: string | null | undefined;
  tags?: readonly string[] | null | undefined;
  namespace?: string | null | undefined;
}

/** The attributes as they are stored: trimmed, without repeated tags; what is undefined stays so. @throws AppError INVALID_INPUT. */
export function checkAttributes<A extends ImageAttributes>(given: A): A {
  return {
    ...given,
    ...(given.title !== undefined && { title: checkText('title', given.title, limits.title) }),
    ...(given.description !== undefined && {
      description: checkText('description', given.description, limits.description),
    }),
    ...(given.tags !== undefined && { tags: checkTags(given.tags ?? []) }),
    ...(given.namespace !== undefined && { namespace: checkNamespace(given.namespace) }),
  };
}

function checkText(field: string, text: string | null | undefined, max: number): string | null {
  const trimmed = withoutNul(text ?? '').trim();
  if (trimmed.length > max) throw invalid(field, `use at most ${max} characters`);
  return trimmed || null;
}

function checkTags(tags: readonly string[]): string[] {
  const unique = [...new Set(tags.map((tag) => withoutNul(tag).trim()))].filter(Boolean);
  if (unique.length > limits.tags) throw invalid('tags', `use at most ${limits.tags} tags`);
  if (unique.some((tag) => tag.length > limits.tag))
    throw invalid('tags', `use at most ${limits.tag} characters a tag`);
  return unique;
}

function checkNamespace(namespace: string | null | undefined): string | null {
  if (namespace === null || namespace === undefined || namespace === '') return null;
  if (!namespacePattern.test(namespace))
    throw invalid(
      'namespace',
      `use up to ${limits.namespace} of a–z, 0–9, _ and -, beginning with a letter or digit`,
    );
  return namespace;
}

/** Postgres cannot store NUL in text. */
const withoutNul = (text: string): string => text.replaceAll('\u0000', '');

const invalid = (field: string, reason: string): AppError => new AppError('INVALID_INPUT', { field, reason });
