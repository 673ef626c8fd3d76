/** Uploads files and waits until their variants are there: the whole of the product's main job from a shell. */
import { Listr } from 'listr2';
import { loadConfig } from '../../platform/config/load.ts';
import { AppError } from '../../platform/errors.ts';
import { readEnvironmentFile } from '../../platform/environment-file.ts';
import { bar } from '../progress-bar.ts';
import { followImage, type FollowedImage } from '../upload/follow-image.ts';
import { sendFile, type SendOptions } from '../upload/send-file.ts';

export interface UploadOptions {
  readonly url?: string;
  readonly profile?: string;
  readonly public?: true;
  readonly tags?: string;
  readonly json?: true;
}

export async function uploadFiles(paths: readonly string[], options: UploadOptions): Promise<void> {
  readEnvironmentFile();
  const server = {
    url: options.url?.replace(/\/+$/, '') ?? loadConfig(process.env).http.publicUrl,
    apiKey: requireKey(),
  };
  const input = {
    profile: options.profile,
    visibility: options.public ? 'PUBLIC' : 'PRIVATE',
    tags: options.tags?.split(','),
  };
  const images: FollowedImage[] = [];
  const failures: string[] = [];
  const tasks = new Listr(
    paths.map((path) => ({
      title: path,
      task: async (_context, task) => {
        const say = (text: string): void => {
          task.title = `${path}  ${text}`;
        };
        try {
          const image = await uploadFile(server, path, { input, say });
          images.push(image);
          if (image.failure) throw new Error(`${path}: ${image.failure.message}`);
        } catch (error) {
          failures.push(error instanceof Error ? error.message : String(error));
          throw error;
        }
      },
    })),
    {
      concurrent: 4,
      exitOnError: false,
      renderer: options.json ? 'silent' : 'default',
      fallbackRenderer: 'simple',
    },
  );
  await tasks.run();
  if (options.json) {
    console.log(JSON.stringify(images));
    for (const failure of failures) console.error(failure);
  } else for (const image of images) report(image);
  if (failures.length > 0) process.exitCode = 1;
}

async function uploadFile(
  server: { url: string; apiKey: string },
  path: string,
  { input, say }: { input: SendOptions['input']; say: (text: string) => void },
): Promise<FollowedImage> {
  const imageId = await sendFile(server, path, { input, onProgress: (share) => say(bar(share, 'sent')) });
  const image = await followImage(server, imageId, ({ progress }) => say(bar(progress, 'variants')));
  say(`${image.id}  ${image.status}`);
  return image;
}

function requireKey(): string {
  const key = process.env['DARKROOM_API_KEY'];
  if (key) return key;
  throw new AppError('START_FAILED', {
    reason:
      'DARKROOM_API_KEY is not set: export the key that the first start showed, or one from `npx darkroom keys create`.',
  });
}

function report(image: FollowedImage): void {
  console.log(`\n${image.id}  ${image.filename}  ${image.status}`);
  for (const variant of image.variants)
    console.log(`  ${variant.name.padEnd(8)} ${variant.format.padEnd(5)} ${variant.url ?? variant.status}`);
}
