import { DATABASE_URL } from '../../db/url.ts'
import { ArgumentError } from './argument-error.ts'

/** The two forms of a database URL, for help texts and messages. */
export const URL_FORMS = 'file: and a path, or postgres://user:password@host:port/database'

/** Checks the URL of an option. The message does not repeat the URL: it may hold a password. */
export function checkDatabaseUrl(option: string, url: string): string {
  if (DATABASE_URL.test(url)) return url
  throw new ArgumentError(`${option} takes a database URL: ${URL_FORMS}.`)
}
