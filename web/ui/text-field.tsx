/** One line of text, with its label, a hint, and what is wrong with it. */
import type { ComponentProps } from 'react';
import { FieldFrame, type FieldFrameProps } from './field-frame.tsx';

export type TextFieldProps = ComponentProps<'input'> & FieldFrameProps;

export const TextField = ({ label, hideLabel, hint, fault, ...rest }: TextFieldProps) => (
  <FieldFrame label={label} hideLabel={hideLabel} hint={hint} fault={fault}>
    {(control) => <input type="text" {...control} {...rest} />}
  </FieldFrame>
);
