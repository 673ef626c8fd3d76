/** The client library's socket on a line that breaks: what happened meanwhile is told afterwards, and it is soon back. */
import { createSocket, type Socket } from '@darkroom/client';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WebSocket } from 'ws';
import { newOwner, type Owner } from '../clients/owner.ts';
import { fileOf, jpeg } from '../fixtures/pictures.ts';
import { sharedDeployment } from '../stack/shared.ts';
import { until } from '../until.ts';

const query = `subscription ($after: ID) { imageEvents(after: $after) { __typename id image { id } } }`;

/** Nobody listens there. */
const nowhere = 'ws://127.0.0.1:1/';

describe('the client library’s socket', () => {
  let owner: Owner;
  let socket: Socket;
  let isDown = false;
  beforeAll(async () => {
    owner = await newOwner(sharedDeployment());
    class Line extends WebSocket {
      constructor(url: string, protocols: string) {
        super(isDown ? nowhere : url, protocols);
      }
    }
    socket = createSocket({ url: owner.url, token: () => owner.apiKey, webSocketImpl: Line });
  });
  afterAll(() => socket.dispose());

  it('is told of what happened while the line was broken, also when it had heard of nothing before', async () => {
    const events: string[] = [];
    let connections = 0;
    socket.on('connected', () => (connections += 1));
    const leave = socket.subscribe<{ imageEvents: { __typename: string; image: { id: string } } }>(
      { query },
      {
        next: ({ data }) => void events.push(`${data?.imageEvents.image.id} ${data?.imageEvents.__typename}`),
        error: (fault) => void events.push(`ended: ${JSON.stringify(fault)}`),
        complete: () => undefined,
      },
    );
    await until(() => connections === 1, { what: 'a connection' });
    isDown = true;
    socket.terminate();
    const { id } = await owner.upload(fileOf(await jpeg({ width: 300, height: 200 })));
    await owner.settled(id);
    expect(events).toEqual([]);
    isDown = false;
    await until(() => events.includes(`${id} ImageReady`), { what: 'what happened meanwhile', seconds: 30 });
    expect(events[0]).toBe(`${id} ImageUploaded`);
    leave();
  });
});
