// The arguments of `npm run backup`: where to, and how many to keep.
import { statSync } from 'node:fs'
import { ArgumentError } from '../shared/argument-error.ts'
import { defineCommand } from '../shared/command.ts'

export type BackupArguments = {
  to: string
  isFolder: boolean
  /** How many backups stay in the folder; undefined for all. */
  keep: number | undefined
  force: boolean
}

const KEEP_MAX = 10_000

export const BACKUP = defineCommand({
  script: 'backup',
  does:
    'Makes a backup of the database in one file, while the service answers and imports. The file ' +
    'appears when it is complete, its integrity is checked, and it is on the disk.',
  usage: ['npm run backup -- FILE [--force]', 'npm run backup -- FOLDER/ [--keep N]'],
  words: {
    FILE: 'The file to make. A file that exists is refused.',
    'FOLDER/':
      'A folder: the file gets a name with its time, such as ' +
      'corridor-2027-01-31T040000Z.db. A name with a slash at its end is a folder that may be new.'
  },
  options: {
    keep: {
      value: 'N',
      does: 'Remove all but the newest N backups of the folder, after the new one is made.'
    },
    force: { does: 'Replace FILE if it exists, at once and as a whole.' }
  },
  notes: [
    'The setting DATABASE_URL names the database. The backup has one state of it, keys included. ' +
      'Do not copy the file of a database by cp: changes that are still in its log would be lost.',
    'A postgres:// database is backed up by the tools of PostgreSQL: docs/operating.md.'
  ],
  examples: ['npm run backup -- backups/ --keep 7', 'npm run backup -- before-import.db'],
  readArguments: ({ values: { keep, force }, words }): BackupArguments => {
    const [to, ...rest] = words
    if (!to || rest.length > 0) throw new ArgumentError('Name one file or folder.')
    const isFolder = to.endsWith('/') || statSync(to, { throwIfNoEntry: false })?.isDirectory()
    if (keep !== undefined && !isFolder) throw new ArgumentError('--keep needs a folder.')
    if (force && isFolder) throw new ArgumentError('--force is for a file, not for a folder.')
    return { to, isFolder: isFolder ?? false, keep: readKeep(keep), force }
  }
})

function readKeep(keep: string | undefined): number | undefined {
  if (keep === undefined) return undefined
  const number = /^\d{1,5}$/.test(keep) ? Number(keep) : 0
  if (number >= 1 && number <= KEEP_MAX) return number
  throw new ArgumentError(`--keep takes a number from 1 to ${KEEP_MAX}.`)
}
