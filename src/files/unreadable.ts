/**
 * Thrown where a file cannot be read on; says what was expected. Where it stands is known to who
 * counts the lines.
 */
export class Unreadable extends Error {
  override name = 'Unreadable'
}
