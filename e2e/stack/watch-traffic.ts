/**
 * Around each spec file: whatever it sends and is answered, by whichever client, is looked at for secrets, in this one place.
 * What no request of Node's own shows (a socket spoken by hand) carries a key or token that was noted when it was made.
 */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import { afterAll } from '@jest/globals';
import { noteSecretsIn } from './noted-secrets.ts';

const send = globalThis.fetch;

globalThis.fetch = async (input, init) => {
  const [url, own] = input instanceof Request ? [input.url, input.headers] : [input.toString(), undefined];
  noteSecretsIn(`${url} ${new Headers(init?.headers ?? own).get('authorization') ?? ''}`);
  const response = await send(input, init);
  noteSecretsIn(response.headers.get('location') ?? '');
  // Beside whoever reads it; one that is cut off is read as far by neither.
  if (response.headers.get('content-type')?.includes('json'))
    response
      .clone()
      .text()
      .then(noteSecretsIn, () => {});
  return response;
};

/** Of clients that do not use fetch: of tus, and of WebSockets. */
function noteRequest(message: unknown): void {
  const { request } = message as { request: ClientRequest };
  noteSecretsIn(`${request.path} ${String(request.getHeader('authorization') ?? '')}`);
}

const requests = 'http.client.request.start';
subscribe(requests, noteRequest);
// The channel is the process's, which runs other files after this one.
afterAll(() => void unsubscribe(requests, noteRequest));
