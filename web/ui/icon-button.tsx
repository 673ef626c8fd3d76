/** A button that shows an icon alone, and its name to who points at it and to screen readers. */
import type { ReactNode } from 'react';
import { Button, type ButtonProps } from './button.tsx';
import styles from './icon-button.module.css';
import { Tooltip } from './tooltip.tsx';

export interface IconButtonProps extends Omit<ButtonProps, 'children' | 'aria-label'> {
  readonly label: string;
  readonly icon: ReactNode;
}

export function IconButton({ label, variant = 'quiet', ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label}>
      <Button {...rest} variant={variant} className={styles.square} aria-label={label} />
    </Tooltip>
  );
}
