// Database URLs: `file:` and a path, or `postgres://…`.

/** What every database URL looks like. `file::memory:` is none: it would be gone with the process. */
export const DATABASE_URL = /^(file:(?!:).+|postgres(ql)?:\/\/.+)/

export function isPostgres(url: string): boolean {
  return /^postgres(ql)?:/.test(url)
}

/** The file a `file:` URL names. */
export function databaseFile(url: string): string {
  return url.replace(/^file:/, '')
}

/** The database as messages name it, without its password: that stands before the last `@`, or among the options. */
export function nameOf(url: string): string {
  return isPostgres(url) ? url.replace(/\/\/([^:@/]*):.*@/, '//$1@').replace(/\?.*$/, '') : databaseFile(url)
}
