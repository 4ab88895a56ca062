// Database URLs: `file:` and a path, or `postgres://…`.

/**
 * What every database URL looks like. `file::memory:` is none: it would be gone with the process.
 */
export const DATABASE_URL = /^(file:(?!:).+|postgres(ql)?:\/\/.+)/

export function isPostgres(url: string): boolean {
  return /^postgres(ql)?:/.test(url)
}

/** The file a `file:` URL names. */
export function databaseFile(url: string): string {
  return url.replace(/^file:/, '')
}

/** An address as it may be shown. Passwords stand before the last `@`, or among the options. */
export function withoutPassword(url: string): string {
  return url.startsWith('file:')
    ? url
    : url.replace(/\/\/([^:@/]*):.*@/, '//$1@').replace(/\?.*$/, '')
}

/** The database as messages name it. */
export function nameOf(url: string): string {
  return databaseFile(withoutPassword(url))
}
