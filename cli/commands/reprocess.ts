/** Has images brought to their profiles as they are now, and shows how far that is. The server's workers do it: whoever leaves stops nothing. */
import { Listr } from 'listr2';
import { AppError } from '../../platform/errors.ts';
import { bar } from '../progress-bar.ts';
import { mutate, type Operation } from '../remote/ask.ts';
import { follow } from '../remote/follow.ts';
import { type RemoteServer, remoteServer } from '../remote/remote-server.ts';
import { progress, tellFailures } from '../terminal.ts';

export interface ReprocessOptions extends Selection {
  readonly url?: string;
  readonly detach?: true;
  readonly json?: true;
}

interface Selection {
  readonly profile?: string;
  readonly namespace?: string;
  readonly tags?: string;
  readonly failed?: true;
  readonly owner?: string;
  readonly allOwners?: true;
}

interface Batch {
  readonly id: string;
  readonly status: 'RUNNING' | 'READY' | 'CANCELLED';
  /** Null until the images are counted. */
  readonly total: number | null;
  readonly ready: number;
  readonly failed: number;
  readonly deleted: number;
}

const fields = 'id status total ready failed deleted';

const ofOne = `mutation Reprocess($input: ReprocessImageInput!) {
  reprocessImage(input: $input) { batch { ${fields} } userErrors { message } }
}`;

const ofMany = `mutation Reprocess($input: ReprocessImagesInput!) {
  reprocessImages(input: $input) { batch { ${fields} } userErrors { message } }
}`;

const events = `subscription Follow($id: ID!) { batchEvents(batchId: $id) { batch { ${fields} } } }`;

/** Named images are a batch each, which comes before those of many. */
export async function reprocess(ids: readonly string[], options: ReprocessOptions): Promise<void> {
  const { url, detach, json, ...selection } = options;
  if (ids.length > 0 && Object.keys(selection).length > 0)
    throw new AppError('INVALID_INPUT', { field: 'ids', reason: 'name images, or find them by options' });
  const server = remoteServer(url);
  const batches: Batch[] = [];
  const failures: string[] = [];
  const run = async (title: string, begin: () => Promise<Batch>, say: (text: string) => void) => {
    try {
      const first = await begin();
      say(detach ? `${first.id}  ${first.status}` : first.id);
      const batch = detach ? first : await followBatch(server, first, say);
      batches.push(batch);
      if (batch.failed > 0) throw new Error(`${batch.failed} images could not be made anew.`);
      if (batch.status === 'CANCELLED') throw new Error('The batch was cancelled.');
    } catch (error) {
      failures.push(`${title}: ${error instanceof Error ? error.message : String(error)}`);
      throw error;
    }
  };
  const work = ids.length > 0 ? ids.map((id) => named(server, id)) : [found(server, selection)];
  const tasks = new Listr(
    work.map(({ title, begin }) => ({
      title,
      task: async (_context, task) =>
        run(title, begin, (text) => {
          task.title = `${title}  ${text}`;
        }),
    })),
    { ...progress('lines', json), concurrent: 4, exitOnError: false },
  );
  await tasks.run();
  if (json) console.log(JSON.stringify(batches));
  tellFailures(failures, json);
}

interface Work {
  readonly title: string;
  readonly begin: () => Promise<Batch>;
}

const named = (server: RemoteServer, id: string): Work => ({
  title: id,
  begin: () => begun(server, 'reprocessImage', { query: ofOne, variables: { input: { id } } }),
});

function found(server: RemoteServer, { profile, allOwners, owner, ...conditions }: Selection): Work {
  const { namespace, tags, failed } = conditions;
  const filter = { namespace, tags: tags?.split(','), status: failed && ['FAILED'], ownerId: owner };
  const operation = { query: ofMany, variables: { input: { profile, allOwners, filter } } };
  return { title: 'images', begin: () => begun(server, 'reprocessImages', operation) };
}

const begun = async (server: RemoteServer, field: string, operation: Operation): Promise<Batch> =>
  ((await mutate(server, field, operation)) as { readonly batch: Batch }).batch;

/** To its end. */
async function followBatch(server: RemoteServer, batch: Batch, say: (text: string) => void): Promise<Batch> {
  let last = batch;
  const told = follow<{ batchEvents: { batch: Batch } }>(server, {
    query: events,
    variables: { id: batch.id },
  });
  for await (const { batchEvents } of told) {
    last = batchEvents.batch;
    const { id, total, ready, failed, deleted } = last;
    if (total !== null)
      say(`${id}  ${bar(total === 0 ? 1 : (ready + failed + deleted) / total, `of ${total}`)}`);
  }
  say(`${last.id}  ${last.status}: ${last.ready} of ${last.total ?? 0}`);
  return last;
}
