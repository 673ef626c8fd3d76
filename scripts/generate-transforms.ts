/** The reference of transforms, from the table that specs are read by. Every example is read, spelled, planned and shown. */
import { options } from '../media/transform/options.ts';
import { canonicalSpec, endings, formatMeanings, geometries, parseSpec } from '../media/transform/spec.ts';
import { maxSide, type Transform } from '../media/transform/transform.ts';
import { exampleFolder, exampleOf } from './example-images.ts';
import { sceneSize } from './example-scene.ts';

/** Of all that the table shows, in its order. @throws Error for what has no example. */
export function exampleSpecs(): string[] {
  return [...geometries, ...options].flatMap(({ form, examples }) => {
    if (examples.length === 0) throw new Error(`${form} has no example`);
    return examples;
  });
}

export function transformReference(profilesPath: string): string {
  const rows = (examples: readonly string[]): string =>
    examples.map((spec) => shown(spec, profilesPath)).join('<br>');
  const sizes = geometries.map(
    ({ form, meaning, examples }) => `| \`${form}\` | ${meaning} | ${rows(examples)} |`,
  );
  const effects = options.map(
    ({ form, meaning, examples }) => `| ${codes(form)} | ${meaning} | ${rows(examples)} |`,
  );
  const formats = Object.entries(formatMeanings).map(
    ([format, meaning]) => `| \`${endings[format as keyof typeof endings]}\` | ${meaning} |`,
  );
  return `<!-- Generated from media/transform/ by \`npm run gen\`. -->

# Transforms

A transform is what is asked of an image. It is written as a spec, \`geometry(-option)*.ending\`, in lower case: in a URL
(\`/i/img_…/w640-q75.webp\`, [delivery](delivery.md#renditions-on-demand)) and in [outputs](outputs.md); or as the fields of a
\`TransformInput\` in GraphQL. Both say the same, and become the same rendition.

Each example shows what comes out of this picture of ${sceneSize.width} × ${sceneSize.height} pixels, with the profile that is shipped and
the focal point on the balloon; and how it is written as a \`TransformInput\`. The examples are the files themselves, at a third of their
size; the placeholder is enlarged, as a page does it.

${picture('full.webp', sceneSize.width)}

## Geometry

| form | means | example |
| --- | --- | --- |
${sizes.join('\n')}

Sides are 1 to ${maxSide} pixels, \`dpr\` included. Nothing is enlarged unless \`fill\` asks for it: a box that is larger than the
picture gives the largest crop of its proportions. Every output is oriented, converted to sRGB unless
[wide colours](#wide-colours) are asked for, and stripped of metadata.

## Options

| option | means | example |
| --- | --- | --- |
${effects.join('\n')}

Turning, mirroring, blurring and sharpening leave of an animation its first frame; \`gray\` and sizes keep it moving.

## Wide colours

Phones and good cameras take pictures with colours that sRGB does not have, and most screens of today show them. By default they
are brought to the nearest of sRGB, which every browser and program shows alike. With \`p3\` the output is in Display P3 and carries its
profile, 480 bytes; with \`.auto\` too. What is asked for is decided by what there is to gain:

| original | with \`p3\` |
| --- | --- |
| with a profile that has colours beyond sRGB: Display P3, Adobe RGB, ProPhoto, 8 to 16 bits a channel | in Display P3; what lies beyond that too becomes the nearest colour of it |
| in sRGB, with or without a profile; in CMYK; gray | the same as without \`p3\`, and without a profile |

A \`gif\` can carry no profile, and \`p3\` for one is refused with \`INVALID_TRANSFORM\`. Where a preset says [\`color_space: display-p3\`](profiles.md#variants),
its GIF is in sRGB, and \`srgb\` asks for any other format in sRGB. A background is the same colour either way.

## The quality that is searched for

\`qauto\` encodes the picture at several qualities, six at most, and keeps the lowest whose
[SSIM](https://doi.org/10.1109/TIP.2003.819861) against the same picture without any loss is at least the target. It is
measured as the authors' own program does: of brightness, with the shorter side brought to about 256 pixels. What is
transparent is looked at before white and before black, and the worse counts. Six encodes settle it where what is lost falls evenly
with the quality, as it does with photos; else what is kept is good enough, and some steps higher than it had to be. Where not even
100 suffices it is 100. Of an animation the first frame
decides, and of a picture of more than 24 megapixels one of that size. What was found is kept with the rendition, and
\`Variant.quality\` has it. With \`auto\`, what becomes a \`png\` or \`gif\` loses nothing, and nothing is searched for.

## Endings

| ending | means |
| --- | --- |
${formats.join('\n')}

## The canonical spelling

Each transform has one spelling: the geometry, then the options in the order of the table, without defaults and without what
has no effect. \`300x300-gray-q50.jpeg\` is \`${canonicalSpec(parseSpec('300x300-gray-q50.jpeg'))}\`: a URL in another spelling is redirected, and of outputs there is
one. A quality stays written even when it is the format's own, because that is measured and may change.
In the URL of an image that would not move anyhow \`still\` has no effect either.
`;
}

function shown(spec: string, profilesPath: string): string {
  const { size } = exampleOf(spec, profilesPath);
  const input = inputOf(parseSpec(spec));
  return `${picture(spec, size.width)}<br>\`${spec}\` ${size.width} × ${size.height} \`${input}\``;
}

/** What is narrower is a placeholder. */
const narrowest = 60;

function picture(spec: string, width: number): string {
  const wide = Math.round(width < narrowest ? sceneSize.width / 3 : width / 3);
  return `<img src="./${exampleFolder.replace('docs/', '')}/${spec}" width="${wide}" alt="${spec}">`;
}

/** As GraphQL has it. */
function inputOf({ geometry, gray, dpr, rotate, background, ...rest }: Transform): string {
  const fields: Record<string, unknown> = {
    ...geometry,
    ...rest,
    ...(dpr !== 1 && { dpr }),
    ...(rotate !== 0 && { rotate }),
    ...(gray && { grayscale: true }),
    ...(background !== undefined && { background: JSON.stringify(background.toUpperCase()) }),
    ...(geometry.preset !== undefined && { preset: JSON.stringify(geometry.preset) }),
  };
  const given = Object.entries(fields).filter(
    ([name, value]) => value !== undefined && value !== false && !isDefault(name, value, geometry),
  );
  return `{ ${given.map(([name, value]) => `${name}: ${valueOf(name, value)}`).join(', ')} }`;
}

function isDefault(name: string, value: unknown, geometry: Transform['geometry']): boolean {
  if (geometry.preset !== undefined) return false;
  const isBox = geometry.width !== undefined && geometry.height !== undefined;
  return (
    value === (name === 'fit' ? (isBox ? 'cover' : 'inside') : name === 'gravity' ? 'center' : undefined)
  );
}

const enumerated = new Set(['fit', 'gravity', 'format', 'colorSpace']);

const valueOf = (name: string, value: unknown): string =>
  enumerated.has(name)
    ? String(value)
        .replace(/^(north|south)(east|west)$/, '$1_$2')
        .replace('focus', 'focal_point')
        .replace('-', '_')
        .toUpperCase()
    : String(value);

const codes = (form: string): string =>
  form
    .split(', ')
    .map((each) => `\`${each}\``)
    .join(' ');
