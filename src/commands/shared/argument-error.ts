/**
 * Thrown for arguments that cannot be used. The message must not repeat a value that may hold a
 * password or a key.
 */
export class ArgumentError extends Error {
  override name = 'ArgumentError'
}
