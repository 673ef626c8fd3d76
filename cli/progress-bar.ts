/** A bar of text, for what takes a while. */

const width = 24;

/** `share` from 0 to 1. */
export function bar(share: number, what: string): string {
  const filled = Math.round(share * width);
  return `${'█'.repeat(filled)}${'░'.repeat(width - filled)} ${Math.floor(share * 100)} % ${what}`;
}
