/** Does the work for each of the items, in their order and some of them at a time. */
export async function atATime<Item>(
  { items, limit }: { readonly items: readonly Item[]; readonly limit: number },
  work: (item: Item) => Promise<unknown>,
): Promise<void> {
  const waiting = items.values();
  const loop = async (): Promise<void> => {
    for (const item of waiting) await work(item);
  };
  await Promise.all(Array.from({ length: limit }, loop));
}
