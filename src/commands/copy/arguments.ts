// The arguments of `npm run db:copy`: two different databases.
import { databaseFile, isPostgres } from '../../db/url.ts'
import { ArgumentError } from '../shared/argument-error.ts'
import { defineCommand } from '../shared/command.ts'
import { checkDatabaseUrl, URL_FORMS } from '../shared/database-url.ts'
import { isSameFile } from '../shared/same-file.ts'

export type CopyArguments = { from: string; to: string }

export const COPY = defineCommand({
  script: 'db:copy',
  does:
    'Copies a whole database into an empty one, keys included, then reads the copy back and ' +
    'compares the two. A copy that fails leaves no row in the new database.',
  usage: ['npm run db:copy -- --from URL --to URL'],
  options: {
    from: {
      value: 'URL',
      does:
        'The database to copy. It must have the schema of this version. The command only reads ' +
        'it, and the service may go on using it.'
    },
    to: {
      value: 'URL',
      does:
        'The database to fill: a new one, or one without a row. The command brings it to the ' +
        'schema of this version.'
    }
  },
  notes: [`Each URL is ${URL_FORMS}. The two databases may be of different kinds.`],
  examples: [
    'npm run db:copy -- --from file:./data/corridor.db \\\n' +
      '  --to postgres://corridor:secret@localhost:5432/corridor',
    'npm run db:copy -- --to file:./data/copy.db \\\n' +
      '  --from postgres://corridor:secret@localhost:5432/corridor'
  ],
  readArguments: ({ values }): CopyArguments => {
    const from = requireUrl('--from', values.from)
    const to = requireUrl('--to', values.to)
    if (from === to || isSameDatabaseFile(from, to))
      throw new ArgumentError('--from and --to name the same database.')
    return { from, to }
  }
})

function requireUrl(option: string, url: string | undefined): string {
  if (!url) throw new ArgumentError(`${option} is missing.`)
  return checkDatabaseUrl(option, url)
}

function isSameDatabaseFile(from: string, to: string): boolean {
  return !isPostgres(from) && !isPostgres(to) && isSameFile(databaseFile(from), databaseFile(to))
}
