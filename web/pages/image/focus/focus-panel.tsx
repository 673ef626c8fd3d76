/** Where a picture is looked at, and what crops of it become of that: at once, and by the server's own when it is saved. */
import { useQuery } from '@apollo/client/react';
import { ErrorNotice } from '../../../errors/error-notice.tsx';
import { graphql } from '../../../generated/gql.ts';
import type { FocusedImageFragment } from '../../../generated/graphql.ts';
import { Button } from '../../../ui/button.tsx';
import { PanelSection } from '../panel-section.tsx';
import { RangeField } from '../range-field.tsx';
import { CropPreview } from './crop-preview.tsx';
import styles from './focus-panel.module.css';
import type { FocusDraft } from './use-focus-draft.ts';

graphql(`
  fragment FocusedImage on Image {
    id
    focalPoint {
      x
      y
    }
    ...ViewedImage
  }
`);

const FocalCrops = graphql(`
  query FocalCrops($id: ID!) {
    image(id: $id) {
      id
      square: rendition(transform: { width: 480, height: 480, gravity: FOCAL_POINT, format: WEBP }) {
        url
      }
      wide: rendition(transform: { width: 640, height: 360, gravity: FOCAL_POINT, format: WEBP }) {
        url
      }
      tall: rendition(transform: { width: 360, height: 640, gravity: FOCAL_POINT, format: WEBP }) {
        url
      }
    }
  }
`);

export function FocusPanel({ image, draft }: { image: FocusedImageFragment; draft: FocusDraft }) {
  const { point, isChanged, saving, move, revert, save } = draft;
  const { data, error } = useQuery(FocalCrops, { variables: { id: image.id } });
  const crop = { image, point, isSaved: !isChanged };
  return (
    <>
      <PanelSection>
        <p className={styles.hint}>
          Point at what crops are to keep in view, or move it by the arrow keys; with shift in larger steps.
        </p>
        <RangeField
          label="Across"
          unit="%"
          min={0}
          max={100}
          isInstant
          value={Math.round(point.x * 100)}
          onChange={(x) => move({ ...point, x: (x ?? 50) / 100 })}
        />
        <RangeField
          label="Down"
          unit="%"
          min={0}
          max={100}
          isInstant
          value={Math.round(point.y * 100)}
          onChange={(y) => move({ ...point, y: (y ?? 50) / 100 })}
        />
        <div className={styles.actions}>
          <Button variant="primary" disabled={!isChanged} busy={saving} onClick={save}>
            Save the focal point
          </Button>
          <Button disabled={!isChanged} onClick={revert}>
            Revert
          </Button>
        </div>
      </PanelSection>
      <PanelSection title="Crops">
        {error && <ErrorNotice error={error} />}
        <div className={styles.crops}>
          <CropPreview {...crop} name="16:9" aspect={16 / 9} url={data?.image?.wide.url} />
          <CropPreview {...crop} name="1:1" aspect={1} url={data?.image?.square.url} />
          <CropPreview {...crop} name="9:16" aspect={9 / 16} url={data?.image?.tall.url} />
        </div>
        <p className={styles.hint}>
          Variants that are made already stay as they are; caches keep a crop for up to an hour.
        </p>
      </PanelSection>
    </>
  );
}
