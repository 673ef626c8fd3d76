/**
 * A picture that did not come is asked for again: its address may have ended with its signature, or changed with who may
 * see it; the server may have too much to do; and the image may be gone.
 */
import { useState } from 'react';
import { apollo } from '../apollo/client.ts';
import { graphql } from '../generated/gql.ts';
import { forgetImages } from './image-lists.ts';

const TileAgain = graphql(`
  query TileAgain($id: ID!) {
    image(id: $id) {
      ...ImageTile
    }
  }
`);

/** Seconds before each attempt. */
const pauses = [1, 4, 15];

export interface PictureAttempt {
  /** As a key: another one is loaded anew. */
  readonly attempt: number;
  readonly isGivenUp: boolean;
  readonly onError: () => void;
}

export function usePicture(id: string): PictureAttempt {
  const [attempt, setAttempt] = useState(0);
  const [isGivenUp, setGivenUp] = useState(false);
  const tryAgain = async (): Promise<void> => {
    const { data } = await apollo.query({ query: TileAgain, variables: { id }, fetchPolicy: 'network-only' });
    if (data?.image === null) forgetImages([id]);
    else setAttempt(attempt + 1);
  };
  const onError = (): void => {
    const pause = pauses[attempt];
    if (pause === undefined) setGivenUp(true);
    else setTimeout(() => void tryAgain().catch(() => setGivenUp(true)), pause * 1_000);
  };
  return { attempt, isGivenUp, onError };
}
