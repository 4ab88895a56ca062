// Backups in a folder: their names sort by time.
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const DATED = /^corridor-\d{4}-\d{2}-\d{2}T\d{6}Z\.db$/

/** The name of a backup that is made now. No system refuses its characters. */
export function datedName(now: Date): string {
  return `corridor-${now.toISOString().replaceAll(':', '').replace(/\.\d+/, '')}.db`
}

/** Removes all but the newest backups of a folder, and nothing else. Returns their names. */
export function removeOlder(folder: string, keep: number): string[] {
  const backups = readdirSync(folder)
    .filter((name) => DATED.test(name))
    .sort()
  const older = backups.slice(0, Math.max(0, backups.length - keep))
  for (const name of older) rmSync(join(folder, name))
  return older
}
