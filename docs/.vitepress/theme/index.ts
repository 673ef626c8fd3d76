/** VitePress's own theme, with the colours of the web app, the fonts of the reader's system, and diagrams. */
import DefaultTheme from 'vitepress/theme-without-fonts';
import { MermaidDiagram } from './mermaid-diagram.ts';
import './site.css';

export default {
  extends: DefaultTheme,
  enhanceApp: ({ app }: { app: { component(name: string, component: object): unknown } }) => {
    app.component('MermaidDiagram', MermaidDiagram);
  },
};
