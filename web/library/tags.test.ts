import { describe, expect, it } from '@jest/globals';
import { countTags, tagsIn } from './tags.ts';

describe('tags', () => {
  it.each([
    ['lake', ['lake']],
    [' lake ,  the old harbour,', ['lake', 'the old harbour']],
    ['#lake, lake', ['lake']],
    ['a\nb', ['a', 'b']],
    [' , ,', []],
  ])('that were typed as %j are %j', (typed, tags) => {
    expect(tagsIn(typed)).toEqual(tags);
  });

  it('are counted, what most have first', () => {
    expect(countTags([['lake', 'boat'], ['lake'], [], ['boat', 'lake', 'ash']])).toEqual([
      { tag: 'lake', count: 3 },
      { tag: 'boat', count: 2 },
      { tag: 'ash', count: 1 },
    ]);
  });
});
