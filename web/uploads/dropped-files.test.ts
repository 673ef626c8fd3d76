import { describe, expect, it } from '@jest/globals';
import { droppedFiles, picturesOf } from './dropped-files.ts';

const file = (name: string, type = 'image/jpeg'): File => new File(['x'], name, { type });

/** A file or folder as a browser shows it, which tells two entries at a time. */
const entryOf = (name: string, within?: readonly object[]): object => {
  if (!within)
    return {
      isFile: true,
      isDirectory: false,
      file: (tell: (file: File) => void) => tell(file(name, name.endsWith('.txt') ? 'text/plain' : '')),
    };
  const rest = [...within];
  const readEntries = (tell: (entries: object[]) => void) => tell(rest.splice(0, 2));
  return { isFile: false, isDirectory: true, createReader: () => ({ readEntries }) };
};
const drop = (entries: readonly (object | null)[], files: readonly File[] = []) =>
  droppedFiles({
    items: entries.map((entry) => ({ webkitGetAsEntry: () => entry })),
    files,
  } as unknown as DataTransfer);

describe('what was dropped', () => {
  it('is every picture in folders, however deep and many, in their order', async () => {
    const folder = entryOf('holiday', [
      entryOf('1.heic'),
      entryOf('2.webp'),
      entryOf('day 2', [entryOf('3.tiff')]),
      entryOf('notes.txt'),
      entryOf('.DS_Store'),
    ]);
    const { files, leftOut } = await drop([folder]);
    expect(files.map(({ name }) => name)).toEqual(['1.heic', '2.webp', '3.tiff']);
    expect(leftOut).toBe(2);
  });

  it('is each file that was dropped itself, of whatever kind: the server says what it thinks of it', async () => {
    const { files, leftOut } = await drop([entryOf('notes.txt')]);
    expect(files.map(({ name }) => name)).toEqual(['notes.txt']);
    expect(leftOut).toBe(0);
  });

  it('is what the browser tells where it shows no entries', async () => {
    const { files } = await drop([null], [file('pasted.png')]);
    expect(files).toHaveLength(1);
  });

  it('leaves out what is no picture of a folder that was chosen', () => {
    const { files, leftOut } = picturesOf([
      file('a.jpg'),
      file('b.HEIC', ''),
      file('c.pdf', 'application/pdf'),
    ]);
    expect(files.map(({ name }) => name)).toEqual(['a.jpg', 'b.HEIC']);
    expect(leftOut).toBe(1);
  });
});
