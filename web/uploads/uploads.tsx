/** What is on its way into the library. It belongs to no page: it goes on wherever one goes in the app. */
import { useApolloClient } from '@apollo/client/react';
import { createDarkroomClient, type Upload } from '@darkroom/client';
import { DarkroomProvider, type UploadView, useUpload } from '@darkroom/client/react';
import { createContext, type ReactNode, use, useState } from 'react';
import { socket } from '../apollo/socket.ts';
import { graphql } from '../generated/gql.ts';
import { useViewer } from '../session/session.tsx';
import { findUnfinished, type Unfinished } from './unfinished.ts';
import { type ChosenOptions, defaultOptions, uploadOptions } from './upload-rules.ts';
import { useKeptUnfinished, useResumption, useWarningBeforeLeaving } from './use-persistence.ts';

export const UploadProfiles = graphql(`
  query UploadProfiles {
    profiles {
      name
      allowedContentTypes
      maxBytes
    }
  }
`);

/** A file that a worker of the server fetches. */
export interface Import {
  /** Of the upload that it is. */
  readonly id: string;
  readonly url: string;
}

export interface Uploads {
  /** In the order in which they were added. */
  readonly views: readonly UploadView[];
  readonly imports: readonly Import[];
  /** Of an earlier page: their files have to be chosen once more. */
  readonly unfinished: readonly Unfinished[];
  readonly options: ChosenOptions;
  readonly setOptions: (options: ChosenOptions) => void;
  readonly add: (files: readonly File[]) => Promise<void>;
  readonly addImport: (one: Import) => void;
  readonly removeImport: (id: string) => void;
  /** Takes one off the list. */
  readonly remove: (upload: Upload) => void;
  /** Takes off what is ready, failed or cancelled. */
  readonly clear: () => void;
  readonly forgetUnfinished: () => void;
}

const UploadsContext = createContext<Uploads | undefined>(undefined);

export function useUploads(): Uploads {
  const uploads = use(UploadsContext);
  if (!uploads) throw new Error('useUploads is for what is inside of an UploadsProvider');
  return uploads;
}

/** Around everything that shows uploads or adds some. */
export function UploadsProvider({ children }: { children: ReactNode }) {
  const { id } = useViewer();
  // Nobody resumes what somebody else has begun in this browser.
  const [client] = useState(() => createDarkroomClient({ account: id, socket }));
  return (
    <DarkroomProvider client={client}>
      <SharedQueue account={id}>{children}</SharedQueue>
    </DarkroomProvider>
  );
}

function SharedQueue({ account, children }: { account: string; children: ReactNode }) {
  const queue = useQueue(account);
  return <UploadsContext value={queue}>{children}</UploadsContext>;
}

function useQueue(account: string): Uploads {
  const apollo = useApolloClient();
  const { uploads: views, add: begin, remove, clear } = useUpload();
  const [unfinished, setUnfinished] = useKeptUnfinished(account, views);
  const [imports, setImports] = useState<readonly Import[]>([]);
  const [options, setOptions] = useState<ChosenOptions>(defaultOptions);
  useResumption(views);
  useWarningBeforeLeaving(views);

  const add = async (files: readonly File[]): Promise<void> => {
    // Without them, as when there is no line, the server decides when it comes to that.
    const { data } = await apollo.query({ query: UploadProfiles, errorPolicy: 'all' });
    for (const file of files) {
      const earlier = findUnfinished(unfinished, file);
      begin(file, earlier?.options ?? uploadOptions(file, options, data?.profiles ?? []));
      if (earlier) setUnfinished((list) => list.filter((each) => each !== earlier));
    }
  };

  return {
    views,
    imports,
    unfinished,
    options,
    setOptions,
    add,
    addImport: (one) => setImports((all) => [...all, one]),
    removeImport: (id) => setImports((all) => all.filter((each) => each.id !== id)),
    remove,
    clear,
    forgetUnfinished: () => setUnfinished([]),
  };
}
