import { describe, expect, it } from '@jest/globals';
import { type Page, PagedList } from './paged-list.ts';

interface Item {
  readonly id: string;
}

/** Pages of two, of a list that others may change; every request is answered when it is told to. */
function shelf(...ids: string[]) {
  const stored = [...ids];
  const asked: (string | null)[] = [];
  const faults: Error[] = [];
  const list = new PagedList<Item>(async (after): Promise<Page<Item>> => {
    asked.push(after);
    const fault = faults.shift();
    if (fault) throw fault;
    const begin = after === null ? 0 : stored.indexOf(after) + 1;
    const items = stored.slice(begin, begin + 2).map((id) => ({ id }));
    return { items, next: begin + 2 < stored.length ? (items.at(-1)?.id ?? null) : null };
  });
  const shown = () => list.state().items.map(({ id }) => id);
  return { list, stored, asked, faults, shown };
}

describe('a list that grows by pages', () => {
  it('asks for one page after the other until the end, and then for nothing more', async () => {
    const { list, asked, shown } = shelf('a', 'b', 'c');
    expect(list.state()).toMatchObject({ isKnown: false, hasMore: true });
    await list.loadMore();
    expect(shown()).toEqual(['a', 'b']);
    await list.loadMore();
    await list.loadMore();
    expect(shown()).toEqual(['a', 'b', 'c']);
    expect(asked).toEqual([null, 'b']);
    expect(list.state()).toMatchObject({ isKnown: true, hasMore: false, isLoading: false });
  });

  it('asks for a page once, however often it is wanted', async () => {
    const { list, asked } = shelf('a', 'b', 'c');
    await Promise.all([list.loadMore(), list.loadMore(), list.loadMore()]);
    expect(asked).toEqual([null]);
  });

  it('keeps what it has when a page does not come, and goes on there', async () => {
    const { list, faults, shown } = shelf('a', 'b', 'c');
    await list.loadMore();
    const cut = new Error('cut');
    faults.push(cut);
    await list.loadMore();
    expect(list.state()).toMatchObject({ error: cut, isLoading: false, hasMore: true });
    expect(shown()).toEqual(['a', 'b']);
    await list.loadMore();
    expect(shown()).toEqual(['a', 'b', 'c']);
    expect(list.state().error).toBeNull();
  });

  it('shows nothing twice that has moved behind the page where it was', async () => {
    const { list, stored, shown } = shelf('a', 'b', 'c', 'd');
    await list.loadMore();
    stored.splice(0, 4, 'b', 'a', 'd');
    await list.loadMore();
    expect(shown()).toEqual(['a', 'b', 'd']);
  });

  it('begins anew without showing nothing meanwhile', async () => {
    const { list, stored, shown } = shelf('a', 'b', 'c');
    await list.loadMore();
    list.becomeStale('2026-11-23T10:00:00Z');
    list.becomeStale('2026-11-23T09:00:00Z');
    expect(list.state().stale).toEqual({ since: '2026-11-23T09:00:00Z' });
    stored.unshift('new');
    const done = list.reload();
    expect(shown()).toEqual(['a', 'b']);
    await done;
    expect(shown()).toEqual(['new', 'a']);
    expect(list.state()).toMatchObject({ stale: null, hasMore: true });
  });

  it('begins anew once more when that was wanted while it did, since the answer may be older', async () => {
    const { list, stored, asked, shown } = shelf('a');
    const first = list.reload();
    const more = [list.reload(), list.reload()];
    stored.unshift('new');
    await Promise.all([first, ...more]);
    expect(asked).toEqual([null, null]);
    expect(shown()).toEqual(['new', 'a']);
  });

  it('loses what is gone, and tells only those who look', async () => {
    const { list, shown } = shelf('a', 'b');
    await list.loadMore();
    let told = 0;
    const leave = list.subscribe(() => (told += 1));
    list.remove('a');
    list.remove('x');
    expect(shown()).toEqual(['b']);
    expect(told).toBe(1);
    leave();
    list.remove('b');
    expect(told).toBe(1);
  });
});
