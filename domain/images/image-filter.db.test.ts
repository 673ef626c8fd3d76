import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { createTestDatabase, type TestDatabase } from '../../test/database.ts';
import { admin, alice, viewerOf } from '../../test/harness.ts';
import { seedImages } from '../../test/seed.ts';
import { openDatabase } from '../database.ts';
import type { ImageFilter } from './image-filter.ts';
import type { ImageEntity } from './image.entity.ts';
import { listImages } from './list-images.ts';

let testDatabase: TestDatabase;
let database: DataSource;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = await openDatabase({ url: testDatabase.url, poolSize: 4, applicationName: 'image filter' });
  await seedImages(database, [...library, { ...library[0], ownerId: 'bob', title: 'bob’s' }]);
});
afterAll(async () => {
  await database.destroy();
  await testDatabase.drop();
});

const day = (number: number): Date => new Date(Date.UTC(2024, 0, number));

const library: (Partial<ImageEntity> & { title: string })[] = [
  { title: 'sky', tags: ['blue', 'summer'], status: 'READY', createdAt: day(1), contentType: 'image/png' },
  { title: 'sea', tags: ['blue'], status: 'PROCESSING', visibility: 'PUBLIC', createdAt: day(2) },
  { title: 'sand', tags: ['summer'], status: 'FAILED', namespace: 'beach', createdAt: day(3) },
  { title: 'sun', tags: [], status: 'READY', namespace: 'beach', visibility: 'PUBLIC', createdAt: day(4) },
];

async function titles(filter: ImageFilter, owner = 'alice'): Promise<(string | null)[]> {
  const order = { field: 'CREATED_AT', direction: 'ASC' } as const;
  const viewer = owner === 'alice' ? alice : viewerOf(owner);
  const { images } = await listImages(database, viewer, { page: { first: 100 }, filter, order });
  return images.map(({ title }) => title);
}

describe('a filter', () => {
  it.each<[string, ImageFilter, string[]]>([
    ['nothing', {}, ['sky', 'sea', 'sand', 'sun']],
    ['nulls', { tags: null, status: null, query: null, namespace: null }, ['sky', 'sea', 'sand', 'sun']],
    ['a tag', { tags: ['blue'] }, ['sky', 'sea']],
    ['all of several tags', { tags: ['summer', 'blue'] }, ['sky']],
    ['no tag in particular', { tags: [] }, ['sky', 'sea', 'sand', 'sun']],
    ['a tag that nothing has', { tags: ['blu'] }, []],
    ['a state', { status: ['READY'] }, ['sky', 'sun']],
    ['any of several states', { status: ['READY', 'FAILED'] }, ['sky', 'sand', 'sun']],
    ['a visibility', { visibility: 'PUBLIC' }, ['sea', 'sun']],
    ['a namespace', { namespace: 'beach' }, ['sand', 'sun']],
    ['a media type', { contentType: ['image/png'] }, ['sky']],
    [
      'any of several media types',
      { contentType: ['image/png', 'image/jpeg'] },
      ['sky', 'sea', 'sand', 'sun'],
    ],
    ['a time, exclusively', { createdAfter: day(2) }, ['sand', 'sun']],
    ['a time before, exclusively', { createdBefore: day(2) }, ['sky']],
    ['a span of time', { createdAfter: day(1), createdBefore: day(4) }, ['sea', 'sand']],
    ['words', { query: 'sand' }, ['sand']],
    [
      'everything at once',
      {
        tags: ['blue'],
        status: ['READY', 'PROCESSING'],
        visibility: 'PUBLIC',
        contentType: ['image/jpeg'],
        query: 's',
        createdAfter: day(1),
        createdBefore: day(3),
        ownerId: 'alice',
      },
      ['sea'],
    ],
    ['conditions that exclude each other', { tags: ['blue'], namespace: 'beach' }, []],
  ])('by %s', async (_, filter, expected) => {
    expect(await titles(filter)).toEqual(expected);
  });

  it('also applies to the pages behind the first', async () => {
    const page = { first: 1 };
    const filter = { tags: ['blue'] };
    const first = await listImages(database, alice, { page, filter });
    expect(first.hasNextPage).toBe(true);
    const after = first.cursorOf(first.images[0] as ImageEntity);
    const next = await listImages(database, alice, { page: { ...page, after }, filter });
    expect(next.images.map(({ title }) => title)).toEqual(['sky']);
    expect(next.hasNextPage).toBe(false);
  });

  it.each<[string, ImageFilter]>([
    ['tags', { tags: ['a\u0000'] }],
    ['namespace', { namespace: '\u0000' }],
    ['contentType', { contentType: ['image/\u0000'] }],
    ['ownerId', { ownerId: 'a\u0000' }],
  ])('with a NUL finds nothing, since no text holds one: %s', async (_, filter) => {
    const { images } = await listImages(database, admin, { page: {}, filter });
    expect(images).toEqual([]);
  });
});

