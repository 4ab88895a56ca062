// Who may read the file of a database: nobody but its owner.
import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'

/** A database holds keys, although only their hashes: nobody else needs to read it. */
export const OWN_MODE = 0o600

/**
 * Makes an empty file for a new database, because SQLite would let everybody read it. The files
 * that SQLite puts beside a database get the mode of the database.
 */
export function makeOwnFile(file: string): void {
  mkdirSync(dirname(file), { recursive: true })
  try {
    // A link may lead to a file that is not there yet. To open and close a file that is there would
    // drop the locks that SQLite holds.
    if (!existsSync(file)) closeSync(openSync(file, 'a', OWN_MODE))
  } catch {
    // SQLite says what is wrong.
  }
}
