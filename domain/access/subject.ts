/** What may name an owner, whoever says so: an admin who makes a key, or the token of an application. */

/** Not blank, without control characters, and the same text again when it comes back from the database. */
export const isPlainText = (text: string, max: number): boolean =>
  text.trim() !== '' && text.length <= max && !/\p{Cc}/u.test(text) && text.isWellFormed();

export const isSubject = (text: string): boolean => isPlainText(text, 255);

/** How to write such a text, for who gave another. */
export const plainTextRule = (max: number): string =>
  `give 1 to ${max} characters, without control characters`;
