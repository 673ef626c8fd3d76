/** Uploads files and waits until their variants are there: the whole of the product's main job from a shell. */
import { Listr } from 'listr2';
import { bar } from '../progress-bar.ts';
import { type RemoteServer, remoteServer } from '../remote/remote-server.ts';
import { followImage, type FollowedImage } from '../upload/follow-image.ts';
import { progress, tellFailures } from '../terminal.ts';
import { sendFile, type SendOptions } from '../upload/send-file.ts';

export interface UploadOptions {
  readonly url?: string;
  readonly profile?: string;
  readonly public?: true;
  readonly tags?: string;
  readonly json?: true;
}

export async function uploadFiles(paths: readonly string[], options: UploadOptions): Promise<void> {
  const server = remoteServer(options.url);
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
    { ...progress('lines', options.json), concurrent: 4, exitOnError: false },
  );
  await tasks.run();
  if (options.json) {
    console.log(JSON.stringify(images));
  } else for (const image of images) report(image);
  tellFailures(failures, options.json);
}

async function uploadFile(
  server: RemoteServer,
  path: string,
  { input, say }: { input: SendOptions['input']; say: (text: string) => void },
): Promise<FollowedImage> {
  const imageId = await sendFile(server, path, { input, onProgress: (share) => say(bar(share, 'sent')) });
  const image = await followImage(server, imageId, ({ progress }) => say(bar(progress, 'variants')));
  say(`${image.id}  ${image.status}`);
  return image;
}

function report(image: FollowedImage): void {
  console.log(`\n${image.id}  ${image.filename}  ${image.status}`);
  for (const variant of image.variants)
    console.log(`  ${variant.name.padEnd(8)} ${variant.format.padEnd(5)} ${variant.url ?? variant.status}`);
}
