/**
 * The cause of the refusal of a credential that was right once, or is right but for what it says: whoever shows it has guessed
 * nothing, and may not know better.
 */
export class GenuineCredential extends Error {
  override readonly name = 'GenuineCredential';
}
