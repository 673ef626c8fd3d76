import { describe, expect, it } from '@jest/globals';
import type { OutputFormat } from '../../media/types.ts';
import { negotiateFormat } from './negotiate-format.ts';

const all: OutputFormat[] = ['png', 'jpeg', 'webp', 'avif'];
const chrome = 'image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8';
const firefox = 'image/avif,image/webp,image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5';
const olderSafari = 'image/webp,image/png,image/svg+xml,image/*;q=0.8,video/*;q=0.8,*/*;q=0.5';

describe('the formats that a client takes', () => {
  it.each([
    [chrome, ['avif', 'webp', 'jpeg', 'png']],
    [firefox, ['avif', 'webp', 'jpeg', 'png']],
    [olderSafari, ['webp', 'jpeg', 'png']],
    ['image/png,image/svg+xml,image/*;q=0.8', ['jpeg', 'png']],
    ['*/*', ['jpeg', 'png']],
    ['image/*', ['jpeg', 'png']],
    [undefined, ['jpeg', 'png']],
    ['', []],
    ['text/html', []],
    ['image/webp', ['webp']],
    ['IMAGE/WEBP, Image/Avif', ['avif', 'webp']],
    ['image/avif;q=0, image/webp;q=0.1', ['webp']],
    ['image/avif;q=0, */*', ['jpeg', 'png']],
    ['image/jpeg;q=0, */*', ['png']],
    ['image/avif-sequence, */*', ['jpeg', 'png']],
    ['*/*, text/plain;a="image/avif"', ['jpeg', 'png']],
    ['image/avif;level=1', []],
    [';;,,;q=,/,"', []],
  ])('%s', (accept, expected) => {
    expect(negotiateFormat(accept, all)).toEqual(expected);
  });

  it('are only those that there are', () => {
    expect(negotiateFormat(chrome, ['jpeg', 'webp'])).toEqual(['webp', 'jpeg']);
    expect(negotiateFormat(chrome, ['gif'])).toEqual(['gif']);
    expect(negotiateFormat('image/webp', ['jpeg'])).toEqual([]);
    expect(negotiateFormat(chrome, [])).toEqual([]);
  });
});
