// Finds out before a fetch whether pages can be kept.
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigError } from '../config.ts'
import { makeFolder } from './make-folder.ts'

/** Makes the folder of the cache. Throws a {@link ConfigError} if nothing can be written there. */
export function checkCache(folder: string): void {
  const probe = join(folder, `probe.${process.pid}.tmp`)
  try {
    makeFolder(folder)
    writeFileSync(probe, '')
    rmSync(probe)
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? error.code : error
    throw new ConfigError(
      `FETCH_CACHE names the folder ${folder}, in which nothing can be written (${reason}). Name ` +
        'another folder.'
    )
  }
}
