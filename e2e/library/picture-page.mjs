/**
 * A page with one picture of the library, or a plain one to compare with, and a text below that would move. In
 * JavaScript: types of a browser contradict those of Node.
 */
import { DarkroomImage } from '@darkroom/client/react';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';

const root = createRoot(document.body.appendChild(document.createElement('main')));

/** The sum of what has moved since the page began, without anybody's doing. */
let shift = 0;
new PerformanceObserver((list) => {
  for (const { value } of list.getEntries()) shift += value;
}).observe({ type: 'layout-shift', buffered: true });

const text = createElement('p', {}, 'A text below the picture. '.repeat(20));

globalThis.site = {
  show: (image) =>
    root.render([createElement(DarkroomImage, { key: 'image', image, alt: 'A test picture' }), text]),
  showPlain: ({ src }) => root.render([createElement('img', { key: 'image', src, alt: '' }), text]),
  showFarBelow: (image) =>
    root.render([
      createElement('div', { key: 'room', style: { height: 20_000 } }),
      createElement(DarkroomImage, { key: 'image', image, alt: 'Far below' }),
    ]),
  /** After two frames, when entries of what was painted are there. */
  shift: () =>
    new Promise((resolve) => {
      requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(shift), 0)));
    }),
};
