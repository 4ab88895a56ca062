import { existsSync, statSync } from 'node:fs'
import { replaceDatabase } from '../../db/backup/replace-database.ts'
import {
  Damaged,
  Foreign,
  makeWholeCopy,
  removeCopy,
  type WholeCopy
} from '../../db/backup/whole-copy.ts'
import { REFUSALS } from '../../db/migrations.ts'
import { reasonOf } from '../../db/postgres/errors.ts'
import { codeOf } from '../../db/sqlite/errors.ts'
import { databaseFile, isPostgres } from '../../db/url.ts'
import { isSameFile } from '../shared/same-file.ts'
import type { RestoreArguments } from './arguments.ts'

const POSTGRES =
  'Restore a PostgreSQL database with its own tools: pg_restore, or recovery to a point in time. ' +
  'docs/operating.md shows both.'

/** Puts a backup in the place of a database. Returns what to print. */
export async function runRestore(url: string, { from, force }: RestoreArguments): Promise<string> {
  if (isPostgres(url)) throw new Error(POSTGRES)
  const target = databaseFile(url)
  if (!existsSync(from)) throw new Error(`The backup ${from} does not exist.`)
  if (statSync(from).isDirectory()) throw new Error(`${from} is a folder. Name a file in it.`)
  if (isSameFile(from, target)) throw new Error(`${from} is the database itself.`)
  const copy = await copyBackup(from, target)
  try {
    const kept = await replaceDatabase(target, copy, { force })
    const { revision, finished } = copy.newest
    return [
      `Restored revision ${revision}${finished && ` of ${finished}`} from ${from} to ${target}.`,
      ...(kept ? [`The database that was there is now ${kept}.`] : [])
    ].join('\n')
  } finally {
    removeCopy(copy.file)
  }
}

async function copyBackup(from: string, target: string): Promise<WholeCopy> {
  const copy = await makeWholeCopy(from, target).catch((error: unknown) => {
    throw new Error(explainFailure(from, error), { cause: error })
  })
  const { version } = copy
  if (version !== 'newer' && version !== 'unreleased') return copy
  removeCopy(copy.file)
  throw new Error(`The backup ${from} cannot be used: ${REFUSALS[version]}`)
}

/** What is wrong with a file that was to be restored, and what to do. */
function explainFailure(from: string, error: unknown): string {
  const [code, reason] = [codeOf(error), reasonOf(error)]
  if (error instanceof Foreign || code === 'SQLITE_NOTADB')
    return (
      `${from} is no backup of Corridor Metrics, or its beginning is damaged. Name a file that ` +
      'npm run backup has made, unpacked if it was packed. Nothing was changed.'
    )
  if (error instanceof Damaged || code.startsWith('SQLITE_CORRUPT'))
    return (
      `The backup ${from} is damaged or not complete (${reason}). Restore another one. Nothing ` +
      'was changed.'
    )
  return `The backup ${from} cannot be used: ${reason}`
}
