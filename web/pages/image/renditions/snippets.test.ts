import { execFileSync } from 'node:child_process';
import { expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { curlSnippet, graphqlSnippet, pictureSnippet } from './snippets.ts';

it('asks the API in a document that can be read, for what was chosen alone', () => {
  const text = graphqlSnippet('img_1', {
    width: 9,
    format: 'AVIF',
    quality: null,
    flip: false,
    grayscale: true,
  });
  expect(() => parse(text)).not.toThrow();
  expect(text).toContain('transform: { width: 9, format: AVIF, grayscale: true }');
});

it('names a file and an address that no shell can misunderstand', () => {
  const name = "it's $(id) `x`.webp";
  const url = 'http://h/i/x.webp?exp=1&sig=a';
  const printed = execFileSync('sh', ['-c', curlSnippet(url, name).replace('curl', 'printf "%s\\n"')]);
  expect(printed.toString()).toBe(`--fail\n--output\n${name}\n${url}\n`);
});

it('has an element of a picture in each line', () => {
  expect(pictureSnippet('<picture><source srcset="a"><img alt="b"></picture>').split('\n')).toEqual([
    '<picture>',
    '<source srcset="a">',
    '<img alt="b">',
    '</picture>',
  ]);
});
