/** An image that is there: the picture at the left, and at the right what one has come for. On phones one below the other. */
import type { ReactNode } from 'react';
import { ErrorNotice } from '../../errors/error-notice.tsx';
import { graphql } from '../../generated/gql.ts';
import type { ImageViewFragment } from '../../generated/graphql.ts';
import { useViewer } from '../../session/session.tsx';
import { PageHeader } from '../../shell/page-header.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { DeleteDialog } from './delete-dialog.tsx';
import { DetailsPanel } from './details/details-panel.tsx';
import { FocusPanel } from './focus/focus-panel.tsx';
import { FocusStage } from './focus/focus-stage.tsx';
import { useFocusDraft } from './focus/use-focus-draft.ts';
import styles from './image-view.module.css';
import { HistoryPanel } from './history/history-panel.tsx';
import { PurgeDialog } from './purge-dialog.tsx';
import { CompareStage } from './renditions/compare-stage.tsx';
import { RenditionsPanel } from './renditions/renditions-panel.tsx';
import { usePlayground } from './renditions/use-playground.ts';
import { SharingPanel } from './sharing/sharing-panel.tsx';
import { useNewsOf } from './use-news-of.ts';
import { type Tab, tabTitles, useTab } from './use-tab.ts';
import { VariantsPanel } from './variants/variants-panel.tsx';
import { Viewer } from './viewer/viewer.tsx';

graphql(`
  fragment ImageView on Image {
    id
    filename
    title
    ownerId
    failure {
      code
      message
    }
    ...ViewedImage
    ...ImageDetails
    ...ImageVariants
    ...FocusedImage
    ...SignedImage
  }
`);

export function ImageView({ image }: { image: ImageViewFragment }) {
  const { id, title, filename, failure } = image;
  const name = title ?? filename;
  const viewer = useViewer();
  const isMine = image.ownerId === viewer.id || viewer.roles.includes('ADMIN');
  useNewsOf(id);
  const [asked, chooseTab] = useTab();
  const playground = usePlayground(image, asked === 'renditions');
  const draft = useFocusDraft(image);
  const isFilm = image.contentType.startsWith('video/');
  const panels: Readonly<Partial<Record<Tab, ReactNode>>> = {
    details: <DetailsPanel image={image} isMine={isMine} />,
    variants: <VariantsPanel image={image} isMine={isMine} />,
    ...(!isFilm && {
      renditions: <RenditionsPanel image={image} playground={playground} isMine={isMine} />,
    }),
    ...(!isFilm && isMine && { focus: <FocusPanel image={image} draft={draft} /> }),
    ...(isMine && { sharing: <SharingPanel image={image} />, history: <HistoryPanel id={id} /> }),
  };
  const tab = asked in panels ? asked : 'details';
  const stages: Readonly<Partial<Record<Tab, ReactNode>>> = {
    renditions: <CompareStage playground={playground} />,
    focus: <FocusStage image={image} draft={draft} />,
  };
  const tabs = Object.entries(panels).map(([key, content]) => [
    key,
    { title: tabTitles[key as Tab], content },
  ]);
  return (
    <>
      <PageHeader title={name}>
        {isMine && (
          <>
            <PurgeDialog id={id} />
            <DeleteDialog id={id} name={name} />
          </>
        )}
      </PageHeader>
      {failure && <ErrorNotice error={failure} />}
      <div className={styles.view}>
        <div className={styles.stage}>{stages[tab] ?? <Viewer image={image} />}</div>
        <div className={styles.inspector}>
          <Tabs label="About this image" value={tab} onChoose={chooseTab} tabs={Object.fromEntries(tabs)} />
        </div>
      </div>
    </>
  );
}
