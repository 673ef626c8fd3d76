import { describe, expect, it } from '@jest/globals';
import { filterOf, isFiltered, orderOf, paramsOf, viewOf, withoutFilter } from './library-view.ts';

const read = (search: string) => viewOf(new URLSearchParams(search));
const full =
  'q=harbour+wall&tag=lake&tag=holiday&status=failed&visibility=public&type=jpeg&namespace=trips&from=2026-03-01&to=2026-03-31&sort=largest';

describe('the address of a view of the library', () => {
  it('says all of it, and is read again as what was written', () => {
    expect(paramsOf(read(full)).toString()).toBe(full);
  });

  it('says nothing of what is usual', () => {
    expect(paramsOf(read('')).toString()).toBe('');
    expect(paramsOf(read('sort=newest&q=')).toString()).toBe('');
  });

  it.each([
    'status=gone',
    'visibility=SECRET',
    'type=exe',
    'sort=constructor',
    'from=yesterday',
    'to=2026-3-1',
    'tag=+',
    'q=%20',
    'utm_source=mail',
  ])('that is wrong about something finds all of the library instead of failing: %s', (search) => {
    expect(read(search)).toEqual(read(''));
  });

  it('names each tag once', () => {
    expect(read('tag=lake&tag=lake').tags).toEqual(['lake']);
  });
});

describe('what the API is asked for', () => {
  it('is everything, the newest first, when nothing is said', () => {
    expect(filterOf(read(''))).toEqual({});
    expect(orderOf(read(''))).toEqual({ field: 'CREATED_AT', direction: 'DESC' });
  });

  it('is what the address says', () => {
    expect(filterOf(read(full))).toMatchObject({
      query: 'harbour wall',
      tags: ['lake', 'holiday'],
      status: ['FAILED'],
      visibility: 'PUBLIC',
      contentType: ['image/jpeg'],
      namespace: 'trips',
    });
    expect(orderOf(read(full))).toEqual({ field: 'BYTE_SIZE', direction: 'DESC' });
  });

  it('has both days in it, from the first moment to the last', () => {
    const { createdAfter, createdBefore } = filterOf(read('from=2026-03-01&to=2026-03-31'));
    expect(Date.parse(createdAfter ?? '')).toBe(new Date(2026, 2, 1).getTime() - 1);
    expect(Date.parse(createdBefore ?? '')).toBe(new Date(2026, 3, 1).getTime());
  });
});

describe('clearing the filters', () => {
  it('keeps the order, which is none', () => {
    expect(isFiltered(read(full))).toBe(true);
    expect(withoutFilter(read(full))).toEqual(read('sort=largest'));
    expect(isFiltered(read('sort=largest'))).toBe(false);
  });
});
