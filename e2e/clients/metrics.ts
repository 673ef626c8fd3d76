/** The metrics of a process, as Prometheus reads them. */

export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface Scrape {
  readonly text: string;
  readonly contentType: string | null;
  readonly samples: readonly Sample[];
  /** The type of each metric, by its name. */
  readonly types: ReadonlyMap<string, string>;
  /** The sum of all samples of that name with these labels. */
  readonly sum: (name: string, labels?: Readonly<Record<string, string>>) => number;
}

/** @param url of an admin port. */
export async function scrape(url: string): Promise<Scrape> {
  const response = await fetch(`${url}/metrics`);
  if (!response.ok) throw new Error(`/metrics was answered ${response.status}`);
  const text = await response.text();
  const samples = text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map(sampleOf);
  return {
    text,
    contentType: response.headers.get('content-type'),
    samples,
    types: new Map(
      [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = '', type = '']) => [name, type]),
    ),
    sum: (name, labels = {}) =>
      samples
        .filter((sample) => sample.name === name && hasLabels(sample, labels))
        .reduce((sum, { value }) => sum + value, 0),
  };
}

const hasLabels = (sample: Sample, labels: Readonly<Record<string, string>>): boolean =>
  Object.entries(labels).every(([name, value]) => sample.labels[name] === value);

function sampleOf(line: string): Sample {
  const [, name = '', given = '', value = ''] = /^([\w:]+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
  const labels = Object.fromEntries(
    [...given.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, label = '', text = '']) => [label, text]),
  );
  return { name, labels, value: Number(value) };
}
