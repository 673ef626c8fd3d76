/** Commands about pictures: of a server, for whoever has a key, and of files on this machine. */
import type { Command } from 'commander';
import type { RenderOptions } from '../commands/render.ts';
import type { ReprocessOptions } from '../commands/reprocess.ts';
import type { SignOptions } from '../commands/sign-url.ts';
import type { UploadOptions } from '../commands/upload.ts';
import { withExamples } from './examples.ts';
import { wholeNumber } from './values.ts';

export function defineImages(program: Command): void {
  program.commandsGroup('Work with images:');
  defineUpload(program);
  defineReprocess(program);
  defineRender(program);
  defineSignUrl(program);
}

function defineUpload(program: Command): void {
  withExamples(
    program
      .command('upload')
      .argument('<files...>', 'of this machine')
      .summary('upload files and wait for their variants')
      .description(
        'Upload files, wait for their variants and print their URLs. It may run on any machine; the key is read from DARKROOM_API_KEY.',
      )
      .option('--url <url>', 'the server; default: PUBLIC_URL')
      .option('--profile <name>', 'the rules to apply; default: default')
      .option('--public', 'let everybody see them')
      .option('--tags <list>', 'separated by commas')
      .option('--json', 'print a JSON array when all are done')
      .action(async (files: string[], options: UploadOptions) =>
        (await import('../commands/upload.ts')).uploadFiles(files, options),
      ),
    {
      'darkroom upload photo.jpg': 'private: the URLs that are printed are signed',
      'darkroom upload --public --tags summer,sea *.jpg': 'four at a time',
      'darkroom upload --url https://media.example.com photo.jpg --json | jq -r .[].id':
        'the id, for a script',
    },
  );
}

function defineReprocess(program: Command): void {
  withExamples(
    program
      .command('reprocess')
      .argument('[ids...]', 'of images: img_…; without any, all of yours that the options find')
      .summary('bring images to their profiles as they are now')
      .description(
        'Bring images to their profiles as they are now: those that are named, or all of yours that the options find. Workers do it; whoever leaves stops nothing. The key is read from DARKROOM_API_KEY.',
      )
      .option('--url <url>', 'the server; default: PUBLIC_URL')
      .option('--profile <name>', 'only images that came under this profile')
      .option('--namespace <name>', 'only images of this namespace')
      .option('--tags <list>', 'only images that have all of these, separated by commas')
      .option('--failed', 'only images that have failed')
      .option('--owner <subject>', 'images of this owner; for admins')
      .option('--all-owners', 'images of every owner; for admins')
      .option('--detach', 'do not wait for the end')
      .option('--json', 'print a JSON array of the batches')
      .action(async (ids: string[], options: ReprocessOptions) =>
        (await import('../commands/reprocess.ts')).reprocess(ids, options),
      ),
    {
      'darkroom reprocess --profile photos': 'after photos has changed in profiles.yaml',
      'darkroom reprocess img_…': 'one image, before those of a large batch',
      'darkroom reprocess --all-owners --failed --detach': 'as an admin, and without waiting',
    },
  );
}

function defineRender(program: Command): void {
  withExamples(
    program
      .command('render')
      .argument('<paths...>', 'files, and folders whose images are all rendered')
      .summary('render files on this machine, without a server')
      .description(
        'Render files, and all images in folders, on this machine and without a server, as a server would. What is newer than its source is left alone.',
      )
      .requiredOption('--out <folder>', 'where the renditions go')
      .requiredOption('--outputs <list>', 'what to make of each, separated by commas: w640.webp,x300.avif')
      .option('--profile <name>', 'whose presets and background to use; default: default')
      .option('--json', 'print a JSON object when all are done')
      .action(async (paths: string[], options: RenderOptions) =>
        (await import('../commands/render.ts')).renderFiles(paths, options),
      ),
    {
      'darkroom render photos/ --out renditions --outputs w640.webp,x300.avif': 'a folder, with its folders',
      'darkroom render logo.png --out icons --outputs 512x512-contain.png': 'one file',
    },
  );
}

function defineSignUrl(program: Command): void {
  withExamples(
    program
      .command('sign-url')
      .summary('sign a URL with the keys of this installation')
      .description('Sign a URL with the keys of this installation, as its servers would. Asks nobody.')
      .requiredOption('--path <path>', 'such as /i/img_…/thumb.webp, or /i/img_…/original?download=1')
      .option('--method <method>', 'the HTTP method', 'GET')
      .option('--ttl <seconds>', 'how long it is valid', wholeNumber(1, 604_800), 3_600)
      .option('--scope <prefix>', 'sign every path below it instead, such as /i/img_…/')
      .option('--json', 'print a JSON object')
      .action(async (options: SignOptions) => (await import('../commands/sign-url.ts')).signUrl(options)),
    {
      'darkroom sign-url --path /i/img_…/w640.webp --ttl 86400': 'one rendition, for a day',
      'darkroom sign-url --path /i/img_…/w640.webp --scope /i/img_…/':
        'one signature for all of its renditions',
    },
  );
}
