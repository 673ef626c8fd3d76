/** The reference of metrics: what the code of a server and of a worker declares, asked of each in a process of its own. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

interface Metric {
  readonly name: string;
  readonly help: string;
  readonly type: string;
  readonly labels: readonly string[];
}

const roles = ['server', 'worker'] as const;

/** Needs `npm run build` before, as the schema does. */
export async function metricsReference(root: string): Promise<string> {
  const found = await Promise.all(roles.map((role) => declaredBy(root, role)));
  const byName = new Map<string, Metric & { of: string[] }>();
  found.forEach((metrics, index) => {
    for (const metric of metrics) {
      const known = byName.get(metric.name) ?? { ...metric, of: [] };
      known.of.push(roles[index] ?? '');
      byName.set(metric.name, known);
    }
  });
  const all = [...byName.values()].sort((one, other) => one.name.localeCompare(other.name));
  const isOurs = ({ name }: Metric): boolean => name.startsWith('darkroom_');
  return `${text}
## Of Darkroom

${tableOf(all.filter(isOurs))}

## Of every program on Node

${tableOf(all.filter((metric) => !isOurs(metric)))}
`;
}

/** Only what it imports is known to a process, as when it runs. */
async function declaredBy(root: string, role: string): Promise<Metric[]> {
  const script = `
    await import('./dist/${role}/app.js');
    const { measureProcess } = await import('./dist/platform/metrics/process-metrics.js');
    const { registry } = await import('./dist/platform/metrics/registry.js');
    measureProcess('${role}');
    const metrics = registry.getMetricsAsArray().map((metric) => ({
      name: metric.name, help: metric.help, type: metric.constructor.name.toLowerCase(), labels: metric.labelNames,
    }));
    process.stdout.write(JSON.stringify(metrics), () => process.exit());`;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '--eval', script],
    // The built-in modules that are new say so.
    { cwd: root, maxBuffer: 1 << 24 },
  );
  return JSON.parse(stdout) as Metric[];
}

const tableOf = (metrics: readonly (Metric & { of: string[] })[]): string => {
  const rows = metrics.map(
    ({ name, type, labels, of, help }) =>
      `| <a id="${name}"></a>\`${name}\` | ${type} | ${labels.map((label) => `\`${label}\``).join(' ')} | ${of.join(', ')} | ${unitOf(name)} | ${help.replaceAll('|', '\\|')} |`,
  );
  return [
    '| metric | type | labels | of | unit | meaning |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
};

/** A name ends in its base unit, as Prometheus has it, but for what counts. */
function unitOf(name: string): string {
  const unit = /_(seconds|bytes)(_total)?$/.exec(name)?.[1];
  if (unit !== undefined) return unit;
  return name.endsWith('_info') ? '' : 'count';
}

const text = `<!-- Generated from the metrics that the code declares by \`npm run gen\`. -->

# Metrics

Servers and workers tell them at \`GET /metrics\` of their admin ports (\`ADMIN_PORT\`, \`WORKER_ADMIN_PORT\`), in the text format
of Prometheus:

\`\`\`sh
curl http://127.0.0.1:9090/metrics   # of a server
curl http://127.0.0.1:9091/metrics   # of a worker
\`\`\`

[\`deploy/prometheus/\`](../deploy/prometheus/) has a scrape configuration, recording rules and the alerts that
[operations.md](operations.md#alerts) says what to do about; [\`deploy/grafana/darkroom.json\`](../deploy/grafana/darkroom.json) is a dashboard to
import. All are tried by tests against the metrics of this table.

**Names** follow Prometheus: base units (seconds, bytes), \`_total\` for what only grows. **Labels** have few values, all of them ours: the
template of a route and never its path, a code of the [table of errors](errors.md), a queue, a format. The name of a GraphQL operation is a
label only where \`PERSISTED_OPERATIONS\` lists the operations that may run; what a client calls its own never is. No metric
names an owner, an image or an address.

**What is shared is told by all.** Queues, webhooks and their outbox are in the database, and each process tells the same of them, also
while no worker runs, which is when it counts: take \`max by (queue)\`, never \`sum\`. They are read once in three seconds at most, however many
ask. When the database does not answer, those series are missing, \`darkroom_metrics_read_failed\` is 1, and all the others are there
as ever.

**How well the CDN does** only the CDN knows: what it answers by itself never comes here. Servers count what it did not have:
\`darkroom_deliveries_total{via="cdn"}\`, the requests that name one (\`CDN-Loop\`, RFC 8586, as Cloudflare, Fastly and the nginx of
\`deploy/nginx\` send it, or CloudFront's \`X-Amz-Cf-Id\`). Its hit ratio is \`1 - rate(darkroom_deliveries_total{via="cdn"}[5m]) / <requests at the edge>\`,
with the second number from the CDN: Cloudflare's and Fastly's exporters for Prometheus have it, CloudFront has it in CloudWatch, and
\`prometheus-varnish-exporter\` has it of Varnish. A header is easily sent: who calls a server directly can count as a CDN, and no more than
that.

## StatsD

With \`STATSD_URL=udp://host:8125\`, servers and workers also send the same metrics to a StatsD server every \`STATSD_SECONDS\`, with labels
as tags in Datadog's form (\`name:1|c|#role:server,route:/i/:id/:file\`), which the Datadog Agent, Telegraf (\`datadog_extensions\`), Vector and
statsd_exporter read. What only grows is sent as what it grew by; a histogram as its \`_bucket\`s, \`_sum\` and \`_count\`. A packet that is lost is
lost: StatsD is UDP. The tag \`role\` tells server from worker; the host is the agent's to add.
`;
