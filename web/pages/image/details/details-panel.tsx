/** What is said about an image, to be changed in place, and what is known of it. */
import { formatBytes, formatNumber, formatTime } from '../../../format.ts';
import { graphql } from '../../../generated/gql.ts';
import type { ImageDetailsFragment } from '../../../generated/graphql.ts';
import { Switch } from '../../../ui/switch.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { PanelSection } from '../panel-section.tsx';
import { EditableText } from './editable-text.tsx';
import { FactList } from './fact-list.tsx';
import { cameraFacts } from './camera-facts.ts';
import { TagsField } from './tags-field.tsx';
import { useUpdateImage } from './use-update-image.ts';

graphql(`
  fragment ImageDetails on Image {
    id
    filename
    title
    description
    tags
    namespace
    visibility
    contentType
    byteSize
    width
    height
    frames
    durationSeconds
    sha256
    createdAt
    ownerId
    profile {
      name
    }
    metadata {
      cameraMake
      cameraModel
      lens
      focalLength
      fNumber
      exposureTime
      iso
      flash
      takenAt
      colorSpace
    }
  }
`);

/** @param isMine Whether the viewer may change it. */
export function DetailsPanel({ image, isMine }: { image: ImageDetailsFragment; isMine: boolean }) {
  const camera = cameraFacts(image.metadata);
  return (
    <>
      {isMine && <Said image={image} />}
      <PanelSection title="File">
        <FactList
          facts={{
            Name: image.filename,
            Size: `${image.width} × ${image.height}`,
            Bytes: formatBytes(image.byteSize),
            Type: image.contentType,
            Frames: image.frames > 1 ? formatNumber(image.frames) : null,
            Length: image.durationSeconds === null ? null : `${formatNumber(image.durationSeconds)} s`,
            Visibility: image.visibility === 'PUBLIC' ? 'Public' : 'Private',
            Uploaded: formatTime(image.createdAt),
            Profile: image.profile.name,
            Owner: image.ownerId,
            Id: <code>{image.id}</code>,
            'SHA-256': <code>{image.sha256}</code>,
          }}
        />
      </PanelSection>
      {camera && (
        <PanelSection title="Camera">
          <FactList facts={camera} />
        </PanelSection>
      )}
    </>
  );
}

function Said({ image }: { image: ImageDetailsFragment }) {
  const { save } = useUpdateImage(image.id);
  const toast = useToast();
  const publish = async (isPublic: boolean): Promise<void> => {
    const refused = await save({ visibility: isPublic ? 'PUBLIC' : 'PRIVATE' });
    toast(refused?.message ?? (isPublic ? 'It is public now.' : 'It is private now.'));
  };
  return (
    <PanelSection>
      <EditableText
        label="Title"
        value={image.title}
        placeholder={image.filename}
        maxLength={200}
        onSave={(title) => save({ title })}
      />
      <EditableText
        label="Description"
        value={image.description}
        hint="What is in the picture, for who does not see it: its alternative text."
        maxLength={5_000}
        isLong
        onSave={(description) => save({ description })}
      />
      <TagsField tags={image.tags} onSave={(tags) => save({ tags })} />
      <EditableText
        label="Namespace"
        value={image.namespace}
        hint="A group of images: a–z, 0–9, _ and -."
        maxLength={64}
        onSave={(namespace) => save({ namespace })}
      />
      <Switch
        label="Public: shown to everybody who has its address"
        checked={image.visibility === 'PUBLIC'}
        onChange={(isPublic) => void publish(isPublic)}
      />
    </PanelSection>
  );
}
