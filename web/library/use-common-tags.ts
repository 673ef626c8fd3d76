/** The tags of all that is selected, as they are now. */
import { useEffect, useState } from 'react';
import { tagsOf } from './change-images.ts';
import { countTags, type TagCount } from './tags.ts';

export interface CommonTags {
  /** Undefined until they are known. */
  readonly tags: readonly TagCount[] | undefined;
  readonly error: unknown;
}

export function useCommonTags(selected: ReadonlySet<string>): CommonTags {
  const [known, setKnown] = useState<CommonTags>({ tags: undefined, error: null });
  useEffect(() => {
    let isWanted = true;
    const show = (found: CommonTags) => isWanted && setKnown(found);
    tagsOf([...selected]).then(
      (tags) => show({ tags: countTags(tags.values()), error: null }),
      (error: unknown) => show({ tags: undefined, error }),
    );
    return () => {
      isWanted = false;
    };
  }, [selected]);
  return known;
}
