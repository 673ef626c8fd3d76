/** What is on its way into the library, and the ways to add to it. */
import { PageHeader } from '../shell/page-header.tsx';
import { FileChooser } from '../uploads/file-chooser.tsx';
import { ImportForm } from '../uploads/import-form.tsx';
import { ImportRow } from '../uploads/import-row.tsx';
import { OfflineNotice, UnfinishedNotice } from '../uploads/notices.tsx';
import { OptionsForm } from '../uploads/options-form.tsx';
import { QueueTotals } from '../uploads/queue-totals.tsx';
import { UploadRow } from '../uploads/upload-row.tsx';
import { useUploads } from '../uploads/uploads.tsx';
import styles from './upload-page.module.css';

export function Component() {
  return (
    <>
      <PageHeader title="Upload" />
      <div className={styles.page}>
        <div className={styles.main}>
          <OfflineNotice />
          <UnfinishedNotice />
          <FileChooser />
          <Queue />
        </div>
        <aside className={styles.aside} aria-label="Options">
          <OptionsForm />
          <ImportForm />
        </aside>
      </div>
    </>
  );
}

/** The newest first: what was just chosen is in sight. */
function Queue() {
  const { views, imports, remove, removeImport } = useUploads();
  return (
    <div>
      {views.length > 0 && <QueueTotals />}
      <ul className={styles.list} aria-label="Uploads">
        {imports.toReversed().map(({ id, url }) => (
          <ImportRow key={id} id={id} url={url} onRemove={removeImport} />
        ))}
        {views.toReversed().map(({ id, upload }) => (
          <UploadRow key={id} upload={upload} onRemove={remove} />
        ))}
      </ul>
    </div>
  );
}
