/** Lines of text: as high as what is written in it. */
import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';
import { FieldFrame, type FieldFrameProps } from './field-frame.tsx';
import styles from './text-area.module.css';

export type TextAreaProps = ComponentProps<'textarea'> & FieldFrameProps;

export const TextArea = ({ label, hideLabel, hint, fault, ...rest }: TextAreaProps) => (
  <FieldFrame label={label} hideLabel={hideLabel} hint={hint} fault={fault}>
    {({ className, ...control }) => (
      <textarea rows={2} {...control} className={classNames(className, styles.area)} {...rest} />
    )}
  </FieldFrame>
);
