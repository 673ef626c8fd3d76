/** An upload page in React: each file with its progress, and its picture as soon as there is one. */
import { ApolloProvider } from '@apollo/client/react';
import { createDarkroomClient } from '@darkroom/client';
import { createApolloClient } from '@darkroom/client/apollo';
import {
  DarkroomImage,
  DarkroomProvider,
  type UploadView,
  useImage,
  useUpload,
} from '@darkroom/client/react';
import { createRoot } from 'react-dom/client';

const darkroom = createDarkroomClient({
  url: document.querySelector<HTMLMetaElement>('meta[name=darkroom]')?.content ?? '',
  // Your application knows who is signed in, and hands out a token for that person.
  token: async () => (await fetch('/token')).text(),
});

function Picture({ id, alt }: { id: string; alt: string }) {
  const { image, error } = useImage(id, { transform: { width: 640 } });
  if (error) return <p role="alert">{error.message}</p>;
  return image ? <DarkroomImage image={image.responsive} alt={image.description ?? alt} /> : null;
}

function Line({ filename, state, upload }: UploadView) {
  const { status, sentBytes, totalBytes } = state;
  return (
    <li data-status={status}>
      {filename}: <span role="status">{status}</span>
      {status === 'uploading' && <progress value={sentBytes} max={totalBytes} />}
      {status === 'uploading' && <button onClick={upload.pause}>Pause</button>}
      {status === 'paused' && <button onClick={upload.resume}>Resume</button>}
      {status === 'failed' && <p role="alert">{state.failure.message}</p>}
      {status === 'failed' && <button onClick={upload.retry}>Try again</button>}
      {status === 'ready' && <Picture id={state.image.id} alt={filename} />}
    </li>
  );
}

function App() {
  const { uploads, add } = useUpload({ tags: ['example'] });
  return (
    <main>
      <h1>Upload photos</h1>
      <label>
        Photos{' '}
        <input type="file" accept="image/*" multiple onChange={({ target }) => add(target.files ?? [])} />
      </label>
      <ul>
        {uploads.map((each) => (
          <Line key={each.id} {...each} />
        ))}
      </ul>
    </main>
  );
}

createRoot(document.querySelector('#root') ?? document.body).render(
  <ApolloProvider client={createApolloClient(darkroom)}>
    <DarkroomProvider client={darkroom}>
      <App />
    </DarkroomProvider>
  </ApolloProvider>,
);
