// Brings a database to the schema this code was written for. `npm run db:migrate` does it from the command line.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type SQLite from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'

const FOLDER = fileURLToPath(new URL('../../migrations/sqlite', import.meta.url))

/**
 * Applies the migrations that are missing. Throws, and changes nothing, where the database is newer than this code or a
 * migration would leave rows that point to nothing.
 */
export function migrateSqlite(client: SQLite.Database, folder = FOLDER): void {
  refuseNewer(client, folder)
  // SQLite rebuilds a table by dropping it, and dropping it deletes the rows that cascade from it. drizzle-kit emits
  // `PRAGMA foreign_keys=OFF` against that, which does nothing inside the migrator's transaction; it has to stand out here.
  client.pragma('foreign_keys = OFF')
  try {
    migrate(drizzle(client), { migrationsFolder: folder })
    const orphans = client.pragma('foreign_key_check') as unknown[]
    if (orphans.length > 0)
      throw new Error(`After the migration ${orphans.length} rows refer to rows that are not there: ${JSON.stringify(orphans[0])}`)
  } finally {
    client.pragma('foreign_keys = ON')
  }
}

function refuseNewer(client: SQLite.Database, folder: string): void {
  const known = client.prepare(`SELECT 1 FROM sqlite_master WHERE name = '__drizzle_migrations'`).get()
  if (!known) return
  const applied = Number(client.prepare('SELECT max(created_at) FROM __drizzle_migrations').pluck().get() ?? 0)
  const journal: { entries: { when: number }[] } = JSON.parse(readFileSync(`${folder}/meta/_journal.json`, 'utf8'))
  const newest = Math.max(...journal.entries.map((entry) => entry.when))
  if (applied > newest)
    throw new Error(
      'The database was made by a newer version of Corridor Metrics. Install that version, or name another file in DATABASE_URL.'
    )
}
