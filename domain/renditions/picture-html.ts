/** A responsive image as HTML that can be put into a page as it is: every attribute is escaped. */
import { escapeHtml } from '../../platform/escape-html.ts';
import type { Size } from '../../media/geometry.ts';
import type { Placeholder } from '../../media/types.ts';
import type { ResponsiveLayout } from './responsive.ts';

export interface Picture extends Size {
  readonly layout: ResponsiveLayout;
  readonly src: string;
  readonly srcSet: string;
  readonly sizes: string;
  readonly sources: readonly { readonly type: string; readonly srcSet: string; readonly sizes: string }[];
  /** What the picture shows, in words; empty when nothing is known. */
  readonly alt: string;
  /** Shown behind the picture until it has arrived, and behind what is transparent of it. */
  readonly placeholder: Placeholder | undefined;
}

/** Room is kept before anything has arrived: a page that moves under its reader is the worse for it. */
export function pictureHtml({ sources, layout, placeholder, ...picture }: Picture): string {
  const { src, srcSet, sizes, width, height, alt } = picture;
  const style = [layoutStyles[layout], placeholder && backgroundStyle(placeholder)].filter(Boolean).join(';');
  // Densities need no sizes, and a browser would report them.
  const sized = (text: string) => (layout === 'FIXED' ? undefined : text);
  const image = tag('img', {
    src,
    srcset: srcSet,
    sizes: sized(sizes),
    width: String(width),
    height: String(height),
    alt,
    loading: 'lazy',
    decoding: 'async',
    style: style || undefined,
  });
  const others = sources.map(({ type, ...source }) =>
    tag('source', { type, srcset: source.srcSet, sizes: sized(source.sizes) }),
  );
  return `<picture>${others.join('')}${image}</picture>`;
}

const layoutStyles: Readonly<Record<ResponsiveLayout, string>> = {
  FIXED: '',
  CONSTRAINED: 'max-width:100%;height:auto',
  FULL_WIDTH: 'width:100%;height:auto',
};

const backgroundStyle = ({ dominantColor, dataUri }: Placeholder): string =>
  `background:${dominantColor} url("${dataUri}") center/cover no-repeat`;

function tag(name: string, attributes: Readonly<Record<string, string | undefined>>): string {
  const written = Object.entries(attributes).flatMap(([attribute, value]) =>
    value === undefined ? [] : [`${attribute}="${escapeHtml(value)}"`],
  );
  return `<${name} ${written.join(' ')}>`;
}
