/** Uploads without a framework: a line for each file, with what a person can do about it. */
import { createDarkroomClient } from '@darkroom/client';

const darkroom = createDarkroomClient({
  url: document.querySelector('meta[name=darkroom]').content,
  // Your application knows who is signed in, and hands out a token for that person.
  token: async () => (await fetch('/token')).text(),
});

/** Which buttons make sense when. */
const actions = {
  queued: ['pause', 'cancel'],
  uploading: ['pause', 'cancel'],
  paused: ['resume', 'cancel'],
  verifying: [],
  processing: [],
  ready: [],
  failed: ['retry', 'cancel'],
  cancelled: [],
};

const words = {
  uploading: ({ isWaiting }) => (isWaiting ? 'waiting for the network' : 'uploading'),
  processing: ({ image }) => `processing ${image.variants.ready} of ${image.variants.required}`,
  ready: ({ image }) => `ready ${image.id}`,
  failed: ({ failure }) => `failed (${failure.code}, ${failure.whatToDo}): ${failure.message}`,
};

function show(upload) {
  const line = document.querySelector('template').content.cloneNode(true).querySelector('li');
  line.querySelector('b').textContent = upload.filename;
  for (const button of line.querySelectorAll('button')) button.addEventListener('click', upload[button.name]);
  const render = () => {
    const { state } = upload;
    line.dataset.status = state.status;
    line.querySelector('progress').value = state.sentBytes / Math.max(1, state.totalBytes);
    line.querySelector('[role=status]').textContent = words[state.status]?.(state) ?? state.status;
    for (const button of line.querySelectorAll('button'))
      button.hidden = !actions[state.status].includes(button.name);
  };
  upload.subscribe(render);
  render();
  document.querySelector('ul').append(line);
}

const input = document.querySelector('input');
input.addEventListener('change', () => {
  for (const file of input.files) show(darkroom.upload(file, { tags: ['example'] }));
  input.value = '';
});
