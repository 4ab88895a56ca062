// The arguments of `npm run db:copy`: two different databases, or a text that teaches.
import { type Stats, statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { DATABASE_URL, databaseFile, isPostgres } from '../db/url.ts'

export const USAGE = `Copies a whole database into an empty one and compares the two. All of it or nothing: a copy that fails leaves no row.

  npm run db:copy -- --from URL --to URL

  --from URL   the database to copy, of this version; it is only read, and the service may go on using it
  --to URL     the database to fill: a new one, or one without a row; it is brought to the schema of this version
  --help       this text

A URL is file: and a path, or postgres://user:password@host:port/database. Any direction will do:

  npm run db:copy -- --from file:./data/corridor.db --to postgres://corridor:secret@localhost:5432/corridor
  npm run db:copy -- --from postgres://corridor:secret@localhost:5432/corridor --to file:./data/copy.db

Exit codes: 0 copied and alike, 1 not copied, 78 wrong arguments.`

/**
 * Thrown for arguments that cannot be used. Values are not repeated in the message, for they may
 * hold a password.
 */
export class ArgumentError extends Error {
  override name = 'ArgumentError'
}

export type CopyArguments = { help: boolean; from: string; to: string }

/** Reads and checks the arguments of the command. */
export function readArguments(words: string[]): CopyArguments {
  const { from, to, help } = parse(words)
  if (help) return { help: true, from: '', to: '' }
  const urls = { help: false, from: requireUrl('--from', from), to: requireUrl('--to', to) }
  if (isSameFile(urls.from, urls.to)) throw new ArgumentError('--from and --to name the same file.')
  return urls
}

function parse(words: string[]): { from?: string; to?: string; help?: boolean } {
  try {
    return parseArgs({
      args: words,
      options: {
        from: { type: 'string' },
        to: { type: 'string' },
        help: { type: 'boolean', short: 'h' }
      }
    }).values
  } catch (error) {
    throw new ArgumentError(wrongWords(error as NodeJS.ErrnoException))
  }
}

/** Node's words only where they repeat no value. */
function wrongWords({ code, message }: NodeJS.ErrnoException): string {
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return 'There are only --from, --to and --help.'
  if (code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL')
    return 'Each URL stands behind its name, and npm needs -- before the first of them.'
  return `${message.split(/\.?\n/)[0]}.`
}

function requireUrl(name: string, url: string | undefined): string {
  if (url === undefined || url === '') throw new ArgumentError(`${name} is missing.`)
  if (DATABASE_URL.test(url)) return url
  throw new ArgumentError(
    `${name} is no database URL: file: and a path, or postgres://user:password@host:port/database.`
  )
}

/** Also by another path, a link to it, or a second name. */
function isSameFile(from: string, to: string): boolean {
  if (isPostgres(from) || isPostgres(to)) return false
  const [one, other] = [from, to].map((url): Stats | undefined =>
    statSync(databaseFile(url), { throwIfNoEntry: false })
  )
  return from === to || (one !== undefined && one.dev === other?.dev && one.ino === other.ino)
}
