import { describe, expect, it } from '@jest/globals';
import { type Picture, pictureHtml } from './picture-html.ts';

const picture: Picture = {
  layout: 'CONSTRAINED',
  src: '/w640.jpg?a=1&b=2',
  srcSet: '/w320.jpg 320w, /w640.jpg 640w',
  sizes: '100vw',
  width: 640,
  height: 427,
  sources: [{ type: 'image/avif', srcSet: '/w320.avif 320w', sizes: '100vw' }],
  alt: 'A "lake" & <more>',
  placeholder: { thumbhash: 'x', dataUri: 'data:image/webp;base64,AA==', dominantColor: '#102030' },
};

describe('the HTML of a picture', () => {
  it('is complete, with its room kept, its placeholder, and every attribute escaped', () => {
    expect(pictureHtml(picture)).toBe(
      '<picture><source type="image/avif" srcset="/w320.avif 320w" sizes="100vw">' +
        '<img src="/w640.jpg?a=1&amp;b=2" srcset="/w320.jpg 320w, /w640.jpg 640w" sizes="100vw" ' +
        'width="640" height="427" alt="A &quot;lake&quot; &amp; &lt;more&gt;" loading="lazy" decoding="async" ' +
        'style="max-width:100%;height:auto;background:#102030 url(&quot;data:image/webp;base64,AA==&quot;) ' +
        'center/cover no-repeat"></picture>',
    );
  });

  it.each<[Picture['layout'], string | undefined, boolean]>([
    ['FIXED', undefined, false],
    ['CONSTRAINED', 'max-width:100%;height:auto', true],
    ['FULL_WIDTH', 'width:100%;height:auto', true],
  ])('as %s has the style %s', (layout, style, isSized) => {
    const html = pictureHtml({ ...picture, layout, placeholder: undefined });
    expect(/style="([^"]*)"/.exec(html)?.[1]).toBe(style);
    expect(html.includes(' sizes=')).toBe(isSized);
  });

  it('lets nothing out of an attribute, whatever is said of the image', () => {
    const hostile = `'"><script>alert(1)</script>&quot;`;
    const html = pictureHtml({ ...picture, alt: hostile, sizes: hostile, src: hostile, sources: [] });
    expect(html.match(/[<>]/g)).toEqual(['<', '>', '<', '>', '<', '>']);
    expect(html).toContain('alt="&#39;&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;quot;"');
  });
});
