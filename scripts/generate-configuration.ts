/** The reference of environment variables and the example file, both from the definitions that the product reads. */
import { definitions } from '../platform/config/definitions.ts';
import type { Variable } from '../platform/config/variable.ts';

const headings: Readonly<Record<keyof typeof definitions, string>> = {
  process: 'Process',
  http: 'HTTP',
  database: 'Database',
  storage: 'Storage',
  uploads: 'Uploads',
  idempotency: 'Requests that are sent twice',
  outbound: 'Fetching from URLs',
  quotas: 'Quotas',
  rendering: 'Rendering',
  access: 'Access',
  tokens: 'Tokens of your application (JWT)',
  delivery: 'Delivery',
  cdn: 'CDN',
  graphql: 'GraphQL',
  rates: 'Rates',
  sockets: 'WebSockets',
  profiles: 'Profiles',
  events: 'Events',
  audit: 'Audit log',
  webhooks: 'Webhooks',
  tracing: 'Traces',
  metrics: 'Metrics',
};

const slices = Object.entries(definitions).map(([slice, variables]) => ({
  heading: headings[slice as keyof typeof definitions],
  variables: Object.values<Variable>(variables),
}));

export function configurationReference(): string {
  const sections = slices.map(
    ({ heading, variables }) =>
      `## ${heading}\n\n| variable | default | allowed | meaning |\n| --- | --- | --- | --- |\n${variables
        .map(tableRow)
        .join('\n')}\n`,
  );
  return `<!-- Generated from platform/config/definitions.ts by \`npm run gen\`. -->

# Configuration

Darkroom is configured by environment variables. They are read once, when a process starts; every fault is
reported then, all of them together, with the name, what was given and what is allowed. A variable that is empty
counts as absent. A file \`.env\` in the working directory is read as well, and the environment wins over it;
\`.env.example\` holds the same list.

What is accepted and which variants are made is not here but in the [profiles](profiles.md).

${sections.join('\n')}`;
}

export function environmentExample(): string {
  const sections = slices.map(
    ({ heading, variables }) => `# ${heading}\n\n${variables.map(exampleOf).join('\n\n')}\n`,
  );
  return `# Generated from platform/config/definitions.ts by \`npm run gen\`.
# Copy to .env and take the # away from what you set; \`npm start\` needs none of it.

${sections.join('\n')}`;
}

/** A default that depends on the machine or on other variables is told in words, at the end of the meaning. */
function wordsOf({ meaning, fallback }: Variable): { meaning: string; fallback: string } {
  const [, before = meaning, told] = /^(.*?) ?Default: (.+)\.$/s.exec(meaning) ?? [];
  return { meaning: before, fallback: told ?? (fallback ? `\`${fallback}\`` : '–') };
}

function tableRow(variable: Variable): string {
  const { meaning, fallback } = wordsOf(variable);
  const told = variable.secret ? `${meaning} Secret.` : meaning;
  return `| \`${variable.name}\` | ${[fallback, variable.allowed, told].map(cell).join(' | ')} |`;
}

function exampleOf({ name, meaning, allowed, fallback }: Variable): string {
  const inWords = meaning.includes('Default: ');
  return [...wrapped(`${meaning} Allowed: ${allowed}.`), `#${name}=${inWords ? '' : (fallback ?? '')}`].join(
    '\n',
  );
}

const cell = (text: string): string => text.replaceAll('|', '\\|');

function wrapped(text: string): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last.length + word.length + 3 > 110) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines.map((line) => `# ${line}`);
}
