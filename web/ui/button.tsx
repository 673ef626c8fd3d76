/** A button, or a link that looks like one. */
import type { ComponentProps, ReactNode } from 'react';
import { Link } from 'react-router';
import styles from './button.module.css';
import { classNames } from './class-names.ts';

interface Look {
  /** `primary` once in a view: what most come for. */
  readonly variant?: 'primary' | 'secondary' | 'quiet' | 'danger';
  readonly icon?: ReactNode;
}

export interface ButtonProps extends ComponentProps<'button'>, Look {
  /** While what it began runs: it says so, keeps its place and does nothing again. */
  readonly busy?: boolean;
}

export function Button({ variant, icon, busy = false, className, children, onClick, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      className={classNames(styles.button, styles[variant ?? 'secondary'], className)}
      aria-busy={busy}
      // Not `disabled`, which would take the focus away from who has just pressed it.
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      {...rest}
    >
      {icon}
      {children}
    </button>
  );
}

export function ButtonLink({
  variant,
  icon,
  className,
  children,
  ...rest
}: ComponentProps<typeof Link> & Look) {
  return (
    <Link className={classNames(styles.button, styles[variant ?? 'secondary'], className)} {...rest}>
      {icon}
      {children}
    </Link>
  );
}
