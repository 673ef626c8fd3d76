/** Which images are selected, and from where the next range reaches. */

export interface Selection {
  readonly ids: ReadonlySet<string>;
  /** What was selected or let go last, alone. */
  readonly anchor: string | undefined;
}

export const nothing: Selection = { ids: new Set(), anchor: undefined };

export function toggled({ ids }: Selection, id: string): Selection {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { ids: next, anchor: id };
}

/** Everything from the anchor to `id`, in the order that is shown, beside what is selected; without an anchor `id` alone. */
export function extendedTo(selection: Selection, id: string, shown: readonly string[]): Selection {
  const from = selection.anchor === undefined ? -1 : shown.indexOf(selection.anchor);
  const to = shown.indexOf(id);
  if (from < 0 || to < 0) return { ids: new Set([...selection.ids, id]), anchor: id };
  const range = shown.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { ids: new Set([...selection.ids, ...range]), anchor: selection.anchor };
}

export const everything = (shown: readonly string[]): Selection => ({
  ids: new Set(shown),
  anchor: undefined,
});

/** What is gone can be neither selected nor changed. */
export function without(selection: Selection, gone: readonly string[]): Selection {
  if (!gone.some((id) => selection.ids.has(id))) return selection;
  const ids = new Set([...selection.ids].filter((id) => !gone.includes(id)));
  return { ids, anchor: gone.includes(selection.anchor ?? '') ? undefined : selection.anchor };
}
