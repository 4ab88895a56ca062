// Second names of files. Where the file system has none (FAT, some network disks), a copy or a
// renamed file takes their place.
import { execFileSync } from 'node:child_process'
import { constants, existsSync, linkSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** What systems answer that know no second names. */
const UNKNOWN = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']

/**
 * Gives a file a name that must be free: throws EEXIST if something has it. The old name may stay.
 */
export function giveFreeName(file: string, target: string): void {
  if (link(file, target)) return
  // Another process could take the name before the next step, and only then.
  if (existsSync(target))
    throw Object.assign(new Error(`EEXIST: ${target} exists`), { code: 'EEXIST' })
  renameSync(file, target)
}

/** Lets a file be found under another name too. What the file has is on the disk under both. */
export function nameTwice(file: string, kept: string): void {
  if (link(file, kept)) return
  const partial = join(dirname(kept), `.${basename(kept)}.partial-${process.pid}`)
  // In a process of its own: to close a file ends all locks that a process has on it, also those of
  // the connection that keeps others out.
  try {
    execFileSync(process.execPath, ['--eval', COPY, file, partial])
    renameSync(partial, kept)
  } catch (error) {
    rmSync(partial, { force: true })
    throw error
  }
}

const COPY = `
  const { copyFileSync, openSync, fsyncSync } = require('node:fs')
  const [from, to] = process.argv.slice(1)
  copyFileSync(from, to, ${constants.COPYFILE_FICLONE})
  fsyncSync(openSync(to, 'r+'))`

/** Whether the file has the second name now. */
function link(file: string, name: string): boolean {
  try {
    linkSync(file, name)
    return true
  } catch (error) {
    // Errors of the file system have a code.
    if (UNKNOWN.includes((error as NodeJS.ErrnoException).code ?? '')) return false
    throw error
  }
}
