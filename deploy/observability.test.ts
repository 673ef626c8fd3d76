/** Alerts and dashboard against what they are about: the metrics that there are, their labels, and the sections for who is woken. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

interface Rule {
  readonly alert?: string;
  readonly record?: string;
  readonly expr: string;
  readonly labels?: { readonly severity?: string };
  readonly annotations?: { readonly runbook?: string };
}

interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly gridPos: { readonly h: number; readonly w: number; readonly x: number; readonly y: number };
  readonly fieldConfig?: { readonly defaults: { readonly unit?: string } };
  readonly targets?: readonly { readonly expr: string }[];
}

const rules = (parse(read('deploy/prometheus/rules.yml')) as { groups: { rules: Rule[] }[] }).groups.flatMap(
  (group) => group.rules,
);
const alerts = rules.flatMap((rule) => (rule.alert === undefined ? [] : [{ ...rule, alert: rule.alert }]));
const { panels } = JSON.parse(read('deploy/grafana/darkroom.json')) as { panels: Panel[] };
const queries = panels.flatMap(({ title, targets = [] }) =>
  targets.map(({ expr }) => [title, expr.replaceAll('$__rate_interval', '5m')] as const),
);
const expressions = [
  ...rules.map(({ alert, record, expr }) => [alert ?? record ?? '', expr] as const),
  ...queries,
];

/** Of docs/metrics.md, which is made of what the code declares: the labels of each series, by its name. */
function declaredSeries(): Map<string, Set<string>> {
  const series = new Map<string, Set<string>>();
  for (const [, name = '', type, labels = ''] of read('docs/metrics.md').matchAll(
    /^\| <a id="(\w+)"><\/a>`\w+` \| (\w+) \| ([^|]*) \|/gm,
  )) {
    const own = [...labels.matchAll(/`(\w+)`/g)].map(([, label = '']) => label);
    // What a scrape adds.
    const all = new Set([...own, 'job', 'instance']);
    if (type !== 'histogram') series.set(name, all);
    else for (const end of ['_bucket', '_sum', '_count']) series.set(name + end, all);
    if (type === 'histogram') series.set(`${name}_bucket`, new Set([...all, 'le']));
  }
  return series;
}

const series = declaredSeries();
const recorded = new Set(rules.flatMap(({ record }) => record ?? []));

describe('an expression of the alerts and the dashboard', () => {
  it.each(expressions)('asks for what there is: %s', (_name, expr) => {
    const used = [...expr.matchAll(/\b((?:darkroom|nodejs|process)[_:][\w:]+)(?:\{([^}]*)\})?/g)];
    const names = used.filter(([, name = '']) => !recorded.has(name));
    expect(used.length).toBeGreaterThan(0);
    for (const [, name = '', matchers = ''] of names) {
      expect([...series.keys()]).toContain(name);
      const asked = [...matchers.matchAll(/(\w+)\s*(?:=~|!~|!=|=)/g)].map(([, label = '']) => label);
      expect({ name, unknown: asked.filter((label) => !series.get(name)?.has(label)) }).toEqual({
        name,
        unknown: [],
      });
    }
    const grouped = [...expr.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, list = '']) => list.split(/,\s*/));
    const known = new Set(names.flatMap(([, name = '']) => [...(series.get(name) ?? [])]));
    expect(grouped.filter((label) => !known.has(label))).toEqual([]);
  });
});

describe('an alert', () => {
  /** As GitHub and the documentation site make them of headings. */
  const anchors = new Set(
    [...read('docs/operations.md').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\w -]/g, '')
        .replaceAll(' ', '-'),
    ),
  );
  const tested = read('deploy/prometheus/rules.test.yml');

  it.each(alerts)(
    '$alert wakes or waits, says what to do, and has a test',
    ({ alert, labels, annotations }) => {
      const [file, anchor = ''] = annotations?.runbook?.split('#') ?? [];
      expect(file).toBe('docs/operations.md');
      expect([...anchors]).toContain(anchor);
      expect(['page', 'ticket']).toContain(labels?.severity);
      expect(tested).toContain(`alertname: ${alert}\n`);
    },
  );
});

describe('the dashboard', () => {
  it('has panels with titles and units, each in a place of its own', () => {
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    for (const { type, title, fieldConfig } of panels) {
      expect(title).not.toBe('');
      if (type !== 'row') expect(fieldConfig?.defaults.unit).toEqual(expect.any(String));
    }
    const taken = new Set<string>();
    for (const { gridPos } of panels)
      for (let x = gridPos.x; x < gridPos.x + gridPos.w; x += 1)
        for (let y = gridPos.y; y < gridPos.y + gridPos.h; y += 1) {
          expect(taken).not.toContain(`${x} ${y}`);
          taken.add(`${x} ${y}`);
        }
  });

  it('shows every metric of Darkroom', () => {
    const shown = queries.map(([, expr]) => expr).join('\n');
    const missing = [...series.keys()]
      .filter((name) => name.startsWith('darkroom_'))
      .map((name) => name.replace(/_(bucket|sum|count)$/, ''))
      .filter((name) => !shown.includes(name));
    expect([...new Set(missing)]).toEqual(['darkroom_database_pool_max_connections']);
  });
});

const hasPromtool = spawnSync('promtool', ['--version']).status === 0;
const judged: (title: string, body: () => void) => void = hasPromtool ? describe : describe.skip;
const why = hasPromtool ? '' : ' (not applicable: no promtool here; on Debian: apt-get install prometheus)';

judged(`promtool${why}`, () => {
  const promtool = (...args: string[]): { status: number | null; said: string } => {
    const { status, stdout, stderr } = spawnSync('promtool', args, { cwd: root, encoding: 'utf8' });
    return { status, said: stdout + stderr };
  };

  it.each([
    [['check', 'config', 'deploy/prometheus/prometheus.yml']],
    [['check', 'rules', 'deploy/prometheus/rules.yml']],
    [['test', 'rules', 'deploy/prometheus/rules.test.yml']],
  ])('has nothing against %j', (args) => {
    const { status, said } = promtool(...args);
    expect({ status, said }).toEqual({ status: 0, said: expect.stringContaining('SUCCESS') });
  });

  it('reads every query of the dashboard', () => {
    const folder = mkdtempSync(join(tmpdir(), 'darkroom-queries-'));
    const path = join(folder, 'queries.json');
    const asked = queries.map(([, expr], index) => ({ record: `query:${index}`, expr }));
    // JSON is YAML as well.
    writeFileSync(path, JSON.stringify({ groups: [{ name: 'dashboard', rules: asked }] }));
    expect(promtool('check', 'rules', path).said).toContain(`SUCCESS: ${asked.length} rules found`);
    rmSync(folder, { recursive: true });
  });
});
