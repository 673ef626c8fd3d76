/** The entry of a process that copies a file through its memory, as `cp` does, and makes it durable. */
import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { tell, whenAsked } from './tell.ts';

export interface CopyQuestion {
  readonly from: string;
  readonly to: string;
}

const highWaterMark = 1024 * 1024;

whenAsked(async (question) => {
  const { from, to } = question as CopyQuestion;
  await pipeline(createReadStream(from, { highWaterMark }), createWriteStream(to, { highWaterMark }));
  const file = await open(to, 'r+');
  await file.sync();
  await file.close();
  return { to };
});
tell({ ready: true });
