import { expect, it } from '@jest/globals';
import { contentTypeOf } from './content-type.ts';

const file = (text: string, type = ''): File =>
  new File([Uint8Array.from(text, (letter) => letter.codePointAt(0) ?? 0)], 'a photo', { type });

it.each([
  ['\u00ff\u00d8\u00ff\u00e0', 'image/jpeg'],
  ['\u0089PNG\r\n\u001a\n', 'image/png'],
  ['GIF89a', 'image/gif'],
  ['RIFF\u0001\u0002\u0003\u0004WEBPVP8 ', 'image/webp'],
  ['II*\0', 'image/tiff'],
  ['MM\0*', 'image/tiff'],
  ['\0\0\0\u001cftypavif', 'image/avif'],
  ['\0\0\0\u0018ftypheic', 'image/heic'],
])('what begins with %j is %s, whatever its name says', async (beginning, type) => {
  expect(await contentTypeOf(file(beginning, 'image/x-wrong'))).toBe(type);
});

it('what begins otherwise is what the browser says, if it says anything', async () => {
  expect(await contentTypeOf(file('\0\0\0\u0018ftypmp42', 'video/mp4'))).toBe('video/mp4');
  expect(await contentTypeOf(file('no picture'))).toBe('');
  expect(await contentTypeOf(file(''))).toBe('');
});
