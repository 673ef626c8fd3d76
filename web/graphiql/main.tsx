/** GraphiQL, at /graphql for browsers: the editor, the documentation, an explorer, and an example for each task. */
import 'graphiql/setup-workers/vite';
import { explorerPlugin } from '@graphiql/plugin-explorer';
import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import 'graphiql/style.css';
import '@graphiql/plugin-explorer/style.css';
import './graphiql.css';
import { exampleTabs, newestImage } from './examples.ts';
import { createFetcher } from './fetcher.ts';
import { withoutHeaders } from './storage.ts';

/** Beside the documentation, which it has itself. */
const plugins = [HISTORY_PLUGIN, explorerPlugin()];
const storage = withoutHeaders(localStorage);

function Playground({ imageId }: { imageId: string | undefined }) {
  /** Why nothing is completed and documented, where the server keeps its schema to itself. */
  const [schemaFault, setSchemaFault] = useState<string>();
  const [fetcher] = useState(() => createFetcher(setSchemaFault));
  return (
    <GraphiQL
      fetcher={fetcher}
      plugins={plugins}
      storage={storage}
      defaultTabs={exampleTabs({ origin: window.location.origin, imageId })}
      // They are keys, and are forgotten with the page.
      shouldPersistHeaders={false}
      showPersistHeadersSettings={false}
      defaultEditorToolsVisibility="variables"
    >
      <GraphiQL.Logo>
        <a className="darkroom-home" href="/">
          Darkroom
        </a>
        <SystemTheme />
      </GraphiQL.Logo>
      {schemaFault !== undefined && (
        <GraphiQL.Footer>
          <p role="alert" className="darkroom-fault">
            {schemaFault}
          </p>
        </GraphiQL.Footer>
      )}
    </GraphiQL>
  );
}

/** The editor takes the system's colours when it begins; at dusk, when those change, it is told. */
function SystemTheme() {
  const { setTheme } = useGraphiQLActions();
  const theme = useGraphiQL((state) => state.theme);
  useEffect(() => {
    const system = window.matchMedia('(prefers-color-scheme: dark)');
    const follow = (): void => setTheme(theme);
    system.addEventListener('change', follow);
    return () => system.removeEventListener('change', follow);
  }, [setTheme, theme]);
  return null;
}

const root = document.querySelector('#root');
// The examples are about it, so that they can be run as they are.
if (root) void newestImage().then((imageId) => createRoot(root).render(<Playground imageId={imageId} />));
