/** The subscription as graphql-sse holds it: one request, whose answer does not end. */
import { type Client, createClient } from 'graphql-sse';
import { authorization } from './graphql.ts';

/** What is lost stays lost, so that a spec sees it. */
export const eventStreamClient = ({ url, apiKey }: { url: string; apiKey?: string | undefined }): Client =>
  createClient({ url: `${url}/graphql/stream`, headers: authorization(apiKey), retryAttempts: 0 });
