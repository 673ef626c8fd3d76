/** The classes that apply, as an attribute has them. */
export const classNames = (...classes: readonly (string | false | undefined)[]): string =>
  classes.filter(Boolean).join(' ');
