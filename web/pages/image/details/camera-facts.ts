/** What a camera wrote down, as photographers write it. */
import { formatTime } from '../../../format.ts';
import type { ImageDetailsFragment } from '../../../generated/graphql.ts';

/** Undefined where it wrote nothing. */
export function cameraFacts(
  metadata: ImageDetailsFragment['metadata'],
): Readonly<Record<string, string | null>> | undefined {
  if (!metadata) return undefined;
  const { cameraMake, cameraModel, lens, focalLength, fNumber, exposureTime, iso, flash } = metadata;
  const facts = {
    Camera: [cameraMake, cameraModel].filter(Boolean).join(' ') || null,
    Lens: lens,
    'Focal length': focalLength === null ? null : `${focalLength} mm`,
    Aperture: fNumber === null ? null : `f/${fNumber}`,
    Exposure: exposureTime === null ? null : `${exposureTime} s`,
    ISO: iso === null ? null : String(iso),
    Flash: flash === null ? null : flash ? 'Fired' : 'Off',
    Taken: metadata.takenAt === null ? null : takenTime(metadata.takenAt),
    Colours: metadata.colorSpace,
  };
  return Object.values(facts).some((fact) => fact !== null) ? facts : undefined;
}

/** Cameras know no time zone: it is shown as they wrote it. */
const takenTime = (written: string): string =>
  Number.isNaN(Date.parse(written)) ? written : formatTime(written);
