import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { makeWholeCopy, placeCopy, replaceByCopy } from '../../db/backup/whole-copy.ts'
import { reasonOf } from '../../db/postgres/errors.ts'
import { databaseFile, isPostgres, nameOf } from '../../db/url.ts'
import { formatBytes } from '../shared/format.ts'
import { isSameFile } from '../shared/same-file.ts'
import type { BackupArguments } from './arguments.ts'
import { datedName, removeOlder } from './dated-names.ts'

const POSTGRES =
  'Back up a PostgreSQL database with its own tools: pg_dump --format=custom, or archiving of ' +
  'its log. docs/operating.md shows both.'

/** Makes a backup of a database. Returns what to print. */
export async function runBackup(
  url: string,
  { to, isFolder, keep, force }: BackupArguments
): Promise<string> {
  if (isPostgres(url)) throw new Error(POSTGRES)
  const source = databaseFile(url)
  const target = isFolder ? join(to, datedName(new Date())) : to
  refuse(source, target, force)
  const started = performance.now()
  const { revision, bytes } = await backUp(source, target, force)
  const seconds = ((performance.now() - started) / 1_000).toFixed(1)
  const removed = isFolder && keep !== undefined ? removeOlder(to, keep) : []
  return [
    `Backed up revision ${revision} of ${nameOf(url)} to ${target}: ${formatBytes(bytes)} in ` +
      `${seconds} s, checked.`,
    ...removed.map((name) => `Removed ${join(to, name)}.`)
  ].join('\n')
}

function refuse(source: string, target: string, force: boolean): void {
  if (!existsSync(source)) throw new Error(`The database ${source} does not exist.`)
  if (isSameFile(source, target)) throw new Error(`${target} is the database itself.`)
  if (!force && existsSync(target))
    throw new Error(
      `${target} exists already. Name another file or a folder, or replace it with --force.`
    )
}

async function backUp(
  source: string,
  target: string,
  force: boolean
): Promise<{ revision: number; bytes: number }> {
  try {
    const copy = await makeWholeCopy(source, target)
    if (force) replaceByCopy(copy, target)
    else placeCopy(copy, target)
    return { revision: copy.newest.revision, bytes: copy.bytes }
  } catch (error) {
    throw new Error(`Nothing was backed up from ${source}: ${reasonOf(error)}`, { cause: error })
  }
}
