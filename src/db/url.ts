// Reads database URLs: `file:` and a path, or `postgres://…`.

/**
 * The pattern of a database URL. `file::memory:` does not match: such a database would be gone with
 * the process.
 */
export const DATABASE_URL = /^(file:(?!:).+|postgres(ql)?:\/\/.+)/

export function isPostgres(url: string): boolean {
  return /^postgres(ql)?:/.test(url)
}

/** The file that a `file:` URL names. */
export function databaseFile(url: string): string {
  return url.replace(/^file:/, '')
}

/** An address without its password, which is before the last `@` or among the options. */
export function withoutPassword(url: string): string {
  return url.startsWith('file:')
    ? url
    : url.replace(/\/\/([^:@/]*):.*@/, '//$1@').replace(/\?.*$/, '')
}

/** The name of a database in messages. */
export function nameOf(url: string): string {
  return databaseFile(withoutPassword(url))
}
