/**
 * Thrown if a file cannot be read further; says what was expected. The function that counts lines
 * adds the line.
 */
export class Unreadable extends Error {
  override name = 'Unreadable'
}
