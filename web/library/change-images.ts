/** What can be done to many images, each for itself, so that one that cannot be changed holds none of the others up. */
import { apollo } from '../apollo/client.ts';
import { graphql } from '../generated/gql.ts';
import type { UpdateImageInput } from '../generated/graphql.ts';
import { applyToEach, type Failed } from './apply-to-each.ts';
import { forgetImages } from './image-lists.ts';

const ChangeImage = graphql(`
  mutation ChangeImage($input: UpdateImageInput!) {
    updateImage(input: $input) {
      image {
        tags
        ...ImageTile
      }
      userErrors {
        code
        message
      }
    }
  }
`);

const DeleteImages = graphql(`
  mutation DeleteImages($ids: [ID!]!) {
    deleteImages(input: { ids: $ids }) {
      deletedIds
      userErrors {
        code
        message
      }
    }
  }
`);

const TagsOfImages = graphql(`
  query TagsOfImages($ids: [ID!]!) {
    nodes(ids: $ids) {
      ... on Image {
        id
        tags
      }
    }
  }
`);

export type Progress = (done: number) => void;
export type Change = (ids: readonly string[], onProgress: Progress) => Promise<readonly Failed[]>;

const changeAll =
  (inputOf: (id: string) => UpdateImageInput): Change =>
  (ids, onProgress) =>
    applyToEach(ids, {
      onProgress,
      async apply(id) {
        const { data } = await apollo.mutate({ mutation: ChangeImage, variables: { input: inputOf(id) } });
        const [refused] = data?.updateImage.userErrors ?? [];
        if (refused) throw refused;
      },
    });

export const setVisibility = (visibility: 'PUBLIC' | 'PRIVATE'): Change =>
  changeAll((id) => ({ id, visibility }));

export interface TagChange {
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** The API sets all tags of an image: they are read just before, as others may have changed them. */
export const changeTags =
  ({ added, removed }: TagChange): Change =>
  async (ids, onProgress) => {
    const before = await tagsOf(ids);
    const inputOf = (id: string): UpdateImageInput => {
      const kept = (before.get(id) ?? []).filter((tag) => !removed.includes(tag));
      return { id, tags: [...new Set([...kept, ...added])] };
    };
    return changeAll(inputOf)(ids, onProgress);
  };

/** Of those that exist. */
export async function tagsOf(ids: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>();
  for (const some of chunks(ids)) {
    const { data } = await apollo.query({
      query: TagsOfImages,
      variables: { ids: some },
      fetchPolicy: 'network-only',
    });
    for (const node of data?.nodes ?? []) if (node && 'tags' in node) found.set(node.id, node.tags);
  }
  return found;
}

/** All of a request are deleted or none, so what others have deleted meanwhile is left out. */
export const deleteImages: Change = async (ids, onProgress) => {
  const failed: Failed[] = [];
  let done = 0;
  for (const some of chunks(ids)) {
    try {
      await deleteTogether(some);
    } catch (error) {
      failed.push(...some.map((id) => ({ id, error })));
    }
    onProgress((done += some.length));
  }
  return failed;
};

async function deleteTogether(ids: readonly string[]): Promise<void> {
  const refused = await refusalOf(ids);
  if (refused?.code === 'NOT_FOUND') {
    const present = [...(await tagsOf(ids)).keys()];
    const again = present.length > 0 && (await refusalOf(present));
    if (again) throw again;
  } else if (refused) throw refused;
  forgetImages(ids);
}

async function refusalOf(ids: readonly string[]) {
  const { data } = await apollo.mutate({ mutation: DeleteImages, variables: { ids } });
  return data?.deleteImages.userErrors[0];
}

/** Fewer than one request may name, and few enough for what a query may cost. */
const chunkSize = 200;

const chunks = (ids: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(ids.length / chunkSize) }, (_, index) =>
    ids.slice(index * chunkSize, (index + 1) * chunkSize),
  );
