/** A code block of Mermaid becomes the component that draws it in the browser. */
import type { MarkdownRenderer } from 'vitepress';

export function drawDiagrams({ renderer: { rules } }: MarkdownRenderer): void {
  const { fence } = rules;
  rules.fence = (...given) => {
    const [tokens, index] = given;
    const { info = '', content = '' } = tokens[index] ?? {};
    if (info.trim() !== 'mermaid') return fence?.(...given) ?? '';
    return `<MermaidDiagram source="${encodeURIComponent(content)}" />`;
  };
}
