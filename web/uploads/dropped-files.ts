/** The files in what was dropped, those in folders included. */

export interface Found {
  readonly files: readonly File[];
  /** Files in folders that are no pictures: nobody has chosen them by name. */
  readonly leftOut: number;
}

/** Beside pictures, what cameras write and browsers do not know. */
const knownEndings = /\.(?:heic|heif|avif|tiff?|webp|mov|mp4|webm)$/i;

const isPicture = ({ name, type }: Pick<File, 'name' | 'type'>): boolean =>
  /^(?:image|video)\//.test(type) || knownEndings.test(name);

/** What somebody has chosen a whole folder of. */
export function picturesOf(files: readonly File[]): Found {
  const pictures = files.filter(isPicture);
  return { files: pictures, leftOut: files.length - pictures.length };
}

/** To be called while the event is handled: afterwards the browser shows nothing of it any more. */
export async function droppedFiles({ items, files }: Pick<DataTransfer, 'items' | 'files'>): Promise<Found> {
  const entries = Array.from(items, (item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  if (entries.length === 0) return { files: [...files], leftOut: 0 };
  const found = await Promise.all(entries.map(filesIn));
  return {
    files: found.flatMap((each) => each.files),
    leftOut: found.reduce((total, { leftOut }) => total + leftOut, 0),
  };
}

async function filesIn(entry: FileSystemEntry): Promise<Found> {
  if (isFile(entry)) return { files: [await fileOf(entry)], leftOut: 0 };
  if (isFolder(entry)) return picturesOf(await filesBelow(entry));
  return { files: [], leftOut: 0 };
}

async function filesBelow(folder: FileSystemDirectoryEntry): Promise<File[]> {
  const files: File[] = [];
  for (const entry of await entriesOf(folder)) {
    if (isFile(entry)) files.push(await fileOf(entry));
    if (isFolder(entry)) files.push(...(await filesBelow(entry)));
  }
  return files;
}

/** The browser tells a hundred at a time, and none at the end. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const entries: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return entries;
    entries.push(...some);
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
const fileOf = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => entry.file(resolve, reject));