describe('a search for words', () => {
  const owner = 'reader';
  beforeAll(() =>
    seedImages(
      database,
      [
        {
          title: 'Blue Sky',
          description: 'over the sea',
          filename: 'IMG_2041-final.jpeg',
          tags: ['holiday'],
        },
        { title: 'Müller’s Äpfel', tags: ['obst & gemüse'] },
        { title: 'हिन्दी में' },
        { title: 'cats/dogs www.example.com v1.5' },
        { title: `quote' "double" back\\slash` },
      ].map((image) => ({ ownerId: owner, ...image })),
    ),
  );

  it.each<[string, string]>([
    ['blue', 'Blue Sky'],
    ['BLUE', 'Blue Sky'],
    ['sky blue', 'Blue Sky'],
    ['bl sk', 'Blue Sky'],
    ['over', 'Blue Sky'],
    ['2041', 'Blue Sky'],
    ['final', 'Blue Sky'],
    ['img_2041-final.jpeg', 'Blue Sky'],
    ['holi', 'Blue Sky'],
    ['müller', 'Müller’s Äpfel'],
    ['Müller’s', 'Müller’s Äpfel'],
    ['äpfel', 'Müller’s Äpfel'],
    ['ÄPFEL', 'Müller’s Äpfel'],
    ['gemüse', 'Müller’s Äpfel'],
    ['obst & gemüse', 'Müller’s Äpfel'],
    ['हिन्दी', 'हिन्दी में'],
    ['हिन्', 'हिन्दी में'],
    ['dogs', 'cats/dogs www.example.com v1.5'],
    ['cats/dogs', 'cats/dogs www.example.com v1.5'],
    ['example', 'cats/dogs www.example.com v1.5'],
    ['v1.5', 'cats/dogs www.example.com v1.5'],
    [`quote'`, `quote' "double" back\\slash`],
    ['"double"', `quote' "double" back\\slash`],
    ['back\\slash', `quote' "double" back\\slash`],
  ])('finds by %j', async (query, title) => {
    expect(await titles({ query }, owner)).toEqual([title]);
  });

  it.each(['ue', 'blue cats', 'sky:*x', '!blue', 'blue | cats'])(
    'finds neither the middle of a word nor by operators: %j',
    async (query) => {
      const found = await titles({ query }, owner);
      expect(found).toEqual(query === '!blue' ? ['Blue Sky'] : []);
    },
  );

  it.each([
    `'; DROP TABLE images; --`,
    `' OR true --`,
    `a':* | 'b`,
    `\\' || '`,
    '\\',
    `''''`,
    '((((',
    '&|!<->:*',
    '\u0000',
    'a\u0000b',
    '\ud800',
    '🐱',
    '\u202Egpj',
    'x'.repeat(100_000),
    'é'.repeat(10_000),
    'a '.repeat(50_000),
    '\n\t\r',
  ])('takes %j for words and nothing else', async (query) => {
    await expect(titles({ query }, owner)).resolves.toBeInstanceOf(Array);
    expect(await titles({}, owner)).toHaveLength(5);
  });

  it('is no condition while the box is blank, and finds nothing by punctuation alone', async () => {
    expect(await titles({ query: '' }, owner)).toHaveLength(5);
    expect(await titles({ query: ' \t' }, owner)).toHaveLength(5);
    expect(await titles({ query: ' .,;- ' }, owner)).toEqual([]);
  });
});
