/** A picture of Darkroom in a page: the sizes and formats that fit, its room kept, its placeholder behind it. */
import { type CSSProperties, type ImgHTMLAttributes, useState } from 'react';

/** What `Image.responsive` answers; the fragment `DarkroomResponsive` asks for it. */
export interface ResponsivePicture {
  readonly src: string;
  readonly srcSet: string;
  readonly sizes: string;
  readonly width: number;
  readonly height: number;
  readonly sources: readonly { readonly type: string; readonly srcSet: string; readonly sizes: string }[];
  readonly placeholder?: { readonly dataUri: string; readonly dominantColor: string } | null;
}

type OwnAttributes = 'alt' | 'src' | 'srcSet' | 'width' | 'height' | 'placeholder';

export interface DarkroomImageProps extends Omit<ImgHTMLAttributes<HTMLImageElement>, OwnAttributes> {
  readonly image: ResponsivePicture;
  /** What it shows, in words, for those who do not see it; empty for mere decoration. */
  readonly alt: string;
  /** What stands in its place until it is there: a blurred miniature, its main colour, or nothing. Default: `blur`. */
  readonly placeholder?: 'blur' | 'color' | 'none';
  /** For what a visitor sees first, such as the picture of an article: fetched at once, before others. */
  readonly isPriority?: boolean;
}

/** Nothing moves: the room is there before the picture, and the picture appears over its placeholder without a transition. */
export function DarkroomImage({
  image,
  placeholder = 'blur',
  isPriority = false,
  ...given
}: DarkroomImageProps) {
  const [loaded, setLoaded] = useState<string>();
  const { src, srcSet, width, height, sources } = image;
  const { alt, sizes, style, onLoad, ...attributes } = given;
  const sized = (text: string) => (isByDensity(srcSet) ? undefined : (sizes ?? text));
  // Behind a picture with transparency it would be seen for ever.
  const background = loaded === src ? {} : backgroundOf(image, placeholder);
  return (
    <picture>
      {sources.map((source) => (
        <source key={source.type} type={source.type} srcSet={source.srcSet} sizes={sized(source.sizes)} />
      ))}
      <img
        loading={isPriority ? 'eager' : 'lazy'}
        fetchPriority={isPriority ? 'high' : 'auto'}
        decoding="async"
        {...attributes}
        ref={(element) => {
          // A page that came from a server may have its pictures before its scripts.
          if (element?.complete && element.naturalWidth > 0) setLoaded(src);
        }}
        src={src}
        srcSet={srcSet}
        sizes={sized(image.sizes)}
        width={width}
        height={height}
        alt={alt}
        style={{
          maxWidth: '100%',
          height: 'auto',
          aspectRatio: `${width} / ${height}`,
          ...background,
          ...style,
        }}
        onLoad={(event) => {
          setLoaded(src);
          onLoad?.(event);
        }}
      />
    </picture>
  );
}

/** `1x, 2x` instead of widths: then there are no sizes to choose by. */
const isByDensity = (srcSet: string): boolean => /\s[\d.]+x(,|$)/.test(srcSet);

function backgroundOf(
  { placeholder: known }: ResponsivePicture,
  wanted: NonNullable<DarkroomImageProps['placeholder']>,
): CSSProperties {
  if (!known || wanted === 'none') return {};
  const { dominantColor: backgroundColor, dataUri } = known;
  if (wanted === 'color') return { backgroundColor };
  return {
    backgroundColor,
    backgroundImage: `url("${dataUri}")`,
    backgroundSize: 'cover',
    backgroundPosition: 'center',
    backgroundRepeat: 'no-repeat',
  };
}
