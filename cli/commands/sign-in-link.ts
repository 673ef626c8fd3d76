/** Makes another link that signs a browser in: for the operator, whose first one was used up or has expired. */
import { bootstrapOwner } from '../../domain/access/bootstrap-api-key.ts';
import { withDatabase } from '../with-database.ts';
import { newSignInUrl } from '../sign-in-url.ts';

export async function signInLink(options: { owner?: string; json?: true }): Promise<void> {
  const ownerId = options.owner ?? bootstrapOwner;
  const { url, minutes } = await withDatabase(async (database, config) => ({
    url: await newSignInUrl(database, { ...config, ownerId }),
    minutes: Math.ceil(config.access.signInLinkSeconds / 60),
  }));
  if (options.json) console.log(JSON.stringify({ url, owner: ownerId }));
  else
    console.log(
      `${url}\n\nOpen it in a browser within ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}; it works once, and the browser then acts as ${ownerId}.`,
    );
}
