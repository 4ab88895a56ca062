// Migrates a database to the schema of this version. `npm run db:migrate` does it from the command
// line.
import type SQLite from 'better-sqlite3'
import type { MigrationMeta } from 'drizzle-orm/migrator'
import {
  JOURNAL,
  type JournalRow,
  missingMigrations,
  READ_JOURNAL,
  readMigrations
} from '../migrations.ts'

/**
 * Applies the missing migrations, all or none, under one write lock. Throws, and changes nothing,
 * if the database belongs to another line of versions, or if a migration would leave rows that
 * refer to missing rows. The migrator of Drizzle is not used, for three reasons. It commits before
 * anybody can look for orphans. Two processes that start at once on an empty file both find it
 * empty. And rebuilding a table drops it, which deletes the rows that cascade from it; drizzle-kit
 * writes `PRAGMA foreign_keys=OFF` against that, which has no effect inside a transaction, so this
 * function sets it outside.
 */
export function migrateSqlite(client: SQLite.Database, folder?: string): void {
  const migrations = readMigrations('sqlite', folder)
  client.pragma('foreign_keys = OFF')
  try {
    client.transaction(() => applyMissing(client, migrations)).immediate()
  } finally {
    client.pragma('foreign_keys = ON')
  }
}

function applyMissing(client: SQLite.Database, migrations: MigrationMeta[]): void {
  client.exec(
    `CREATE TABLE IF NOT EXISTS ${JOURNAL} (id INTEGER PRIMARY KEY, hash text NOT NULL, ` +
      'created_at numeric)'
  )
  const journal = client.prepare<[], JournalRow>(READ_JOURNAL).all()
  const missing = missingMigrations(journal, migrations)
  const note = client.prepare(`INSERT INTO ${JOURNAL} (hash, created_at) VALUES (?, ?)`)
  for (const { sql, hash, folderMillis } of missing) {
    for (const statement of sql) client.exec(statement)
    note.run(hash, folderMillis)
  }
  if (missing.length > 0) refuseOrphans(client)
}

function refuseOrphans(client: SQLite.Database): void {
  const orphans = client.pragma('foreign_key_check') as unknown[]
  if (orphans.length > 0)
    throw new Error(
      `after the migration ${orphans.length} rows would refer to rows that are not there: ` +
        `${JSON.stringify(orphans[0])}`
    )
}
