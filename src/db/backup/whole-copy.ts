// Makes a whole copy of a database file while others use it. The copy appears under its name only
// when it is complete, checked and on the disk: a process that is killed leaves nothing but a
// partial file, which the next one removes.
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { inspectDatabase } from '../copy/inspect-database.ts'
import type { SchemaVersion } from '../migrations.ts'
import { connectSqlite } from '../sqlite/connect.ts'
import { OWN_MODE } from '../sqlite/own-file.ts'
import { findDamage } from './find-damage.ts'
import { type NewestImport, readNewestImport } from './newest-import.ts'
import { giveFreeName } from './second-name.ts'

/** The name of a copy that is not complete, with the process that makes it. */
const PARTIAL = /^\..+\.partial-(\d+)(-journal|-wal|-shm)?$/

/** What was copied has lost some of its data. */
export class Damaged extends Error {}
/** What was copied was not made by this software. */
export class Foreign extends Error {}

/** A complete copy under its partial name. */
export type WholeCopy = {
  file: string
  bytes: number
  version: SchemaVersion
  newest: NewestImport
}

/**
 * Copies a database into a partial file beside `target`, and checks the copy. The source may be
 * used and changed meanwhile: the copy has one state of it. Throws, and leaves nothing, if the
 * source cannot be read or the copy is damaged.
 */
export async function makeWholeCopy(source: string, target: string): Promise<WholeCopy> {
  const folder = dirname(target)
  mkdirSync(folder, { recursive: true })
  removeRemains(folder)
  const file = join(folder, `.${basename(target)}.partial-${process.pid}`)
  rmSync(file, { force: true })
  closeSync(openSync(file, 'wx', OWN_MODE))
  try {
    vacuumInto(source, file)
    const { version, newest } = await checkCopy(file)
    syncToDisk(file)
    return { file, bytes: statSync(file).size, version, newest }
  } catch (error) {
    removeCopy(file)
    throw error
  }
}

/** Gives a copy its name, in place of a file of this name if there is one. */
export function replaceByCopy({ file }: WholeCopy, target: string): void {
  renameSync(file, target)
  syncToDisk(dirname(target))
}

/** Gives a copy its name. Throws, and removes the copy, if something has this name already. */
export function placeCopy({ file }: WholeCopy, target: string): void {
  try {
    giveFreeName(file, target)
  } finally {
    removeCopy(file)
  }
  syncToDisk(dirname(target))
}

/** Removes a partial copy and what SQLite may have left beside it. */
export function removeCopy(file: string): void {
  for (const end of ['', '-journal', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true })
}

/** Waits until a file, or the names in a folder, are on the disk. */
function syncToDisk(path: string): void {
  const handle = openSync(path, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

function vacuumInto(source: string, file: string): void {
  const client = connectSqlite(source, { readonly: true })
  try {
    // The connection still cannot write to its own file.
    client.pragma('query_only = OFF')
    client.prepare('VACUUM INTO ?').run(file)
  } finally {
    client.close()
  }
}

async function checkCopy(file: string): Promise<Pick<WholeCopy, 'version' | 'newest'>> {
  const { version } = await inspectDatabase(`file:${file}`)
  const client = connectSqlite(file, { readonly: true })
  try {
    const [damage] = findDamage(client)
    if (damage) throw new Damaged(`the copy is damaged: ${damage}`)
    if (version === 'none') throw new Foreign('it is not a database of Corridor Metrics')
    return { version, newest: readNewestImport(client) }
  } finally {
    client.close()
  }
}

/** Removes what killed processes have left in a folder. */
function removeRemains(folder: string): void {
  for (const name of readdirSync(folder)) {
    const [, pid] = PARTIAL.exec(name) ?? []
    if (pid !== undefined && !isRunning(Number(pid))) rmSync(join(folder, name), { force: true })
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // The process of another user runs too.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
