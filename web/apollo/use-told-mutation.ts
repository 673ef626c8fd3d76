/** A mutation whose refusals, which arrive as data, are told as its failures are. */
import type { OperationVariables, TypedDocumentNode } from '@apollo/client';
import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import type { ToldError } from '../errors/told-error.ts';

export interface ToldMutation<Data, Variables> {
  /** @returns what it has done; undefined where it was refused or failed. */
  readonly run: (variables: Variables) => Promise<Data | undefined>;
  readonly isBusy: boolean;
  /** Why not, of the last time. */
  readonly fault: ToldError | Error | undefined;
  /** Forgets the fault. */
  readonly reset: () => void;
}

/** @param refetch Names of the queries that show what it changes. */
export function useToldMutation<Data extends object, Variables extends OperationVariables>(
  document: TypedDocumentNode<Data, Variables>,
  { refetch = [] }: { refetch?: string[] } = {},
): ToldMutation<Data, Variables> {
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<ToldError | Error>();
  const [mutate] = useMutation<Data>(document, {
    errorPolicy: 'all',
    refetchQueries: refetch,
    awaitRefetchQueries: true,
  });
  const run = async (variables: Variables): Promise<Data | undefined> => {
    setBusy(true);
    const { data, error } = await mutate({ variables });
    const told = error ?? (data ? refusalIn(data) : undefined);
    setFault(told);
    setBusy(false);
    return told ? undefined : (data ?? undefined);
  };
  return { run, isBusy, fault, reset: () => setFault(undefined) };
}

/** Every payload of this schema has `userErrors`. */
const refusalIn = (data: object): ToldError | undefined =>
  (Object.values(data) as { userErrors?: readonly ToldError[] }[]).flatMap(
    (payload) => payload.userErrors ?? [],
  )[0];
