/** Which Darkroom client the hooks below use; Apollo's own provider says which Apollo Client. */
import { createContext, type ReactNode, useContext } from 'react';
import type { DarkroomClient } from '../core/client.ts';

const DarkroomContext = createContext<DarkroomClient | null>(null);

/** Around everything that uploads. */
export function DarkroomProvider({ client, children }: { client: DarkroomClient; children: ReactNode }) {
  return <DarkroomContext value={client}>{children}</DarkroomContext>;
}

export function useDarkroom(): DarkroomClient {
  const client = useContext(DarkroomContext);
  if (!client)
    throw new Error('There is no Darkroom client here: put a <DarkroomProvider> around this component.');
  return client;
}
