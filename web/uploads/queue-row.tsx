/** One line of the list: what it is, how far it is, what came of it, and what can be done. */
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { ProgressBar, type ProgressBarProps } from '../ui/progress-bar.tsx';
import { Preview } from './preview.tsx';
import styles from './queue-row.module.css';
import { useVariants, VariantChips } from './variant-chips.tsx';

export interface QueueRowProps {
  readonly name: string;
  readonly file?: Blob | undefined;
  /** Of the image that it is by now. */
  readonly imageId: string | undefined;
  /** How it is, in a few words. */
  readonly state: string;
  /** Undefined: there is nothing to wait for. */
  readonly progress?: Omit<ProgressBarProps, 'label'> | undefined;
  readonly actions: ReactNode;
  /** What went wrong. */
  readonly children?: ReactNode;
}

export function QueueRow({ imageId, ...rest }: QueueRowProps) {
  if (imageId === undefined) return <Row {...rest} />;
  return <ImageRow {...rest} imageId={imageId} />;
}

function ImageRow({ imageId, children, ...rest }: QueueRowProps & { imageId: string }) {
  const variants = useVariants(imageId);
  const ready = variants?.filter(({ url }) => url !== null) ?? [];
  const thumbnail = (ready.find(({ name }) => name === 'thumb') ?? ready[0])?.url ?? undefined;
  return (
    <Row {...rest} thumbnail={thumbnail} to={`/library/${imageId}`}>
      {variants && <VariantChips variants={variants} />}
      {children}
    </Row>
  );
}

interface RowProps extends Omit<QueueRowProps, 'imageId'> {
  readonly thumbnail?: string | undefined;
  readonly to?: string;
}

const Row = ({ name, file, thumbnail, to, state, progress, actions, children }: RowProps) => (
  <li className={styles.row}>
    <Preview file={file} thumbnail={thumbnail} />
    <div className={styles.facts}>
      <p className={styles.name}>{to === undefined ? name : <Link to={to}>{name}</Link>}</p>
      <p className={styles.state}>{state}</p>
    </div>
    <div className={styles.actions}>{actions}</div>
    {(progress || children) && (
      <div className={styles.below}>
        {progress && <ProgressBar label={name} {...progress} />}
        {children}
      </div>
    )}
  </li>
);
