import { describe, expect, it } from '@jest/globals';
import { everything, extendedTo, nothing, toggled, without } from './selection.ts';

const shown = ['a', 'b', 'c', 'd', 'e'];

describe('a selection', () => {
  it('takes an image and lets it go again', () => {
    const one = toggled(nothing, 'b');
    expect([...one.ids]).toEqual(['b']);
    expect(toggled(one, 'b').ids.size).toBe(0);
  });

  it('reaches from what was selected last to another, in both directions, beside what it has', () => {
    const from = toggled(toggled(nothing, 'a'), 'c');
    expect([...extendedTo(from, 'e', shown).ids].sort()).toEqual(['a', 'c', 'd', 'e']);
    expect([...extendedTo(from, 'b', shown).ids].sort()).toEqual(['a', 'b', 'c']);
  });

  it('reaches anew from the same place', () => {
    const further = extendedTo(extendedTo(toggled(nothing, 'b'), 'c', shown), 'd', shown);
    expect([...further.ids]).toEqual(['b', 'c', 'd']);
  });

  it('takes one alone where nothing was selected before, or what was is not shown any more', () => {
    expect([...extendedTo(nothing, 'c', shown).ids]).toEqual(['c']);
    expect([...extendedTo(toggled(nothing, 'gone'), 'c', shown).ids]).toEqual(['gone', 'c']);
  });

  it('takes everything that is shown', () => {
    expect([...everything(shown).ids]).toEqual(shown);
  });

  it('loses what is gone, and is the same where nothing of it is', () => {
    const all = everything(shown);
    expect([...without(all, ['b', 'x']).ids]).toEqual(['a', 'c', 'd', 'e']);
    expect(without(all, ['x'])).toBe(all);
    expect(without(toggled(nothing, 'b'), ['b'])).toEqual(nothing);
  });
});
