// The arguments of `npm run restore`: the backup.
import { ArgumentError } from '../shared/argument-error.ts'
import { defineCommand } from '../shared/command.ts'

export type RestoreArguments = { from: string; force: boolean }

export const RESTORE = defineCommand({
  script: 'restore',
  does:
    'Puts a backup in the place of the database, after it has checked the backup. The database ' +
    'is the old one or the new one at every moment. The file that is replaced stays beside it.',
  usage: ['npm run restore -- FILE [--force]'],
  words: { FILE: 'A backup, made by npm run backup.' },
  options: {
    force: {
      does:
        'Replace a database that has revisions which the backup does not have, or that cannot be ' +
        'read.'
    }
  },
  notes: [
    'The setting DATABASE_URL names the database. Stop the service first: a database that a ' +
      'process has open is refused. The service migrates a backup of an older version when it ' +
      'starts.',
    'A postgres:// database is restored by the tools of PostgreSQL: docs/operating.md.'
  ],
  examples: [
    'npm run restore -- backups/corridor-2027-01-31T040000Z.db',
    'DATABASE_URL=file:./copy.db npm run restore -- before-import.db'
  ],
  readArguments: ({ values: { force }, words }): RestoreArguments => {
    const [from, ...rest] = words
    if (!from || rest.length > 0) throw new ArgumentError('Name one backup.')
    return { from, force }
  }
})
