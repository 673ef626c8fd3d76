/** What is beside every page: all pages, in the order in which a newcomer needs them. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

interface Entry {
  readonly text: string;
  readonly link: string;
}

interface Group {
  readonly text: string;
  readonly collapsed?: boolean;
  readonly items: Entry[];
}

const groups: Readonly<Record<string, readonly string[]>> = {
  'First steps': ['quick-start', 'web-app', 'authentication', 'client'],
  Uploads: ['uploads', 'direct-uploads', 'tus', 'profiles', 'limits', 'video', 'batches'],
  Images: ['delivery', 'transforms', 'outputs', 'sharing', 'signing'],
  Events: ['subscriptions', 'webhooks'],
  Operations: [
    'operations',
    'kubernetes',
    'scaling',
    'metrics',
    'tracing',
    'backup',
    'upgrading',
    'security',
  ],
  Reference: ['graphql', 'rest', 'cli', 'configuration', 'errors', 'access'],
};

/** A page that no group names is under `More`, so that none is lost. The decisions are for whoever changes Darkroom. */
export function sidebar(docs: string): Group[] {
  const entry = (name: string): Entry => ({ text: titleOf(join(docs, `${name}.md`)), link: `/${name}` });
  const pagesIn = (folder: string): string[] =>
    readdirSync(join(docs, folder))
      .filter((file) => file.endsWith('.md') && file !== 'index.md')
      .map((file) => join(folder, basename(file, '.md')));
  const named = new Set([...Object.values(groups).flat(), 'design']);
  const others = pagesIn('.').filter((name) => !named.has(name));
  return [
    ...Object.entries(groups).map(([text, names]) => ({ text, items: names.map(entry) })),
    ...(others.length > 0 ? [{ text: 'More', items: others.map(entry) }] : []),
    { text: 'How it is built', items: [entry('design')] },
    { text: 'Decisions', collapsed: true, items: pagesIn('decisions').map(entry) },
  ];
}

function titleOf(path: string): string {
  const [, title] = /^# (.+)$/m.exec(readFileSync(path, 'utf8')) ?? [];
  if (title === undefined) throw new Error(`${path} has no title: begin it with a line such as "# Uploads"`);
  return title.replaceAll('`', '');
}
